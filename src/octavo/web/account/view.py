"""The reader's own page, and how pages look to them."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo.people.accounts import INVITE, invite_of
from octavo.people.actions.account import choose_language, choose_zone, close_account, export
from octavo.people.actions.notices import mark_seen
from octavo.people.errors import PeopleError
from octavo.people.models import Comment
from octavo.web.frame.frame import SIZES, THEMES, frame, signed_in
from octavo.web.frame.language import LANGUAGES
from octavo.web.frame.page import back, ours, page
from octavo.web.frame.paging import Page, number_of
from octavo.web.frame.zone import COOKIE as ZONE_COOKIE
from octavo.web.frame.zone import ZONES, chosen, known

YEAR = 31_536_000  # seconds
NEWEST = 20
NOTICES = 50


@require_safe
@login_required
def you(request: HttpRequest) -> HttpResponse:
    """Show the reader's account: their comments, and where to change things."""
    mine = Comment.objects.filter(author=frame(request).reader, deleted=None)
    mine = mine.select_related("article__publisher", "story__lead__publisher").order_by("-created")
    return page(request, "account/you.html", {"comments": mine[:NEWEST]}, shared=False)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """Show what the reader was told, newest first; POST marks all of it as read."""
    reader = signed_in(request)
    if request.method == "POST":
        mark_seen(reader, frame(request).now)
        return HttpResponseRedirect(reverse("notices"))
    told = reader.notices.order_by("-created", "-pk")
    place = Page(number_of(request), NOTICES, told.count())
    context = {"notices": told[place.first : place.first + NOTICES], "page": place}
    return page(request, "account/notices.html", context, shared=False)


@require_safe
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """Take the invitation along to the form that makes an account."""
    request.session[INVITE] = code
    if invite_of(request) is None:
        del request.session[INVITE]
        raise Http404
    return HttpResponseRedirect(reverse("account_signup"))


@require_safe
@login_required
def export_all(request: HttpRequest) -> HttpResponse:
    """Give the reader everything that is stored about them, as a JSON file."""
    response = JsonResponse(export(signed_in(request)), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="octavo-account.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def leave(request: HttpRequest) -> HttpResponse:
    """Delete the account of a reader who has just said who they are and chose what becomes of their comments."""
    reader, refused = signed_in(request), ""
    choice = request.POST.get("comments", "")
    if request.method == "POST":
        if choice not in {"keep", "remove"}:
            refused = gettext("Choose what becomes of your comments. Nothing was deleted.")
        else:
            try:
                close_account(reader, frame(request).now, keep_comments=choice == "keep")
            except PeopleError as error:
                refused = error.message
            else:
                logout(request)
                messages.success(request, gettext("Your account and all it kept are deleted."))
                return HttpResponseRedirect(reverse("front"))
    context = {"refused": refused, "choice": choice}
    return page(request, "account/leave.html", context, status=400 if refused else 200, shared=False)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """Choose language, time zone, theme and text size.

    Each is kept in a cookie of its own, for a year; of who is signed in, language and zone with the account too.
    """
    if request.method != "POST":
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        reader = frame(request).reader
        context = {"language": reader.language or kept if reader else kept, "zone": chosen(request), "zones": ZONES}
        return page(request, "account/reading.html", context | {"site_zone": settings.ZONE}, shared=False)
    response = HttpResponseRedirect(reverse("reading"))
    _speak(request, response, request.POST.get("language", ""))
    zone, reader = known(request.POST.get("zone", "")), frame(request).reader
    if reader and reader.zone != zone:
        choose_zone(reader, zone)
    _keep(request, response, ZONE_COOKIE, zone)
    for name, values in (("theme", THEMES), ("size", SIZES)):
        wanted = request.POST.get(name, "")
        _keep(request, response, name, wanted if wanted in values else "")
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    """Keep a choice in a cookie for a year; "" forgets it."""
    if value:
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie(name, samesite="Lax")


@csrf_exempt  # the switch stands on pages that everybody shares; `ours` looks where it was sent from
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language, and lead back to the page of ours that the switch stood on. 403 for a form of another site."""
    if not ours(request):
        raise PermissionDenied
    response = back(request, reverse("front"))
    _speak(request, response, request.POST.get("language", ""))
    return response


def _speak(request: HttpRequest, response: HttpResponse, wanted: str) -> None:
    """Keep the language in the cookie and with the account; anything but a language of ours follows the browser again."""
    code = wanted if wanted in LANGUAGES else ""
    reader = frame(request).reader
    if reader and reader.language != code:
        choose_language(reader, code)
    _keep(request, response, settings.LANGUAGE_COOKIE_NAME, code)
