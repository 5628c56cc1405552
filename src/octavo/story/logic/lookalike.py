"""Two groups of reports that are alike in all but what they name, or when: the second earthquake, the theft after the sale."""

from collections import Counter
from collections.abc import Sequence

from octavo.story.types import Report

# Where each of two groups has so many names that most of its own reports give and hardly one of the other's does, they tell of two
# events, however alike the rest is. Smaller groups share names by chance, or by the wording of one agency.
SIZE, NAMES, MOST, HARDLY = 5, 3, 0.6, 0.15


def are_look_alikes(a: Sequence[Report], b: Sequence[Report]) -> bool:
    """Say whether two groups tell of two events, each having names of its own; False where one is too small to tell. Linear."""
    if min(len(a), len(b)) < SIZE:
        return False
    ours, theirs = _naming(a), _naming(b)
    return min(_own(ours, len(a), theirs, len(b)), _own(theirs, len(b), ours, len(a))) >= NAMES


def hours_between(a: Sequence[Report], b: Sequence[Report]) -> float:
    """Return the hours from the last report of the earlier group to the first of the later; 0 where they overlap, or one is a lone report.

    A lone report may be late; two or more that begin when others have ended tell of something new.
    """
    if min(len(a), len(b)) < 2:
        return 0.0
    ours, theirs = ([report.published for report in group if report.published] for group in (a, b))
    if not ours or not theirs:
        return 0.0
    return max(0.0, (max(min(ours), min(theirs)) - min(max(ours), max(theirs))).total_seconds() / 3600)


def _naming(reports: Sequence[Report]) -> Counter[str]:
    return Counter(name for report in reports for name in report.names)


def _own(naming: Counter[str], count: int, others: Counter[str], rest: int) -> int:
    """How many names most of `count` reports give and hardly any of `rest`."""
    return sum(n >= MOST * count and others[name] <= HARDLY * rest for name, n in naming.items())
