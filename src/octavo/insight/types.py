"""What Octavo knows of one text. All offsets are Unicode code points into the text, half open."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

KINDS = ("topic", "person", "organisation", "place", "event", "work")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text[start:end]`, never across paragraphs. `score` is its weight as a key sentence, 0..1."""

    start: int
    end: int
    paragraph: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. `start`/`end` bound its first mention in the text; both are -1 when only the title names it."""

    label: str
    kind: str
    start: int
    end: int
    count: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A tag in CamelCase with its plain label. `start`/`end` bound the sentence of the text that earned it."""

    tag: str
    label: str
    kind: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Insight:
    """The whole understanding of one text. `vector` is float32, L2-normalised; all zeros for an empty text."""

    language: str
    confidence: float
    sentences: tuple[Sentence, ...]
    vector: Vector
    entities: tuple[Entity, ...]
    hashtags: tuple[Hashtag, ...]
    key_sentences: tuple[Sentence, ...]
