"""The reader's own page, and how pages look to them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from octavo.people.actions.notices import mark_seen
from octavo.people.models import Comment
from octavo.web.frame.frame import SIZES, THEMES, frame
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of

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
    reader = frame(request).reader
    assert reader is not None  # login_required let nobody else in
    if request.method == "POST":
        mark_seen(reader, frame(request).now)
        return HttpResponseRedirect(reverse("notices"))
    told = reader.notices.order_by("-created", "-pk")
    place = Page(number_of(request), NOTICES, told.count())
    context = {"notices": told[place.first : place.first + NOTICES], "page": place}
    return page(request, "account/notices.html", context, shared=False)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """Choose theme and text size; both are kept in cookies of their own, for a year."""
    if request.method != "POST":
        return page(request, "account/reading.html", shared=False)
    response = HttpResponseRedirect(reverse("reading"))
    for name, known in (("theme", THEMES), ("size", SIZES)):
        chosen = request.POST.get(name, "")
        if chosen in known:
            response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
        else:
            response.delete_cookie(name, samesite="Lax")
    return response
