"""How alike two reports are: the measures, and the likelihood that they tell of one event or one storyline."""

import math
from collections.abc import Mapping
from operator import mul

import numpy as np

from octavo.story.types import Report

FEATURES = ("terms", "head", "title", "vector", "names", "numbers", "days")


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the dot product of two L2-normalised sparse vectors."""
    return sum([a[t] * b[t] for t in a.keys() & b.keys()])


# One name in common, however rare, may be the town both write from; from the third on it is company.
_ALONE = (0.0, 0.5, 0.8)


def named(a: Report, b: Report) -> float:
    """Return the cosine of two reports' names, less when it rests on one or two of them."""
    shared = len(a.names.keys() & b.names.keys())
    return cosine(a.names, b.names) * (_ALONE[shared] if shared < len(_ALONE) else 1.0)


# Languages that the default embedder tells apart; in others any two texts look alike to it (median cosine of unrelated
# news: English .04 to .11, German .56, French .77, Spanish .75, Japanese .85), so only what lies above that counts.
_TOLD_APART = frozenset({"en"})
_ALIKE_ELSEWHERE, _HALF = 0.8, 0.5


def likeness_of_vectors(a: Report, b: Report) -> float:
    """Return the cosine of two reports' vectors, 0..1, as far as the embedder understands their languages."""
    found = float(np.dot(a.vector, b.vector))
    if a.language[:2] in _TOLD_APART and b.language[:2] in _TOLD_APART:
        return max(0.0, found)
    return max(0.0, (found - _ALIKE_ELSEWHERE) / (1 - _ALIKE_ELSEWHERE) * _HALF)


def measure(a: Report, b: Report) -> tuple[float, ...]:
    """Return the likenesses in the order of FEATURES; symmetric. `days` is log(1 + days between), 0 when a time is unknown."""
    shared = len(a.numbers & b.numbers) / math.sqrt(len(a.numbers) * len(b.numbers)) if a.numbers and b.numbers else 0.0
    gap = abs((a.published - b.published).total_seconds()) / 86400 if a.published and b.published else 0.0
    return (
        cosine(a.terms, b.terms),
        cosine(a.head, b.head),
        cosine(a.title_terms, b.title_terms),
        likeness_of_vectors(a, b),
        named(a, b),
        shared,
        math.log1p(gap),
    )


MODEL = "pair-logit-2"
# Logistic weights over FEATURES, then sqrt(terms × head), terms × names, and 1. Fitted by penalised maximum likelihood on 66,000
# pairs of English news of two kinds: events with look-alikes (weighted 0.35 a pair, being ten times as dense), and events of one
# week inside wider storylines.
_EVENT = (4.04, 4.0, 1.77, 0.69, 9.69, 2.42, -2.06, 3.21, -6.78, -5.5)
_STORY = (-4.31, 1.29, 5.95, 6.32, 20.15, 1.04, -0.72, 1.34, -3.25, -5.93)


def same_event(measured: tuple[float, ...]) -> float:
    """Return the likelihood, 0..1, that two reports tell of one tight event."""
    return _logistic(_EVENT, measured)


def same_story(measured: tuple[float, ...]) -> float:
    """Return the likelihood, 0..1, that two reports belong to one storyline."""
    return _logistic(_STORY, measured)


def _logistic(weights: tuple[float, ...], measured: tuple[float, ...]) -> float:
    terms, head, names = measured[0], measured[1], measured[4]
    crossed = (*measured, math.sqrt(max(0.0, terms * head)), terms * names, 1.0)
    z = sum(map(mul, weights, crossed))
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, z))))
