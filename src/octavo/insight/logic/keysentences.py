"""Key sentences: near the text's centre, early, of a telling length, and about what the title is about."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.words import content, rarity
from octavo.insight.types import Sentence

MIN_WORDS, MAX_WORDS = 6, 60


def weigh(title: str, text: str, sentences: Sequence[Sentence], language: str = "en") -> tuple[Sentence, ...]:
    """Return every sentence in order with its score, 0..1; 0 for one that must not be picked."""
    bags = [Counter(content(text[s.start : s.end], language)) for s in sentences]
    whole: Counter[str] = sum(bags, Counter())
    weight = {t: (1 + math.log(n)) * rarity(t, language) for t, n in whole.items()}
    title_bag = set(content(title, language))
    out = []
    for i, (sentence, bag) in enumerate(zip(sentences, bags, strict=True)):
        body = text[sentence.start : sentence.end]
        length = len(body.split())
        if not bag or length < MIN_WORDS or speaks_to_machines(body):
            out.append(replace(sentence, score=0.0))
            continue
        centre = (
            sum(weight[t] for t in bag)
            / math.sqrt(len(bag) + 8)
            / max(1e-9, math.sqrt(sum(w * w for w in weight.values())))
        )
        titled = len(title_bag & set(bag)) / (1 + len(title_bag))
        place = 1.0 / (1.0 + 0.35 * i)
        fit = min(1.0, length / 18) * (1.0 if length <= MAX_WORDS else 0.6)
        out.append(replace(sentence, score=min(1.0, fit * (0.5 * place + 0.35 * centre + 0.25 * titled))))
    return tuple(out)


def key_sentences(weighed: Sequence[Sentence], top: int = 8) -> tuple[Sentence, ...]:
    """Return the best `top` weighed sentences in the order of the text."""
    best = sorted((s for s in weighed if s.score > 0), key=lambda s: -s.score)[:top]
    return tuple(sorted(best, key=lambda s: s.start))
