"""A reader's public page, which the reader may switch off. Three queries, however much was written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from octavo.people.actions.account import show_profile
from octavo.people.models import Comment, User
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of

PER_PAGE = 20
_STANDS = Q(article__gone=None, article__refusal="", article__isnull=False) | Q(
    story__isnull=False, story__lead__isnull=False, story__lead__gone=None, story__lead__refusal=""
)


@require_safe
def profile(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show a reader's comments that everybody may read, the newest first; 404 for whoever does not want that."""
    found = User.objects.filter(pk=user_id, is_active=True).first()
    reader = frame(request).reader
    mine = found is not None and reader is not None and reader.pk == found.pk
    if found is None or not (found.profile or mine):
        raise Http404
    written = Comment.objects.shown().filter(_STANDS, author=found)
    place = Page(number_of(request), PER_PAGE, written.count())
    if place.number > place.pages:
        raise Http404
    shown = written.select_related("article__publisher", "story__lead__publisher").order_by("-created", "-pk")
    comments = list(shown[place.first : place.first + PER_PAGE])
    for comment in comments:
        comment.author = found  # known already: no query for each
    context = {"person": found, "mine": mine, "comments": comments, "page": place}
    return page(request, "profile/profile.html", context)


@require_POST
@login_required
def switch(request: HttpRequest) -> HttpResponse:
    """Switch one's own page on or off."""
    shown = request.POST.get("shown") == "1"
    show_profile(signed_in(request), shown=shown)
    messages.success(request, _("Others can see your page.") if shown else _("Your page is seen by nobody but you."))
    return redirect("you")
