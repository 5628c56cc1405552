"""How a story stands: who reports it, whose headline it wears, and its place in the order of the day."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

# One doubling of independent publishers weighs as much as this much freshness. With it a story of eight publishers
# stays above a lone report for a day and a half, which is about how long a story of that size is news.
HOURS_PER_DOUBLING = 12.0


@dataclass(frozen=True, slots=True)
class Seat:
    """One member of a story, as far as standing needs it. `copy` is true for a near-copy of an earlier report."""

    article_id: int
    publisher_id: int
    published: datetime
    event: str
    access: str
    complete: bool
    copy: bool
    language: str
    section: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a story's row says. `rank` orders the front page and does not change as time passes."""

    lead: int
    section: str
    articles: int
    publishers: int
    full: int
    first: datetime
    updated: datetime
    rank: float


def standing_of(seats: Sequence[Seat]) -> Standing | None:
    """Return the standing of a story; None when nobody sits in it. Order of `seats` does not matter."""
    if not seats:
        return None
    originals = [seat for seat in seats if not seat.copy] or list(seats)
    publishers = len({seat.publisher_id for seat in originals})
    updated = max(seat.published for seat in originals)
    sections = Counter(seat.section for seat in originals if seat.section)
    return Standing(
        lead=_lead(originals).article_id,
        section=min(sections, key=lambda name: (-sections[name], name)) if sections else "",
        articles=len(seats),
        publishers=publishers,
        full=len({seat.publisher_id for seat in seats if seat.complete}),
        first=min(seat.published for seat in seats),
        updated=updated,
        rank=rank_of(publishers, updated),
    )


def rank_of(publishers: int, updated: datetime) -> float:
    """Return the place in the order of the day: each doubling of independent `publishers` counts as 12 hours of freshness.

    Both parts are fixed once reported, so two stories never swap without news (as in Reddit's "hot" order, 2010).
    """
    return math.log2(max(publishers, 1)) + updated.timestamp() / 3600 / HOURS_PER_DOUBLING


def _lead(seats: Sequence[Seat]) -> Seat:
    """The first full report of the latest event that more than one publisher has; else the first of the widest event.

    In the story's main language, so that a headline and its dek are read by most who read the story.
    """
    language = Counter(seat.language.split("-")[0] for seat in seats).most_common(1)[0][0]
    spread: dict[str, set[int]] = {}
    newest: dict[str, datetime] = {}
    for seat in seats:
        spread.setdefault(seat.event, set()).add(seat.publisher_id)
        newest[seat.event] = max(newest.get(seat.event, seat.published), seat.published)
    event = max(spread, key=lambda key: (min(len(spread[key]), 2), newest[key], key))
    inside = [seat for seat in seats if seat.event == event]
    return min(
        inside,
        key=lambda seat: (
            seat.language.split("-")[0] != language,
            not seat.complete,
            seat.access == "headline",
            seat.published,
            seat.article_id,
        ),
    )
