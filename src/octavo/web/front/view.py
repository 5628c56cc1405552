"""The front page and the sections."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.article.models import Article
from octavo.insight.logic.section import SECTIONS
from octavo.source.models import Source
from octavo.web.frame.frame import frame
from octavo.web.frame.page import page
from octavo.web.frame.paging import number_of
from octavo.web.front import reading

QUIET = timedelta(hours=6)  # after so long without an article a reader may wonder; the page says that all is well


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the stories in the order of the day; before there are any, say what is missing and what to do."""
    now, health = frame(request).now, reading.health()
    shown = reading.front(now, None if "common" in request.GET else frame(request).reader)
    if shown.lead is None:
        return _first(request, health)
    quiet = not health.failing and shown.lead.updated is not None and _newest(shown) < now - QUIET
    return page(request, "front/front.html", {"p": shown, "health": health, "quiet": quiet, "newest": _newest(shown)})


def _newest(shown: reading.Front):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a moment
    stories = [
        s for s in (shown.lead, shown.second, *shown.following, *(s for _, band in shown.bands for s in band)) if s
    ]
    return max(s.updated for s in stories if s.updated)


def _first(request: HttpRequest, health: reading.Health) -> HttpResponse:
    sources = list(Source.objects.select_related("publisher").order_by("-failures", "publisher__name")[:60])
    context = {"health": health, "sources": sources, "articles": Article.objects.live().count()}
    return page(request, "front/first.html", context)


@require_safe
def section(request: HttpRequest, name: str) -> HttpResponse:
    """Show one section's stories in the order of the day, page by page."""
    if name not in SECTIONS:
        raise Http404
    stories, place = reading.section(name, number_of(request))
    if not stories and place.number > 1:
        raise Http404
    context = {"name": name, "stories": stories, "page": place, "health": reading.health()}
    return page(request, "front/section.html", context)
