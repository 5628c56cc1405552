"""From how alike two reports are to how likely they tell of one event, or belong to one storyline."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from octavo.story.logic.company import ALONE, FEATURES

_Floats = NDArray[np.float64]
_TERMS, _HEAD, _NAMES, _TERMS_HERE, _HEAD_HERE, _NAMES_HERE = map(
    FEATURES.index, ("terms", "head", "names", "terms_here", "head_here", "names_here")
)

MODEL = "company-logit-1"
# Logistic weights over FEATURES, then sqrt(terms × head), terms × names, the same two with what is rare in this company, and 1.
# Fitted by maximum likelihood with a strong penalty (alike measures share their weight) on 270,000 pairs of English news of two
# kinds, each in the company of its 32 nearest as on arrival and as at a review: events with look-alikes (weighted 0.35 a pair, being
# ten times as dense), and events of one week inside wider storylines. Fitted on seven eighths of the subjects and scored on the rest,
# what is rare in company lifts the area under the curve of one event against its look-alike from .895 to .909.
_EVENT = np.array(
    [
        1.881, 3.689, 1.196, 0.071, 4.573, 2.101, -1.756, 4.047, 0.738, -1.491, 8.581, -2.763, 8.071, 1.397,
        1.82, -9.284, 5.974, -24.739, -3.72,
    ]
)  # fmt: skip
# Of one storyline: over the first ALONE, the first two products, and 1; fitted on 93,000 pairs. What a storyline has in common is
# what is common among its reports, so company tells nothing of it.
_STORY = np.array(
    [-6.95, -1.67, 5.91, 6.9, 18.61, 0.86, -0.75, 7.86, -0.65, -0.19, 8.99, -11.01, -5.4]
)  # fmt: skip
# The same persons and places in texts of other words and another meaning are company: the weights, fitted where names are as common as
# in the world's news, take a small press for one storyline. Pairs of (cosine of the vectors, of the words) below which two texts are such:
# by little for one storyline, by much for one event too. Of texts that their embedder does not tell apart (0) words alone can say it.
_VECTOR = FEATURES.index("vector")
OTHER, QUITE_OTHER, NO_WORDS, COMPANY_ONLY = (0.4, 0.15), (0.3, 0.2), 0.1, 0.25


@dataclass(frozen=True, slots=True)
class Judged:
    """How one report stands to another: the measures in the order of FEATURES, and the likelihoods 0..1 of one event, one storyline."""

    measured: _Floats
    event: float
    story: float


def judged(measured: _Floats) -> list[Judged]:
    """Judge each row of float64[n, len(FEATURES)], measured in company."""
    terms, here = measured[:, _TERMS], measured[:, _TERMS_HERE]
    event = _logistic(
        _EVENT,
        measured,
        np.sqrt(terms * measured[:, _HEAD]),
        terms * measured[:, _NAMES],
        np.sqrt(here * measured[:, _HEAD_HERE]),
        here * measured[:, _NAMES_HERE],
    )
    meant = measured[:, _VECTOR]
    told = meant > 0
    quite = ((terms < NO_WORDS) & ~told) | (told & (meant < QUITE_OTHER[0]) & (terms < QUITE_OTHER[1]))
    other = quite | (told & (meant < OTHER[0]) & (terms < OTHER[1]))
    event, story = np.where(quite, COMPANY_ONLY, 1.0) * event, np.where(other, COMPANY_ONLY, 1.0) * _story(measured)
    return [Judged(*one) for one in zip(measured, event.tolist(), story.tolist(), strict=True)]


def _story(measured: _Floats) -> _Floats:
    terms = measured[:, _TERMS]
    return _logistic(_STORY, measured[:, :ALONE], np.sqrt(terms * measured[:, _HEAD]), terms * measured[:, _NAMES])


def _logistic(weights: _Floats, measured: _Floats, *crossed: _Floats) -> _Floats:
    z = np.column_stack([measured, *crossed]) @ weights[:-1] + weights[-1]
    likely: _Floats = 1.0 / (1.0 + np.exp(-np.clip(z, -40.0, 40.0)))
    return likely
