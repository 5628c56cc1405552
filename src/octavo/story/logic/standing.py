"""How a story stands: who reports it, whose headline it wears, and its place in the order of the day."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# One doubling of independent publishers weighs as much as this much freshness. With it a story of eight publishers
# stays above a lone report for a day and a half, which is about how long a story of that size is news.
HOURS_PER_DOUBLING = 12.0
# Each doubling of the publishers that had the newest event within PACE_HOURS of its first report: three hours of freshness.
PACE, PACE_HOURS = 0.25, 3.0


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
    region: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a story's row says. `rank` orders the front page and does not change as time passes.

    `fresh` is the time up to which two publishers have reported (one's own newest report where it is alone), `early` how many had the
    newest event soon after its first report.
    """

    lead: int
    section: str
    region: str
    articles: int
    publishers: int
    full: int
    first: datetime
    updated: datetime
    fresh: datetime
    early: int
    rank: float


def standing_of(seats: Sequence[Seat]) -> Standing | None:
    """Return the standing of a story; None when nobody sits in it. Order of `seats` does not matter."""
    if not seats:
        return None
    originals = [seat for seat in seats if not seat.copy] or list(seats)
    publishers = len({seat.publisher_id for seat in originals})
    language = Counter(_primary(seat) for seat in originals).most_common(1)[0][0]
    fresh, inside = _fresh(originals), _newest_event(originals, language)
    early = _early(inside)
    return Standing(
        lead=_lead(inside, language).article_id,
        section=_most(seat.section for seat in originals),
        region=_most(seat.region for seat in originals),
        articles=len(seats),
        publishers=publishers,
        full=len({seat.publisher_id for seat in seats if seat.complete}),
        first=min(seat.published for seat in seats),
        updated=max(seat.published for seat in originals),
        fresh=fresh,
        early=early,
        rank=rank_of(publishers, fresh, early),
    )


def rank_of(publishers: int, fresh: datetime, early: int = 1) -> float:
    """Return the place in the order of the day: each doubling of independent `publishers` counts as 12 hours of freshness.

    All parts are fixed once reported, so two stories never swap without news (as in Reddit's "hot" order, 2010).
    """
    pace = PACE * math.log2(max(early, 1))
    return math.log2(max(publishers, 1)) + pace + fresh.timestamp() / 3600 / HOURS_PER_DOUBLING


def _fresh(seats: Sequence[Seat]) -> datetime:
    """When the last but one publisher last reported: one that goes on alone keeps no story up, however much it writes."""
    newest: dict[int, datetime] = {}
    for seat in seats:
        newest[seat.publisher_id] = max(newest.get(seat.publisher_id, seat.published), seat.published)
    return sorted(newest.values())[-2:][0]


def _early(seats: Sequence[Seat]) -> int:
    """How many publishers had an event within PACE_HOURS of its first report."""
    until = min(seat.published for seat in seats) + timedelta(hours=PACE_HOURS)
    return len({seat.publisher_id for seat in seats if seat.published <= until})


def _most(words: Iterable[str]) -> str:
    counts = Counter(word for word in words if word)
    return min(counts, key=lambda word: (-counts[word], word)) if counts else ""


def _primary(seat: Seat) -> str:
    return seat.language.split("-")[0]


def _newest_event(seats: Sequence[Seat], language: str) -> list[Seat]:
    """The latest event that more than one publisher has, else the newest; of those that somebody tells in the story's `language`."""
    spread: dict[str, set[int]] = {}
    newest: dict[str, datetime] = {}
    told: dict[str, bool] = {}
    for seat in seats:
        spread.setdefault(seat.event, set()).add(seat.publisher_id)
        newest[seat.event] = max(newest.get(seat.event, seat.published), seat.published)
        told[seat.event] = told.get(seat.event, False) or _primary(seat) == language
    event = max(spread, key=lambda key: (told[key], min(len(spread[key]), 2), newest[key], key))
    return [seat for seat in seats if seat.event == event]


def _lead(inside: Sequence[Seat], language: str) -> Seat:
    """The first full report of an event in the story's language: a headline and its dek are read by most who read the story."""
    return min(
        inside,
        key=lambda seat: (
            _primary(seat) != language,
            not seat.complete,
            seat.access == "headline",
            seat.published,
            seat.article_id,
        ),
    )
