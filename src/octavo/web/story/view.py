"""A story's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.people.actions.reading import visit
from octavo.story.models import Story
from octavo.web.comments.below import under
from octavo.web.frame.addresses import story_url
from octavo.web.frame.frame import frame
from octavo.web.frame.page import moved, page
from octavo.web.frame.paging import Page, number_of
from octavo.web.front.reading import story_tags
from octavo.web.story import reading
from octavo.web.mine.state import follows
from octavo.web.story.comparing import COLUMNS, KNOWN, Compared, Known, compared
from octavo.web.story.since import since

ALONE = 3  # claims shown where no two publishers say the same
ORDERS = (("new", "Newest"), ("first", "First"), ("full", "In full"))


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
    return page(request, "story/story.html", _context(request, found) | under(request, found))


def _elsewhere(found: Story | None) -> HttpResponse:
    if found is None or found.merged_into is None:
        raise Http404
    return moved(story_url(found.merged_into))


def _context(request: HttpRequest, found: Story) -> dict[str, object]:
    rows = reading.rows(found)
    order = request.GET.get("order", "")
    order = order if order in dict(ORDERS) else "new"
    listed = reading.ordered(rows, order)
    place = Page(number_of(request), reading.PER_PAGE, len(listed))
    chosen = reading.to_compare(rows)
    together = compared(chosen)
    live = [row for row in rows if not row.gone]
    return {
        "story": found,
        "rows": listed[place.first : place.first + place.size],
        "page": place,
        "order": order,
        "orders": ORDERS,
        "live": len(live),
        "withdrawn": len(rows) - len(live),
        "other_languages": sum(1 for row in live if row.article.language.split("-")[0] != reading.main_language(rows)),
        "together": together,
        "known": _known(together),
        "claims": together.known[:COLUMNS] if len(together.publishers) > 1 else (),
        "timeline": reading.timeline(rows),
        "tags": story_tags(found, 12),
        **_own(request, found, rows),
    }


def _own(request: HttpRequest, found: Story, rows: list[reading.Row]) -> dict[str, object]:
    """Return what is this reader's alone: whether they follow the story, and what happened since they last opened it."""
    reader = frame(request).reader
    then = visit(reader, found, frame(request).now) if reader else None
    return {"since": since(rows, then) if then else None, "follows": follows(reader, found)}


def _known(together: Compared) -> tuple[Known, ...]:
    """Return what several publishers report; where they share nothing, what each of them leads with."""
    if len(together.publishers) < 2:
        return ()
    shared = [claim for claim in together.known if len(claim.cells) > 1]
    first: dict[str, Known] = {}
    for claim in together.known:
        first.setdefault(claim.publisher, claim)
    return tuple(shared[:KNOWN] or list(first.values())[:ALONE])
