"""Two groups of reports that are alike in all but what they name, or when: the second earthquake, the theft after the sale."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from octavo.insight.logic.words import base_language
from octavo.story.types import Report

# Where each of two groups has so many names that most of its own reports give and hardly one of the other's does, they tell of two
# events, however alike the rest is. Smaller groups share names by chance, or by the wording of one agency.
SIZE, NAMES, MOST, HARDLY = 5, 3, 0.6, 0.15
# A storyline has its persons and places. Two groups are of one topic at most (prices of oil, mobile telephones) where the cosine of all
# that they name lies below this, of a lone report and a group below that (one report names much by the way), or where fewer
# than SHARED names are given by half of the reports of both.
COMPANY, COMPANY_OF_ONE, SHARED, HALF = 0.2, 0.35, 2, 0.5


_NO_CAPITALS = frozenset("am ar bn fa gu he hi ja ka kn ko ml mr my ne pa ps si ta te th ur yi zh".split())


def are_look_alikes(a: Sequence[Report], b: Sequence[Report]) -> bool:
    """Say whether two groups tell of two events, each having names of its own; False where one is too small to tell. Linear."""
    if min(len(a), len(b)) < SIZE:
        return False
    ours, theirs = _naming(a), _naming(b)
    return min(_own(ours, len(a), theirs, len(b)), _own(theirs, len(b), ours, len(a))) >= NAMES


def are_of_one_topic_at_most(a: Sequence[Report], b: Sequence[Report], enough: float | None = None) -> bool:
    """Say whether two groups name too little in common to be one storyline, less than `enough` if that is given. Linear.

    False where that tells nothing: of a group of hardly a name (bare headlines, scripts without capitals), and across languages.
    """
    common = {report.language for report in a}.intersection(report.language for report in b)
    if all(base_language(language) in _NO_CAPITALS for language in common):
        return False
    ours, theirs = _weighed(a), _weighed(b)
    if min(len(ours), len(theirs)) < SHARED:
        return False
    lengths = math.sqrt(math.fsum(w * w for w in ours.values()) * math.fsum(w * w for w in theirs.values()))
    if enough is None:
        enough = COMPANY if min(len(a), len(b)) > 1 else COMPANY_OF_ONE
    if math.fsum(weight * theirs.get(name, 0.0) for name, weight in ours.items()) < enough * lengths:
        return True
    naming, others = _naming(a), _naming(b)
    both = sum(n >= HALF * len(a) and others[name] >= HALF * len(b) for name, n in naming.items())
    return both < SHARED


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


def _weighed(reports: Sequence[Report]) -> dict[str, float]:
    weights = defaultdict[str, float](float)
    for report in reports:
        for name, weight in report.names.items():
            weights[name] += weight
    return weights


def _naming(reports: Sequence[Report]) -> Counter[str]:
    return Counter(name for report in reports for name in report.names)


def _own(naming: Counter[str], count: int, others: Counter[str], rest: int) -> int:
    """How many names most of `count` reports give and hardly any of `rest`."""
    return sum(n >= MOST * count and others[name] <= HARDLY * rest for name, n in naming.items())
