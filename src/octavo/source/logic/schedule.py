"""When a source is due again: at the pace it publishes, as patiently as its publisher asks, later after failures."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from octavo.kit.clock import DAYS
from octavo.source.types import Hints, Pace

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=24)
_UNKNOWN = timedelta(hours=1)  # a source that has shown no pace yet
_LONGEST_GAP = 365 * 86400  # seconds
_RECENT = 12  # gaps looked at: enough to even out a day, few enough to follow a change
LOOKED_AT = _RECENT + 1  # publications


def pace_of(now: datetime, published: Sequence[datetime]) -> Pace:
    """Return the pace of the latest publications (any order; times after `now` are ignored)."""
    times = sorted({moment for moment in published if moment <= now}, reverse=True)[:LOOKED_AT]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(times)]
    return Pace(min(int(median(gaps)), _LONGEST_GAP) if gaps else None, times[0] if times else None)


def next_due(now: datetime, pace: Pace, hints: Hints = Hints()) -> datetime:  # noqa: B008 - frozen
    """Return when to ask again after a success, between 5 minutes and 24 hours from `now`, or when the quiet then is over.

    Half the gap of its pace, and no less than a quarter of the silence since, the publisher's ttl, its max-age or its
    Retry-After, each up to the bound.
    """
    wait = _wait(now, pace)
    asked = [timedelta(seconds=min(value, 86400)) for value in (hints.ttl, hints.max_age, hints.retry_after) if value]
    return _awake(now + _bounded(max([wait, *asked])), hints.quiet)


def _wait(now: datetime, pace: Pace) -> timedelta:
    if pace.gap is None or pace.newest is None:
        return _UNKNOWN
    silence = now - pace.newest
    return max(timedelta(seconds=pace.gap), silence / 2) / 2


def after_failure(now: datetime, failures: int, jitter: float, hints: Hints = Hints()) -> datetime:  # noqa: B008 - frozen
    """Return when to try again after `failures` (≥ 1) failures in a row, between 5 minutes and 24 hours from `now`.

    Doubles from 5 minutes; `jitter` (0..1, drawn by the caller) spreads it by up to a quarter, so that sources that
    failed together do not return together. Retry-After is a lower bound.
    """
    wait = SHORTEST * 2 ** min(max(failures, 1) - 1, 12) * (1 + jitter / 4)
    asked = timedelta(seconds=min(hints.retry_after or 0, 86400))
    return _awake(now + _bounded(max(wait, asked)), hints.quiet)


def _awake(due: datetime, quiet: str) -> datetime:
    """Return `due`, or the first full hour after it that is not quiet. Who names every hour of the week means none."""
    words, moment = frozenset(quiet.split()), due
    for _ in range(7 * 24 if words else 1):
        if words.isdisjoint((str(moment.hour), DAYS[moment.weekday()])):
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)
