"""The page of one hashtag, and the index of those in the news."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from octavo.insight.actions import slug_of
from octavo.insight.models import Hashtag
from octavo.web.frame.addresses import hashtag_url
from octavo.web.frame.frame import frame
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of
from octavo.web.hashtag import reading
from octavo.web.mine.state import follows


@require_safe
def hashtag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles that carry a hashtag, each with the sentence that earned it."""
    if slug_of(slug) != slug:
        return redirect("hashtag", slug_of(slug), permanent=True)
    found = Hashtag.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    place = Page(number_of(request), reading.PER_PAGE, reading.taggings(found).count())
    carriers = reading.carriers(found, place)
    if not carriers and place.number > 1:
        raise Http404
    context = {
        "tag": found,
        "name": found.tag.lstrip("#"),
        "address": hashtag_url(found),
        "page": place,
        "carriers": carriers,
        "days": reading.by_day(found, frame(request).now),
        "neighbours": reading.neighbours(found),
        "publishers": reading.publishers(found),
        "follows": follows(frame(request).reader, found),
    }
    return page(request, "hashtag/hashtag.html", context)


@require_safe
def hashtags(request: HttpRequest) -> HttpResponse:
    """Show the hashtags of the newest articles, by kind."""
    return page(request, "hashtag/hashtags.html", {"index": reading.index()})
