"""How long to wait before trying again, and when to look at an article once more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(hours=2)


def wait_after(attempts: int) -> timedelta:
    """Return the wait after `attempts` failures in a row (1, 2, …): 30 s, doubled each time, two hours at most."""
    doubled: timedelta = _FIRST * 2 ** min(attempts - 1, 20)
    return min(doubled, _LONGEST)


def next_visit(first_seen: datetime, now: datetime, after: Sequence[int]) -> datetime | None:
    """Return when to read an article's page again, None when it has been seen often enough.

    `after`: seconds since `first_seen`, ascending. Most changes come early (corrections within the hour), so the
    default visits are close together at first.
    """
    for seconds in after:
        visit = first_seen + timedelta(seconds=seconds)
        if visit > now:
            return visit
    return None
