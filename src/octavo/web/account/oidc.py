"""The two addresses of signing in with an account elsewhere: the one that leads there, and the one that comes back."""

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.http import Http404, HttpRequest, HttpResponse

from octavo.people.oidc import Dance
from octavo.web.frame.page import page


@login_not_required  # type: ignore[untyped-decorator]
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider by a page of ours: our policy lets no form lead to another site, and rightly so."""
    answer = _stepped(OAuth2LoginView, request, provider_id)
    if answer.status_code != 302 or answer["Location"].startswith("/"):
        return answer
    return page(request, "socialaccount/leading.html", {"address": answer["Location"]}, shared=False)


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take up who comes back from the provider."""
    return _stepped(OAuth2CallbackView, request, provider_id)


def _stepped(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    dance = Dance(request, provider_id)
    try:
        provider = dance.get_provider()  # type: ignore[no-untyped-call]
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        answer: HttpResponse = view.adapter_view(dance)(request)  # type: ignore[no-untyped-call]
    except OAuth2Error as error:  # not reachable, or not what it claims to be, before allauth looks for it
        answer = render_authentication_error(request, provider, exception=error)
    return answer
