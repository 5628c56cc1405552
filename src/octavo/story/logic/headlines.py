"""Storylines from headlines alone: average linkage by the sums of whole groups, because a headline shares few words with any one other.

The mean likeness of two groups is the product of their sums, so every merge costs one matrix row instead of a look at all pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from octavo.story.types import Report

BLOCK = 2_500  # groups compared at once: 25 MB of likenesses; a longer stream is taken block by block, keeping the groups found
BUCKETS = (
    1_024  # title words are hashed into so many dimensions; two of one headline's ten meet by chance once in twenty
)
# Logistic weights of title cosine, vector cosine, log(1 + days between), and 1, fitted on 60,000 random pairs of headlines of three
# days of 2014 in 33 machine-made clusters; time tells much there because a cluster's coverage comes within hours.
_WEIGHTS = (11.57, 11.74, -10.81, -3.15)
THRESHOLD = -1.0  # logit: best B-cubed F between -1.5 and -0.5
_NEVER = np.float32(-99.0)
_Matrix = NDArray[np.float32]


@dataclass(slots=True)
class _Sums:
    vectors: _Matrix  # float32[n, d], sums over members
    titles: _Matrix  # float32[n, BUCKETS], sums over members
    days: _Matrix  # float32[n], mean time
    sizes: _Matrix  # float32[n]


def group_headlines(reports: Sequence[Report]) -> list[list[int]]:
    """Return groups of positions in `reports`, each a storyline. About 2 ms CPU a headline up to BLOCK of them."""
    groups: list[list[int]] = []
    for start in range(0, len(reports), BLOCK // 2):
        block = [[i] for i in range(start, min(len(reports), start + BLOCK // 2))]
        kept, live = groups[: -BLOCK // 2], groups[-BLOCK // 2 :]
        groups = kept + _merged(reports, live + block)
    return groups


def _merged(reports: Sequence[Report], groups: list[list[int]]) -> list[list[int]]:
    sums = _sums(reports, groups)
    near = _likeness(sums, slice(None))
    np.fill_diagonal(near, _NEVER)
    owner = {i: list(g) for i, g in enumerate(groups)}
    best, height = near.argmax(axis=1), near.max(axis=1)
    alive = np.ones(len(groups), dtype=bool)
    while len(owner) > 1:
        i = int(height.argmax())
        if height[i] < THRESHOLD:
            break
        j = int(best[i])
        owner[i] += owner.pop(j)
        _join(sums, i, j)
        row = _likeness(sums, i)
        alive[j] = False
        row[~alive] = _NEVER
        row[i] = _NEVER
        near[i], near[:, i], near[j], near[:, j] = row, row, _NEVER, _NEVER
        height[j] = _NEVER
        nearer = row > height
        best[nearer], height[nearer] = i, row[nearer]
        stale = alive & ~nearer & ((best == i) | (best == j))
        stale[i] = True
        for k in np.flatnonzero(stale):
            best[k] = near[k].argmax()
            height[k] = near[k, best[k]]
    return [sorted(members) for members in owner.values()]


def _sums(reports: Sequence[Report], groups: list[list[int]]) -> _Sums:
    titles = np.zeros((len(groups), BUCKETS), dtype=np.float32)
    for row, members in enumerate(groups):
        for i in members:
            for term, weight in reports[i].title_terms.items():
                titles[row, crc32(term.encode()) % BUCKETS] += weight
    vectors = np.stack([np.sum([reports[i].vector for i in members], axis=0) for members in groups]).astype(np.float32)
    moments = [r.published.timestamp() / 86_400 if r.published else 0.0 for r in reports]
    first = min((m for m in moments if m), default=0.0)
    days = np.array([np.mean([max(0.0, moments[i] - first) for i in members]) for members in groups], dtype=np.float32)
    return _Sums(vectors, titles, days, np.array([len(m) for m in groups], dtype=np.float32))


def _likeness(sums: _Sums, which: int | slice) -> _Matrix:
    """Return logits of the rows `which` against all groups."""
    if isinstance(which, int):
        pairs = sums.sizes * sums.sizes[which]
        titles, vectors = sums.titles @ sums.titles[which], sums.vectors @ sums.vectors[which]
        gap = np.abs(sums.days - sums.days[which])
    else:
        pairs = np.outer(sums.sizes, sums.sizes)
        titles, vectors = sums.titles @ sums.titles.T, sums.vectors @ sums.vectors.T
        gap = np.abs(sums.days[:, None] - sums.days[None])
    title, vector, days, one = _WEIGHTS
    logits: _Matrix = (title * titles / pairs + vector * vectors / pairs + days * np.log1p(gap) + one).astype(
        np.float32
    )
    return logits


def _join(sums: _Sums, i: int, j: int) -> None:
    sums.vectors[i] += sums.vectors[j]
    sums.titles[i] += sums.titles[j]
    sums.days[i] = (sums.days[i] * sums.sizes[i] + sums.days[j] * sums.sizes[j]) / (sums.sizes[i] + sums.sizes[j])
    sums.sizes[i] += sums.sizes[j]
