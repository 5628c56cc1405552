"""The Daily Eight: which eight stories, in which order, and why each, in words that the figures bear out."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

EIGHT = 8
OF_ONE_PUBLISHER, OF_ONE_SECTION, OF_ONE_SUBJECT = 2, 3, 2
HOURS_PER_DOUBLING = 12.0  # as on the front page
FAST = 3  # publishers within FAST_HOURS of the first report make a story that spreads fast
FAST_HOURS = 3.0
LIGHTER = ("culture", "sport", "science")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story of the last 24 hours. `reports` are (publisher, when) of its independent reports; `subjects` its hashtags."""

    story: int
    lead: int
    publisher: int
    section: str
    updated: datetime
    reports: tuple[tuple[int, datetime], ...]
    subjects: frozenset[str] = frozenset()

    @property
    def publishers(self) -> int:
        """How many publishers have it."""
        return len({publisher for publisher, _ in self.reports})


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the eight: a story, the article whose headline stands for it, and the reason in words."""

    story: int
    lead: int
    why: str


def eight(candidates: Sequence[Candidate], now: datetime) -> list[Pick]:
    """Return up to eight picks, the weightiest first and a lighter one last.

    Stories that at least two publishers tell come before those of one. No publisher leads more than two, no section has
    more than three, no subject more than two, as long as there are others.
    """
    order = sorted(candidates, key=lambda c: (c.publishers < 2, -_weight(c, now), c.story))
    lighter = next((c for c in order if c.section in LIGHTER and c.publishers > 1), None)
    chosen: list[Candidate] = []
    for alone in (False, True):  # a crowded subject before a story that only one publisher tells
        for strict in (True, False):
            for candidate in order:
                room = EIGHT - (1 if lighter and lighter not in chosen else 0)
                fits = (candidate.publishers < 2) == alone and (not strict or _spreads(candidate, chosen))
                if len(chosen) < room and candidate not in chosen and fits:
                    chosen.append(candidate)
    chosen.sort(key=order.index)
    if lighter:
        chosen = [*[c for c in chosen if c is not lighter][: EIGHT - 1], lighter]
    most = max((c.publishers for c in chosen), default=0)
    return [_pick(c, chosen[:i], most, now, last=c is lighter) for i, c in enumerate(chosen)]


def _weight(candidate: Candidate, now: datetime) -> float:
    """Importance (doublings of publishers), freshness (half days) and pace, on one scale."""
    hours = (now - candidate.updated).total_seconds() / 3600
    return math.log2(max(candidate.publishers, 1)) - hours / HOURS_PER_DOUBLING + 0.25 * min(_early(candidate), 8)


def _early(candidate: Candidate) -> int:
    """How many publishers had it within FAST_HOURS of the first."""
    first = min((when for _, when in candidate.reports), default=candidate.updated)
    return len({p for p, when in candidate.reports if (when - first).total_seconds() <= FAST_HOURS * 3600})


def _spreads(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    publishers = Counter(c.publisher for c in chosen)
    sections = Counter(c.section for c in chosen if c.section)
    subjects = Counter(subject for c in chosen for subject in c.subjects)
    return (
        publishers[candidate.publisher] < OF_ONE_PUBLISHER
        and sections[candidate.section] < OF_ONE_SECTION
        and all(subjects[subject] < OF_ONE_SUBJECT for subject in candidate.subjects)
    )


def _pick(candidate: Candidate, before: Sequence[Candidate], most: int, now: datetime, *, last: bool) -> Pick:
    return Pick(candidate.story, candidate.lead, _why(candidate, before, most, now, last=last))


def _why(candidate: Candidate, before: Sequence[Candidate], most: int, now: datetime, *, last: bool) -> str:
    count, early = candidate.publishers, _early(candidate)
    first = min((when for _, when in candidate.reports), default=candidate.updated)
    hours = (now - first).total_seconds() / 3600
    if last:
        return f"One lighter story, every day. {count} publishers have it."
    if count < 2:
        return "Only one publisher has it so far."
    if count == most and all(c.publishers < most for c in before):
        return f"Most publishers of the last 24 hours: {count}."
    if hours <= 2:
        return f"New: {count} publishers in under {max(1, math.ceil(hours))} {'hour' if hours <= 1 else 'hours'}."
    if early >= FAST:
        return f"Spread fast: {early} publishers within {FAST_HOURS:g} hours of the first report."
    if candidate.section and all(c.section != candidate.section for c in before):
        return f"First in {candidate.section}: {count} publishers."
    return f"{count} publishers in the last {max(1, math.ceil(hours))} hours."
