"""What a story's page reads: seven queries, whatever the number of reports. Texts are compared for a bounded few."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.article.models import Article
from octavo.story.models import Member, Story

MOST_ROWS = 1000  # reports whose headlines are considered; the newest
PER_PAGE = 20
COMPARED = 30  # full reports whose texts are compared: one a publisher first, then the newest


LISTED = (
    "title",
    "published",
    "language",
    "access",
    "complete",
    "excerpt",
    "gone",
    "ai",
    "mining",
    "revision",
    "first_seen",
    "changed",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One report as the lists need it, without its text."""

    article: Article
    event_id: int
    copy_of: int | None
    gone: bool

    @property
    def copy(self) -> bool:
        """Say whether it near-duplicates another report."""
        return self.copy_of is not None


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


def rows(story: Story) -> list[Row]:
    """Return the story's reports, newest first. One query."""
    members = (
        Member.objects.filter(story=story, article__refusal="")
        .select_related("article__publisher")
        .only(
            "event_id", "copy_of_id", "story_id",
            *(f"article__{name}" for name in LISTED),
            "article__publisher__name", "article__publisher__slug",
        )
        .order_by("-article__published", "-pk")[:MOST_ROWS]
    )  # fmt: skip
    return [Row(m.article, m.event_id, m.copy_of_id, m.article.gone is not None) for m in members]


def ordered(found: Sequence[Row], order: str) -> list[Row]:
    """Return the reports in the order asked for: "new", "first" or "full" (readable here only)."""
    if order == "first":
        return list(reversed(found))
    if order == "full":
        return [row for row in found if row.article.complete]
    return list(found)


def main_language(found: Sequence[Row]) -> str:
    """Return the language that most reports are in."""
    counted = Counter(row.article.language.split("-")[0] for row in found)
    return counted.most_common(1)[0][0] if counted else "en"


def to_compare(found: Sequence[Row]) -> list[Row]:
    """Return the reports whose texts are compared: full, allowed, no near-copies, of the main language; one a publisher first."""
    language = main_language(found)
    fit = [
        row
        for row in found
        if row.article.complete
        and row.article.may_summarise
        and not row.copy
        and not row.gone
        and row.article.language.split("-")[0] == language
    ]
    first: dict[int, Row] = {}
    for row in fit:
        first.setdefault(row.article.publisher_id, row)
    rest = [row for row in fit if first[row.article.publisher_id] is not row]
    return [*first.values(), *rest][:COMPARED]


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
