"""Laying a report beside its nearest: how alike each of them is to it, alone and among all of them.

What most of the nearest say tells nothing of which event one tells of: two earthquakes share "earthquake", "magnitude" and the agency
that measured both. So words weigh a second time here, by how rare they are in this company.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.story.logic.shingles import shares
from octavo.story.logic.sides import COUNT, NAMES, TERMS
from octavo.story.types import Report

# What is measured of two reports. The first ten need no company.
FEATURES = (
    "terms", "head", "title", "vector", "names", "numbers", "days", "phrases", "unnamed", "renamed",
    "terms_here", "head_here", "names_here", "title_here",
)  # fmt: skip
ALONE = 10
FEW_IN_COMMON = 0.08  # of the words: two texts with less share no runs of five words that matter
# One name in common, however rare, may be the town both write from; from the third on it is company.
_LONELY = np.array([0.0, 0.5, 0.8, 1.0])
# Where an embedder does not tell a language apart, any two texts look alike to it, so only what lies above this counts.
_ALIKE_ELSEWHERE, _HALF = 0.8, 0.5

_Floats = NDArray[np.float64]
_Places = NDArray[np.intp]


class Company:
    """A report and its nearest. `measured` float64[len(others), len(FEATURES)] lays each of those beside it.

    `sizes` float64[len(others), 4] tells what the measures rest on: log(1 + words in common), log(1 + names in common), log(20 + words
    of the shorter text), and how many times longer the other is, as a logarithm. Deterministic. About 0.5 ms CPU for 32 others.
    """

    def __init__(self, report: Report, others: Sequence[Report]) -> None:
        self.report = report
        keys = np.concatenate([report.sides.keys, *(other.sides.keys for other in others)])
        self._known, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
        # The last place is that of words that nobody here uses.
        self._rarity = np.log((len(others) + 2) / (np.append(counts, 0) + 0.5))
        mine = places[: len(report.sides.keys)]
        self._values, self._foremost = np.zeros(len(counts) + 1), np.zeros(len(counts) + 1)
        self._values[mine] = report.sides.values
        self._foremost[mine] = report.sides.foremost
        side = np.repeat(np.arange(COUNT), report.sides.lengths)
        self._norms = _norms(side, report.sides.values * self._rarity[mine], 1)
        self.measured, shared = self._measure(others, places[len(mine) :])
        lengths = np.log(20.0 + np.array([[report.words, other.words] for other in others]).reshape(-1, 2))
        self.sizes = np.column_stack(
            [np.log1p(shared[:, TERMS]), np.log1p(shared[:, NAMES]), lengths.min(axis=1), np.ptp(lengths, axis=1)]
        )

    def beside(self, others: Sequence[Report]) -> _Floats:
        """Measure further reports against this one, in the company there is. Returns float64[len(others), len(FEATURES)]."""
        if not others:
            return np.zeros((0, len(FEATURES)))
        keys = np.concatenate([other.sides.keys for other in others])
        places = np.minimum(np.searchsorted(self._known, keys), len(self._known) - 1)
        return self._measure(others, np.where(self._known[places] == keys, places, len(self._known)))[0]

    def _measure(self, others: Sequence[Report], places: _Places) -> tuple[_Floats, _Floats]:
        """Return the measures, and how many terms of each side are in common: float64[len(others), COUNT]."""
        count = len(others)
        if not count:
            return np.zeros((0, len(FEATURES))), np.zeros((0, COUNT))
        group = np.repeat(np.arange(COUNT * count), np.concatenate([other.sides.lengths for other in others]))
        values = np.concatenate([other.sides.values for other in others])
        foremost = np.concatenate([other.sides.foremost for other in others])
        rarity, ours = self._rarity[places], self._values[places]
        weighed = values * rarity
        alike = _summed(group, values * ours, count)
        here = _summed(group, weighed * rarity * ours, count) / (_norms(group, weighed, count) * self._norms)
        shared = _summed(group, ours > 0, count)
        company = np.minimum(shared[:, NAMES], len(_LONELY) - 1).astype(np.intp)
        missing = (
            _missing(_summed(group, self._foremost[places], count)[:, NAMES], self._foremost.sum()),
            _missing(_summed(group, foremost * (ours > 0), count)[:, NAMES], _summed(group, foremost, count)[:, NAMES]),
        )
        terms, head, names, title = alike.T
        measured = np.column_stack(
            [
                terms,
                head,
                title,
                self._meant(others),
                names * _LONELY[company],
                [_numbers(self.report, other) for other in others],
                self._days(others),
                [_phrases(self.report, other, alike[n, 0]) for n, other in enumerate(others)],
                np.maximum(*missing),
                np.minimum(*missing),
                *here.T,
            ]
        )
        return measured, shared

    def _meant(self, others: Sequence[Report]) -> _Floats:
        """The cosines of the vectors, as far as their embedder understands them; 0 of two embedders."""
        report = self.report
        same = [n for n, other in enumerate(others) if other.space == report.space]
        found = np.zeros(len(others))
        if same:
            cosines = np.stack([others[n].vector for n in same]) @ report.vector
            apart = np.array([report.told_apart and others[n].told_apart for n in same])
            elsewhere = (cosines - _ALIKE_ELSEWHERE) / (1 - _ALIKE_ELSEWHERE) * _HALF
            found[same] = np.maximum(0.0, np.where(apart, cosines, elsewhere))
        return found

    def _days(self, others: Sequence[Report]) -> _Floats:
        """log(1 + days between); 0 when a time is unknown."""
        moment = self.report.published
        if moment is None:
            return np.zeros(len(others))
        gaps = [(other.published - moment).total_seconds() if other.published else 0.0 for other in others]
        days: _Floats = np.log1p(np.abs(np.array(gaps)) / 86400)
        return days


def _summed(group: _Places, values: NDArray[np.generic], count: int) -> _Floats:
    found: _Floats = np.bincount(group, weights=values.astype(np.float64), minlength=COUNT * count).astype(np.float64)
    return found.reshape(count, COUNT)


def _norms(group: _Places, weighed: _Floats, count: int) -> _Floats:
    norms = np.sqrt(_summed(group, weighed * weighed, count))
    return np.where(norms > 0, norms, 1.0)


def _missing(held: _Floats, whole: _Floats | np.float64) -> _Floats:
    """The share of the names at one head that the other does not name; one half when there are none."""
    return np.where(whole > 0, 1 - held / np.where(whole > 0, whole, 1.0), 0.5)


def _numbers(a: Report, b: Report) -> float:
    return len(a.numbers & b.numbers) / math.sqrt(len(a.numbers) * len(b.numbers)) if a.numbers and b.numbers else 0.0


def _phrases(a: Report, b: Report, terms: float) -> float:
    return math.sqrt(shares(a.shingles, a.level, b.shingles, b.level)[0]) if terms >= FEW_IN_COMMON else 0.0
