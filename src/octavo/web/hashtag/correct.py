"""Disputing a hashtag, for readers; and the operators' page and buttons: merge, rename, hide, put on, take off, undo."""

import re
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo.article.models import Article
from octavo.insight.corrections import meant, slug_of
from octavo.insight.errors import TagCorrectionError
from octavo.insight.logic.hashtags import tag_of
from octavo.insight.models import Hashtag, TagCorrection
from octavo.people.actions import tags as acts
from octavo.people.errors import PeopleError
from octavo.people.forms import plain
from octavo.people.models import Dispute, User
from octavo.web.frame.addresses import hashtag_url
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import for_moderators, operators_only
from octavo.web.frame.page import back, page
from octavo.web.hashtag.reading import KINDS

SHOWN = 30  # corrections that stand, the newest
_ADDRESS = re.compile(r"(?:^|/article/)(\d{1,15})(?:/|$)")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dispute(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why an article does not belong under a hashtag (`article`), or what is wrong with its name or kind; keep the answer."""
    found = Hashtag.objects.filter(slug=slug, hidden=False, merged_into=None).first()
    given = request.POST if request.method == "POST" else request.GET
    number = given.get("article", "")
    asked = Article.objects.live().filter(pk=int(number)) if re.fullmatch(r"\d{1,15}", number) else None
    article = asked.select_related("publisher").first() if asked is not None else None
    if found is None or (asked is not None and article is None):
        raise Http404
    context = {"tag": found, "name": found.tag.lstrip("#"), "article": article, "refused": "", "words": ""}
    if request.method != "POST":
        return page(request, "hashtag/dispute.html", context, shared=False)
    words = plain(request.POST.get("words", ""))
    try:
        acts.dispute(found, article, signed_in(request), words, frame(request).now)
    except PeopleError as error:
        context |= {"refused": error.message, "words": words}
        return page(request, "hashtag/dispute.html", context, shared=False, status=400)
    messages.success(request, gettext("Thank you. A moderator will read it."))
    return redirect(hashtag_url(found))


@require_safe
@operators_only
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Show operators what they can put right in a hashtag, and what they did."""
    return _correcting(request, get_object_or_404(Hashtag, slug=slug, merged_into=None))


def _correcting(request: HttpRequest, found: Hashtag, *, typed: bool = False) -> HttpResponse:
    """Return the operators' page, with what was `typed` in vain still in its fields."""
    rows = TagCorrection.objects.filter(Q(hashtag=found) | Q(other=found), undone=None)
    context = {
        "tag": found,
        "name": found.tag.lstrip("#"),
        "kinds": KINDS,
        "corrections": rows.select_related("hashtag", "other", "article").order_by("-made", "-pk")[:SHOWN],
        "typed": request.POST if typed else {},
    }
    return page(request, "hashtag/correct.html", context, status=400 if typed else 200, shared=False)


@require_POST
@operators_only
def change(request: HttpRequest, hashtag_id: int, act: str) -> HttpResponse:
    """Merge another hashtag into this one, rename it, hide it, put it on an article or take it off."""
    found = get_object_or_404(Hashtag, pk=hashtag_id)
    try:
        said = _ACTS[act](request, found, signed_in(request))
    except (TagCorrectionError, PeopleError) as error:
        messages.error(request, error.message)
        if act != "remove":  # that button stands on other pages
            return _correcting(request, found, typed=True)
    else:
        messages.success(request, said)
    return back(request, _page(found))


@require_POST
@operators_only
def undo(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Take a correction back."""
    found = get_object_or_404(TagCorrection.objects.select_related("hashtag", "other", "article"), pk=correction_id)
    try:
        acts.undo(found, signed_in(request), frame(request).now)
    except TagCorrectionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, gettext("Undone: everything is as it was before."))
    return redirect(_page(Hashtag.objects.get(pk=found.hashtag_id)))


@require_POST
@for_moderators
def settle(request: HttpRequest, dispute_id: int) -> HttpResponse:
    """Answer a dispute: the hashtag stands, or (operators) it is taken off the article."""
    found = get_object_or_404(Dispute.objects.select_related("hashtag", "article"), pk=dispute_id)
    now = frame(request).now
    try:
        if request.POST.get("act") == "off" and found.article:
            acts.remove(found.hashtag, found.article, signed_in(request), now)
            messages.success(request, gettext("Taken off. It will not come back."))
        else:
            acts.settle(found, signed_in(request), now)
            messages.success(request, gettext("It stands."))
    except (TagCorrectionError, PeopleError) as error:
        messages.error(request, error.message)
    return redirect("moderation")


def _page(hashtag: Hashtag) -> str:
    return f"/hashtag/{hashtag.slug}/correct/"


def _merge(request: HttpRequest, found: Hashtag, operator: User) -> str:
    named = request.POST.get("other", "").strip().removesuffix("/").rpartition("/")[2]
    other = meant(slug_of(tag_of(named))) if named else None
    if other is None:
        raise TagCorrectionError(gettext("No hashtag has this name."))
    acts.merge(found, other, operator, frame(request).now)
    return gettext("Merged. It will stay so; its address leads here.")


def _rename(request: HttpRequest, found: Hashtag, operator: User) -> str:
    acts.rename(found, plain(request.POST.get("words", "")), request.POST.get("kind", ""), operator, frame(request).now)
    return gettext("Renamed. Its former address leads here.")


def _hide(request: HttpRequest, found: Hashtag, operator: User) -> str:
    acts.hide(found, operator, frame(request).now)
    return gettext("Hidden everywhere.")


def _pin(request: HttpRequest, found: Hashtag, operator: User) -> str:
    acts.pin(found, _article(request), operator, frame(request).now)
    return gettext("Put on the article. It will stay there.")


def _remove(request: HttpRequest, found: Hashtag, operator: User) -> str:
    acts.remove(found, _article(request), operator, frame(request).now)
    return gettext("Taken off. It will not come back.")


def _article(request: HttpRequest) -> Article:
    """Return the article that the form names by address or number. Raises TagCorrectionError when there is none."""
    match = _ADDRESS.search(request.POST.get("article", "").strip())
    found = Article.objects.live().filter(pk=int(match[1])).first() if match else None
    if found is None:
        raise TagCorrectionError(gettext("No article has this address. Copy the address of its page here."))
    return found


_ACTS: dict[str, Callable[[HttpRequest, Hashtag, User], str]] = {
    "merge": _merge,
    "rename": _rename,
    "hide": _hide,
    "pin": _pin,
    "remove": _remove,
}
