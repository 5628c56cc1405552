"""How alike two reports are: the measures, and the likelihood that they tell of one event or one storyline."""

import math
from collections.abc import Mapping
from operator import mul

import numpy as np

from octavo.story.logic.shingles import shares
from octavo.story.types import Report

FEATURES = ("terms", "head", "title", "vector", "names", "numbers", "days", "phrases", "unnamed", "renamed")


FEW_IN_COMMON = 0.08  # of the words: two texts with less share no runs of five words that matter


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the dot product of two L2-normalised sparse vectors."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return sum([weight * many[t] for t, weight in few.items() if t in many])


# One name in common, however rare, may be the town both write from; from the third on it is company.
_ALONE = (0.0, 0.5, 0.8)


def named(a: Report, b: Report) -> float:
    """Return the cosine of two reports' names, less when it rests on one or two of them."""
    shared = len(a.names.keys() & b.names.keys())
    return cosine(a.names, b.names) * (_ALONE[shared] if shared < len(_ALONE) else 1.0)


# Where an embedder does not tell a language apart, any two texts look alike to it, so only what lies above this counts.
_ALIKE_ELSEWHERE, _HALF = 0.8, 0.5


def likeness_of_vectors(a: Report, b: Report) -> float:
    """Return the cosine of two reports' vectors, 0..1, as far as their embedder understands them; 0 of two embedders."""
    if a.space != b.space:
        return 0.0
    found = float(np.dot(a.vector, b.vector))
    if a.told_apart and b.told_apart:
        return max(0.0, found)
    return max(0.0, (found - _ALIKE_ELSEWHERE) / (1 - _ALIKE_ELSEWHERE) * _HALF)


def measure(a: Report, b: Report) -> tuple[float, ...]:
    """Return the likenesses in the order of FEATURES; symmetric. `days` is log(1 + days between), 0 when a time is unknown."""
    shared = len(a.numbers & b.numbers) / math.sqrt(len(a.numbers) * len(b.numbers)) if a.numbers and b.numbers else 0.0
    gap = abs((a.published - b.published).total_seconds()) / 86400 if a.published and b.published else 0.0
    missing = _missing(a, b), _missing(b, a)
    terms = cosine(a.terms, b.terms)
    repeated = shares(a.shingles, a.level, b.shingles, b.level)[0] if terms >= FEW_IN_COMMON else 0.0
    return (
        terms,
        cosine(a.head, b.head),
        cosine(a.title_terms, b.title_terms),
        likeness_of_vectors(a, b),
        named(a, b),
        shared,
        math.log1p(gap),
        math.sqrt(repeated),
        max(missing),
        min(missing),
    )


def _missing(a: Report, b: Report) -> float:
    """Return the share, 0..1, of the names at the head of `a` that `b` does not name; one half when there are none."""
    whole = sum(a.foremost.values())
    return sum([w for name, w in a.foremost.items() if name not in b.names]) / whole if whole else 0.5


MODEL = "pair-logit-3"
# Logistic weights over FEATURES, then sqrt(terms × head), terms × names, and 1. Fitted by penalised maximum likelihood on 93,000
# pairs of English news of two kinds: events with look-alikes (weighted 0.35 a pair, being ten times as dense), and events of one
# week inside wider storylines. Shared phrases and the names that one of two heads lacks tell look-alikes apart.
_EVENT = (8.12, 4.85, 1.77, -0.38, 11.16, 2.26, -1.78, 4.69, 1.21, -1.5, 1.26, -18.7, -5.28)
_STORY = (-6.95, -1.67, 5.91, 6.9, 18.61, 0.86, -0.75, 7.86, -0.65, -0.19, 8.99, -11.01, -5.4)


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
