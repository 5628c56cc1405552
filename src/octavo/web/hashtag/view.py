"""The page of one hashtag, and the index of those in the news."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from octavo.insight.corrections import meant, slug_of
from octavo.web.comments.policies import policies
from octavo.web.frame.addresses import hashtag_url
from octavo.web.frame.frame import frame
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of
from octavo.web.hashtag import reading
from octavo.web.mine.state import follows

AS_WHOLE = 10  # articles a day, from which tenths tell nothing


@require_safe
def hashtag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles that carry a hashtag, each with the sentence that earned it."""
    if slug_of(slug) != slug:
        return redirect("hashtag", slug_of(slug), permanent=True)
    found = meant(slug)
    if found is None or found.hidden:
        raise Http404
    if found.slug != slug:  # another written form of it, or one that an operator merged into it and may part again
        return redirect("hashtag", found.slug)
    now = frame(request).now
    voices = reading.voices(found, now)
    place = Page(number_of(request), reading.PER_PAGE, voices.total)
    carriers = reading.carriers(found, place)
    if not carriers and place.number > 1:
        raise Http404
    context = {
        "tag": found,
        "name": found.tag.lstrip("#"),
        "address": hashtag_url(found),
        "page": place,
        "carriers": carriers,
        "days": reading.by_day(found, now),
        "pace": voices.pace,
        "usual": f"{voices.pace.usual:.0f}" if voices.pace.usual >= AS_WHOLE else f"{voices.pace.usual:.1f}",
        "spellings": reading.spellings(found),
        "neighbours": reading.neighbours(found),
        "publishers": voices.most,
        "follows": follows(frame(request).reader, found),
        "policies": policies(request, found),
    }
    return page(request, "hashtag/hashtag.html", context, shared=not frame(request).moderator)


@require_safe
def hashtags(request: HttpRequest) -> HttpResponse:
    """Show the hashtags of the newest articles, by kind."""
    return page(request, "hashtag/hashtags.html", {"index": reading.index()})
