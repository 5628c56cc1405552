"""What deciding about stories needs to know of an article, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Sides:
    """A report's weights as arrays: its words, head, names and title, one behind the other (`story.logic.sides`).

    `keys` uint32[m] are hashes of the terms, `values` float64[m] their weights, `foremost` float64[m] the weights of those names that
    stand in the head (0 for all else), `lengths` int[4] how many belong to each side.
    """

    keys: NDArray[np.uint32]
    values: NDArray[np.float64]
    foremost: NDArray[np.float64]
    lengths: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Report:
    """One article in the form that stories are decided on: some 35 KB while it is live, about 3 KB as stored bytes.

    `terms`, `head` and `names` map stems (names: lower-case words written with a capital) to weights, each L2-normalised; `head`
    is of the title and first sentences only, `title_terms` of the title; `sides` are all of them as arrays. `vector`
    is float32, L2-normalised. `shingles` are sorted uint64 hashes of five-word runs, one in `2**level` kept. `published` is
    timezone-aware, None when unknown. `space` names the embedder of `vector`, and `told_apart` says whether it tells texts of this
    language apart.
    """

    id: str
    publisher: str | None
    published: datetime | None
    title: str
    lede: str
    language: str
    vector: NDArray[np.float32]
    terms: Mapping[str, float]
    head: Mapping[str, float]
    title_terms: Mapping[str, float]
    names: Mapping[str, float]
    sides: Sides
    numbers: frozenset[str]
    entities: tuple[str, ...]
    shingles: NDArray[np.uint64]
    level: int
    words: int
    space: str = ""
    told_apart: bool = True


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs: `event` is tight and lies inside `story`; `copy_of` is the article it near-duplicates.

    `score` is the likelihood, 0..1, that it belongs to an event that was there before; `features` replay the decision ("Why
    here?"): the measured likenesses, the thresholds, the model's name, and the id of the nearest article.
    """

    story: str
    event: str
    copy_of: str | None
    score: float
    features: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Redirect:
    """A second look moved articles: `ids` now belong to `event` in `story`. `kind` is move, merge or split.

    A merge gives `old` for the id that readers may still hold; it should lead to the new one.
    """

    kind: str
    level: str
    ids: tuple[str, ...]
    old: str
    event: str
    story: str
    score: float
