"""Storylines from headlines alone: average linkage by the sums of whole groups, because a headline shares few words with any one other.

The mean likeness of two groups is the product of their sums, so every merge costs one matrix row instead of a look at all pairs.
Words that go together in these headlines are taken as one subject (latent semantic indexing, Deerwester and others, 1990): a headline
that names a company's founder alone is near those that name the company, when others name both.
"""

from collections import defaultdict
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
# Pairs with nothing in common that are counted beside those of two groups: two lone headlines need twice the likeness that large groups
# do. Of 200 unrelated headlines of three days, .09 are joined to another, .35 without; storylines of many reports gain, too.
UNLIKE = 1.0
THRESHOLD = -1.0  # logit: best B-cubed F between -1.15 and -0.7
# A subject is a direction in the space of words with a strength (the squared lengths that n headlines, each of length 1, have along
# it) of at least the first times √n, and no less than the second. .13 to .2 and 1.5 to 2.5 are as good, in streams of 24 to 2,500.
SUBJECT, LEAST_SUBJECT = 0.15, 2.0
SUBJECT_WORDS = 1_024  # the heaviest of the words that two headlines or more have; others are in no subject
# Lengths of a headline's part among the subjects: below the first it says too little to be stretched to the second.
_FAINT, _SHARE = 0.2, 0.5
_NEVER = np.float32(-99.0)
_Matrix = NDArray[np.float32]


@dataclass(slots=True)
class _Sums:
    vectors: _Matrix  # float32[n, d + subjects], sums over members
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
    members = [i for group in groups for i in group]
    traits = np.concatenate(
        [np.stack([reports[i].vector for i in members]), _subjects([reports[i] for i in members])], 1
    )
    starts = np.cumsum([0, *(len(group) for group in groups)])[:-1]
    titles = np.zeros((len(groups), BUCKETS), dtype=np.float32)
    for row, group in enumerate(groups):
        for i in group:
            for term, weight in reports[i].title_terms.items():
                titles[row, crc32(term.encode()) % BUCKETS] += weight
    moments = [r.published.timestamp() / 86_400 if r.published else 0.0 for r in reports]
    first = min((m for m in moments if m), default=0.0)
    days = np.array([np.mean([max(0.0, moments[i] - first) for i in group]) for group in groups], dtype=np.float32)
    sizes = np.array([len(group) for group in groups], dtype=np.float32)
    return _Sums(np.add.reduceat(traits, starts).astype(np.float32), titles, days, sizes)


def _subjects(reports: Sequence[Report]) -> _Matrix:
    """Return each headline's part among the subjects, float32[n, subjects], of length `_SHARE` or, where it is faint, less."""
    weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, report in enumerate(reports):
        for term, weight in report.title_terms.items():
            weights[term].append((row, weight))
    shared = [rows for rows in weights.values() if len(rows) > 1]
    heaviest = sorted(shared, key=lambda rows: -sum(weight * weight for _, weight in rows))[:SUBJECT_WORDS]
    words = np.zeros((len(reports), len(heaviest)))
    for column, rows in enumerate(heaviest):
        words[[row for row, _ in rows], column] = [weight for _, weight in rows]
    strengths, directions = np.linalg.eigh(words.T @ words)
    found = words @ directions[:, strengths > max(SUBJECT * len(reports) ** 0.5, LEAST_SUBJECT)]
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    subjects: _Matrix = (_SHARE * found / np.maximum(lengths, _FAINT)).astype(np.float32)
    return subjects


def _likeness(sums: _Sums, which: int | slice) -> _Matrix:
    """Return logits of the rows `which` against all groups."""
    if isinstance(which, int):
        pairs = sums.sizes * sums.sizes[which] + UNLIKE
        titles, vectors = sums.titles @ sums.titles[which], sums.vectors @ sums.vectors[which]
        gap = np.abs(sums.days - sums.days[which])
    else:
        pairs = np.outer(sums.sizes, sums.sizes) + UNLIKE
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
