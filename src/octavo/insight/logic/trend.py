"""Does a hashtag trend? Its last 24 hours against its own four weeks before, and never on little evidence."""

import math
from dataclasses import dataclass

WEEKS_BACK = 28  # days that make the usual pace
KNOWN = 7  # days a site must have read before it can say what is usual
FEWEST, VOICES = 4, 2  # articles of the last 24 hours, and publishers they come from
TIMES = 2.0  # the usual pace
SIGMAS = 3.0  # above it: one day in several hundred by chance alone (articles as Poisson events)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a hashtag does: articles in the last 24 hours and of how many publishers, and a day before that on average.

    `days` are those the average is of, at most WEEKS_BACK. `trends` only with enough evidence.
    """

    now: int
    voices: int
    usual: float
    days: int
    trends: bool

    @property
    def known(self) -> bool:
        """Say whether there is a past to compare with."""
        return self.days >= KNOWN


def pace(now: int, voices: int, before: int, read_days: int) -> Pace:
    """Compare `now` articles of `voices` publishers in 24 hours with those of the WEEKS_BACK days `before`.

    `read_days`: for how many whole days this site has read at all, before the last 24 hours.
    """
    days = min(WEEKS_BACK, max(0, read_days))
    usual = before / days if days else 0.0
    enough = days >= KNOWN and now >= FEWEST and voices >= VOICES
    # At a pace of nothing a day, the next article would already be a thousand times the usual: less than a weekly one is taken as that.
    floor = max(usual, 1 / 7)
    rises = now >= TIMES * floor and now - usual >= SIGMAS * math.sqrt(floor)
    return Pace(now, voices, usual, days, enough and rises)
