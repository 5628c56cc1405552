"""A story's page."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from octavo.assist.logic.passages import leans
from octavo.assist.reports import Row, main_language, to_compare
from octavo.assist.reports import rows as rows_of
from octavo.assist.writing import writes
from octavo.people.actions.reading import visit
from octavo.story.models import Story
from octavo.web.comments.below import under
from octavo.web.frame.addresses import story_url
from octavo.web.frame.frame import frame
from octavo.web.frame.page import moved, page
from octavo.web.frame.paging import Page, number_of
from octavo.web.frame.words import exact, number
from octavo.web.front.reading import story_tags
from octavo.web.mine.state import follows
from octavo.web.story import reading
from octavo.web.story.correct import PIN_HOURS, corrections_of
from octavo.web.story.since import since
from octavo.web.tools.comparing import COLUMNS, KNOWN, Compared, Known, compared
from octavo.web.tools.pace import too_many
from octavo.web.tools.panel import NEED_AIDS, being_made, panel_of
from octavo.web.tools.prose import Prose
from octavo.web.tools.scope import MOST_VOICES, Line, Scope
from octavo.web.tools.sheet import TITLES, sheet, swapped, translates
from octavo.web.tools.shelf import Ref, shelf_of
from octavo.web.tools.stream import stream
from octavo.web.tools.summary import written

NONE_READ = gettext_lazy(
    "No publisher of this story lets machines work on its full text here, so nothing is made of it."
)
HOW = [
    (
        gettext_lazy("Method"),
        gettext_lazy("Sentences chosen, none rewritten; those that several publishers report come first"),
    ),
    (gettext_lazy("Model"), gettext_lazy("None. Shared telling words")),
    (gettext_lazy("Check"), gettext_lazy("Each line is cut from its report, letter for letter")),
]
ALONE = 3  # claims shown where no two publishers say the same; a summary's fewest
ORDERS = (("new", gettext_lazy("Newest")), ("first", gettext_lazy("First")), ("full", gettext_lazy("In full")))


@require_safe
def story(request: HttpRequest, story_id: int, slug: str = "") -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show one story: who reports what, where accounts differ, every report. A merged story answers 301 to where it went."""
    found = reading.find_story(story_id)
    if found is None or found.lead is None:
        return _elsewhere(found)
    if found.merged_into:
        return _elsewhere(found)
    if request.path != story_url(found):
        return moved(story_url(found))
    context = _context(request, found) | under(request, found)
    return page(request, "story/story.html", context, shared=not being_made(context))


@require_safe
def tool(request: HttpRequest, story_id: int, slug: str, tool: str) -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show one AI tool over a story's reports: the panel alone for HTMX, a page otherwise. Four to seven queries."""
    found = reading.find_story(story_id)
    if found is None or found.lead is None or found.merged_into:
        return _elsewhere(found)
    address = story_url(found, f"story-{tool}")
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return moved(f"{address}?{query}" if query else address)
    if tool == "ask" and request.GET.get("q") and (slower := too_many(request, story_url(found))):
        return slower
    context = _tool(request, found, tool)
    template = "tools/swap.html" if swapped(request) else "story/tool.html"
    return page(request, template, context, vary=("HX-Request",), shared=not being_made(context["panel"]))


def _tool(request: HttpRequest, found: Story, tool: str) -> dict[str, object]:
    rows = rows_of(found)
    chosen = to_compare(rows)
    reads = tool in NEED_AIDS | {"ask", "translate"} or (tool == "summary" and writes("summary"))
    ids = [row.article.pk for row in chosen] if reads else []
    scope = Scope(shelf_of(ids, aids=tool in NEED_AIDS), request.GET, frame(request).now, None, found, rows)
    known = _summary(compared(rows)) if tool == "summary" else ()
    none = not chosen and tool not in ("listen", "compare")
    return panel_of("" if none or (tool == "translate" and not translates()) else tool, scope) | {
        "tool": tool,
        "title": str(TITLES[tool]),
        "story": found,
        "lead": found.lead,
        "refused": "",
        "waiting": NONE_READ if none else "",
        "stale": "",
        "read": _read(len(chosen), len({row.article.publisher_id for row in chosen})),
        "version": _version(len(chosen), exact(chosen[0].article.published)) if chosen else "",
        "version_number": 0,
        "summary": [Line(k.text, _refs(k), k.language) for k in known],
        "how": HOW,
        "nothing": NONE_READ,
    }


