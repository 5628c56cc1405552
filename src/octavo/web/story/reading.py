"""What a story's page reads: its story, and the order of its reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.article.models import Article
from octavo.assist.reports import Row, main_language
from octavo.story.models import Story

PER_PAGE = 20


def find_story(story_id: int) -> Story | None:
    """Return a story under a lead that may be shown (None: it has none); follow `merged_into` yourself.

    A second query only between a lead's withdrawal and the story's next count.
    """
    found = (
        Story.objects.filter(pk=story_id)
        .select_related("lead__publisher", "merged_into__lead")
        .defer("lead__text", "lead__kinds")
        .first()
    )
    if found is not None and found.lead is not None and (found.lead.gone or found.lead.refusal):
        others = Article.objects.live().filter(member__story=found).select_related("publisher").defer("text", "kinds")
        found.lead = others.order_by("published").first()
    return found


def ordered(found: Sequence[Row], order: str) -> list[Row]:
    """Return the reports in the order asked for: "new", "first" or "full" (readable here only)."""
    if order == "first":
        return list(reversed(found))
    if order == "full":
        return [row for row in found if row.article.complete]
    return list(found)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on the timeline: its first report, and how many publishers have it."""

    article: Article
    publishers: int
    reports: int
    newest: bool


MOST_MOMENTS = 12


def timeline(found: Sequence[Row]) -> list[Moment]:
    """Return the story's events, newest first, each under the headline that had it first."""
    events: dict[int, list[Row]] = {}
    for row in found:
        if not row.gone:
            events.setdefault(row.event_id, []).append(row)
    moments = []
    for reports in events.values():
        language = main_language(found)
        own = [r for r in reports if r.article.language.split("-")[0] == language] or reports
        first = min(own, key=lambda r: (r.article.published, r.article.pk))
        moments.append(
            Moment(first.article, len({r.article.publisher_id for r in reports}), len(reports), newest=False)
        )
    moments.sort(key=lambda moment: moment.article.published, reverse=True)
    shown = moments[:MOST_MOMENTS]
    return [Moment(m.article, m.publishers, m.reports, newest=i == 0) for i, m in enumerate(shown)]


def followed_since(found: Sequence[Row]) -> datetime | None:
    """Return when the first report was published."""
    return min((row.article.published for row in found), default=None)
