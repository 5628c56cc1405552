"""Key sentences: early, near the text's centre in words and in meaning, and of a telling length."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.words import content, rarity
from octavo.insight.port import Embedder
from octavo.insight.types import Sentence

MIN_WORDS, LONG_WORDS, FULL_WORDS = 6, 38, 30
# What each sign adds, found on thirty news articles with human highlights: 1/(1+i) and exp(-i/4) of the place i, the share of telling
# words, the likeness to the text's mean vector, the length up to FULL_WORDS, and what a very long sentence loses.
FIRST, EARLY, TELLING, CENTRAL, LENGTH, TOO_LONG = 0.5, 0.5, 0.075, 1.0, 0.3, 0.1
SHORT_WORDS, TOO_SHORT = 8, 1.0
HIGHEST = 2.8  # what the best conceivable sentence reaches; turns the sum into 0..1


def nearness(text: str, sentences: Sequence[Sentence], embedder: Embedder) -> list[float]:
    """Return each sentence's cosine with the mean of all sentences' vectors; about 0.05 ms a sentence with the static embedder."""
    if not sentences:
        return []
    rows = embedder.embed([text[s.start : s.end] for s in sentences])
    centre = rows.mean(axis=0)
    norm = float(np.linalg.norm(centre)) or 1.0
    return [float(x) / norm for x in rows @ centre]


def weigh(
    text: str, sentences: Sequence[Sentence], language: str = "en", near: Sequence[float] | None = None
) -> tuple[Sentence, ...]:
    """Return every sentence in order with its score, 0..1; 0 for one that must not be picked. `near` is from `nearness`."""
    told = [content(text[s.start : s.end], language) for s in sentences]
    bags = [frozenset(stems) for stems in told]
    counts = Counter(t for stems in told for t in stems)
    weight = {t: math.log1p(n) * rarity(t, language) for t, n in counts.items()}
    out = []
    for i, (sentence, bag) in enumerate(zip(sentences, bags, strict=True)):
        body = text[sentence.start : sentence.end]
        length = len(body.split())
        if not bag or length < MIN_WORDS or speaks_to_machines(body):
            out.append(replace(sentence, score=0.0))
            continue
        place = FIRST / (1 + i) + EARLY * math.exp(-i / 4)
        telling = TELLING * math.fsum(weight[t] for t in bag) / math.sqrt(len(bag) + 8)
        fit = (
            LENGTH * min(length, FULL_WORDS) / FULL_WORDS
            - TOO_LONG * (length > LONG_WORDS)
            - TOO_SHORT * (length < SHORT_WORDS)
        )
        central = CENTRAL * (near[i] if near is not None else 0.5)
        out.append(replace(sentence, score=min(1.0, max(0.01, (place + telling + fit + central) / HIGHEST))))
    return tuple(out)


def key_sentences(weighed: Sequence[Sentence], top: int = 8) -> tuple[Sentence, ...]:
    """Return the best `top` weighed sentences in the order of the text."""
    best = sorted((s for s in weighed if s.score > 0), key=lambda s: -s.score)[:top]
    return tuple(sorted(best, key=lambda s: s.start))