@require_safe
def ask_stream(request: HttpRequest, story_id: int, slug: str) -> HttpResponseBase:  # noqa: ARG001 - the slug is for people
    """Answer a question over a story's reports line by line while it is written (server-sent events)."""
    found = reading.find_story(story_id)
    if found is None or found.lead is None or found.merged_into:
        return _elsewhere(found)
    if slower := too_many(request, story_url(found)):
        return slower
    rows = rows_of(found)
    shelf = shelf_of(row.article.pk for row in to_compare(rows))
    return stream(Scope(shelf, request.GET, frame(request).now, None, found, rows))


def _read(reports: int, publishers: int) -> str:
    return gettext("%(reports)s from %(publishers)s") % {
        "reports": ngettext("%(num)s full report", "%(num)s full reports", reports) % {"num": number(reports)},
        "publishers": ngettext("%(num)s publisher", "%(num)s publishers", publishers) % {"num": number(publishers)},
    }


def _version(reports: int, newest: str) -> str:
    said = ngettext(
        "Made from %(num)s report, the newest of them %(when)s",
        "Made from %(num)s reports, the newest of them %(when)s",
        reports,
    )
    return said % {"num": number(reports), "when": newest}


def _refs(known: Known) -> tuple[Ref, ...]:
    return tuple(
        Ref(c.address, c.publisher, gettext("%(publisher)s: open the sentence") % {"publisher": c.publisher})
        for c in known.saying[:MOST_VOICES]
    )


def _elsewhere(found: Story | None) -> HttpResponse:
    if found is None or found.merged_into is None:
        raise Http404
    return moved(story_url(found.merged_into))


def _context(request: HttpRequest, found: Story) -> dict[str, object]:
    rows = rows_of(found)
    order = request.GET.get("order", "")
    order = order if order in dict(ORDERS) else "new"
    listed = reading.ordered(rows, order)
    place = Page(number_of(request), reading.PER_PAGE, len(listed))
    chosen = to_compare(rows)
    together = compared(rows)
    live = [row for row in rows if not row.gone]
    return {
        "story": found,
        "rows": listed[place.first : place.first + place.size],
        "page": place,
        "order": order,
        "orders": ORDERS,
        "live": len(live),
        "withdrawn": len(rows) - len(live),
        "other_languages": sum(1 for row in live if row.article.language.split("-")[0] != main_language(rows)),
        "together": together,
        "known": _known(together),
        "claims": together.known[:COLUMNS] if len(together.publishers) > 1 else (),
        "timeline": reading.timeline(rows),
        "tags": story_tags(found),
        **_own(request, found, rows),
        "corrections": corrections_of(found) if frame(request).operator else [],
        "pin_hours": PIN_HOURS,
        "cells": sheet(found),
        "prose": _prose(request, found, chosen) if len(together.publishers) > 1 else None,
    }


def _prose(request: HttpRequest, found: Story, chosen: list[Row]) -> Prose | None:
    """Return the written summary of what several publishers report, begun now if it was not; the page never waits for it.

    Another report, or another word in one, makes it another summary: the old one is not shown, and a new one is written.
    """
    if not writes("summary"):
        return None
    shelf = shelf_of(row.article.pk for row in chosen)
    return written(Scope(shelf, QueryDict(), frame(request).now, None, found), make=True, wait=0.0)


def _own(request: HttpRequest, found: Story, rows: list[Row]) -> dict[str, object]:
    """Return what is this reader's alone: whether they follow the story, and what happened since they last opened it."""
    reader = frame(request).reader
    then = visit(reader, found, frame(request).now) if reader else None
    return {"since": since(rows, then) if then else None, "follows": follows(reader, found)}


def _summary(together: Compared) -> tuple[Known, ...]:
    """Return three to five sentences: what several publishers report, filled up from each in turn with what it leads with.

    A sentence that leans on the one before it ("She had …") fills up only where no other is left.
    """
    chosen = [claim for claim in together.known if len(claim.saying) > 1][:KNOWN]
    left = [claim for claim in together.known if len(claim.saying) < 2]
    while left and len(chosen) < ALONE:
        shown = [claim.publisher for claim in chosen]
        best = min(left, key=lambda claim: (leans(claim.text), shown.count(claim.publisher)))
        left.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _known(together: Compared) -> tuple[Known, ...]:
    """Return what several publishers report; where they share nothing, what each of them leads with."""
    if len(together.publishers) < 2:
        return ()
    shared = [claim for claim in together.known if len(claim.saying) > 1]
    first: dict[str, Known] = {}
    for claim in together.known:
        first.setdefault(claim.publisher, claim)
    return tuple(shared[:KNOWN] or list(first.values())[:ALONE])
