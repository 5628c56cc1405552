"""A story's reports as lists need them, and those whose texts are compared."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.article.models import Article
from octavo.assist.logic.lineage import roots_of
from octavo.story.models import Member, Story

MOST_ROWS = 1000  # reports whose headlines are considered; the newest
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

    @property
    def text(self) -> int:
        """The number that all near-copies of one text share."""
        return self.copy_of or self.article.pk


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
    texts = roots_of({m.article_id: m.copy_of_id for m in members})
    return _by_time([Row(m.article, m.event_id, texts.get(m.article_id), m.article.gone is not None) for m in members])


def _by_time(found: list[Row]) -> list[Row]:
    """Return the rows, where of near-copies the one published first is none: whose text came here first says nothing."""
    origins = {text: row.article.pk for text, row in _first(found).items()}
    return [replace(r, copy_of=None if r.article.pk == origins[r.text] else origins[r.text]) for r in found]


def _first(found: Sequence[Row]) -> dict[int, Row]:
    """Return of each text the report published first; one that was withdrawn only where all of its copies were."""
    youngest_first = sorted(found, key=lambda r: (r.gone, r.article.published, r.article.pk), reverse=True)
    return {row.text: row for row in youngest_first}


def main_language(found: Sequence[Row]) -> str:
    """Return the language that most reports are in."""
    counted = Counter(row.article.language.split("-")[0] for row in found)
    return counted.most_common(1)[0][0] if counted else "en"


def to_compare(found: Sequence[Row]) -> list[Row]:
    """Return the reports whose texts are compared: full, allowed, each text once, of the main language; one a publisher first."""
    language = main_language(found)
    readable = [row for row in found if _is_read(row, language)]
    voices = _first(readable)
    fit = [row for row in readable if voices[row.text] is row]
    first: dict[int, Row] = {}
    for row in fit:
        first.setdefault(row.article.publisher_id, row)
    rest = [row for row in fit if first[row.article.publisher_id] is not row]
    return [*first.values(), *rest][:COMPARED]


def reprints(found: Sequence[Row], chosen: Sequence[Row]) -> list[Row]:
    """Return the near-copies of `chosen`, the newest: they have no voice of their own, and yet their publishers printed it."""
    language, texts, voices = main_language(found), {row.text for row in chosen}, {row.article.pk for row in chosen}
    return [r for r in found if r.text in texts and r.article.pk not in voices and _is_read(r, language)][:COMPARED]


def _is_read(row: Row, language: str) -> bool:
    own = row.article.language.split("-")[0] == language
    return own and row.article.complete and row.article.may_summarise and not row.gone
