"""What an answer must hold of a question's words, and how much of it a sentence holds."""

import math
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from octavo.assist.logic.holding import PLAIN, held
from octavo.assist.logic.passages import Passage, passages
from octavo.assist.logic.wanted import FUNCTION, LONGEST, Wanted, asking_words, bare, same, wanted
from octavo.assist.logic.wording import CAPITALISED
from octavo.assist.types import Source
from octavo.insight.logic.words import UNKNOWN_ZIPF, base_language, is_dull, rarity, words, zipf

DULL = 0.7  # what a common word weighs beside others of its rarity: "find" tells something, but little
BESIDE = 0.3  # what a word counts for that stands in a neighbour of the sentence or in the title
ABOUT = 0.6  # what a sentence is worth that holds the kind of thing and none of the words, but stands where it must be meant
OF_TITLE = 0.25  # share of the headline that a sentence must hold to tell of "it"
PAIR = 0.05  # added for each pair of the question's words that stands in the sentence, at most twice
# Letters from which a German stem is looked for at the end, and at the beginning, of compounds.
ENDING, BEGINNING = 3, 5
_ELIDING = frozenset(("fr", "it", "ca"))
_ELIDED = re.compile(r"\b\w{1,6}['’](?=\w)")  # "l'", "qu'", "dell'"
_NAMES = re.compile(rf"\b{CAPITALISED} {CAPITALISED}")
_ALL = 0.999


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with the stems of its words, of its neighbours' and of its title's."""

    passage: Passage
    bag: frozenset[str]
    near: frozenset[str]
    title: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sought:
    """What an answer must hold: stems with what each weighs, the question's pairs of words, and the kind of thing."""

    need: Mapping[str, float]
    pairs: tuple[tuple[str, str], ...]
    want: Wanted
    of_title: bool = False  # the question names nothing: what is needed are the headline's words

    def held_by(self, placed: Placed, least: float) -> float:
        """Return how well a sentence answers, 0 to 1.1: what it holds of the words and of the kind of thing.

        One that holds less than `least` of the words itself answers only where they must be meant: a plain thing in a text whose
        title holds them, or an age beside a sentence that does, with no other name.
        """
        own, here = self._share(placed.bag)
        if self.of_title:
            told = own >= OF_TITLE and held(self.want, placed.passage.text) == 1.0
            return ABOUT + (1 - ABOUT) * own if told else 0.0
        if own == 0 or own < least:
            return ABOUT if self._is_meant(placed, own, here) else 0.0
        beside, _ = self._share(placed.near | placed.title, here)
        kind = held(self.want, placed.passage.text)
        return (own + BESIDE * beside) * kind * (1 + PAIR * min(2, self._aligned(placed)))

    def _is_meant(self, placed: Placed, own: float, here: set[str]) -> bool:
        if self.want.kind not in PLAIN:
            return False
        in_title = own + self._share(placed.title, here)[0] > _ALL
        leaning = self.want.kind == "age" and not _NAMES.search(placed.passage.text)
        if not in_title and not (leaning and own + self._share(placed.near, here)[0] > _ALL):
            return False
        return held(self.want, placed.passage.text) == 1.0

    def _share(self, bag: frozenset[str], without: Container[str] = ()) -> tuple[float, set[str]]:
        """Return the share of what is needed that stands in `bag`, and the needed stems it consists of."""
        here = {t for t in self.need if t not in without and _stands(t, bag, self.want.language)}
        return math.fsum(self.need[t] for t in here) / math.fsum(self.need.values()), here

    def _aligned(self, placed: Placed) -> int:
        """Return how many of the question's pairs stand in a sentence side by side, one of their words at least telling something."""
        language = self.want.language
        telling = [(forms(a, language), forms(b, language)) for a, b in self.pairs]
        told = list(pairwise(bare(word, language) for word in words(placed.passage.text)))
        return sum(bool((a | b) & placed.bag) and any(x in a and y in b for x, y in told) for a, b in telling)


def placed(source: Source) -> list[Placed]:
    """Return the sentences of a source that may be shown, each with what stands around it."""
    language = base_language(source.language)
    found, title = passages(source), _bag(source.title, language)
    bags = [_bag(p.text, language) for p in found]
    near = [frozenset[str]().union(*bags[max(0, i - 1) : i], *bags[i + 1 : i + 2]) for i in range(len(bags))]
    return [Placed(*row, title) for row in zip(found, bags, near, strict=True)]


def sought(question: str, title: str, language: str | None, found: Sequence[Placed]) -> Sought:
    """Return what an answer must hold. A word weighs the more, the rarer it is in the language and in these sentences.

    A question that names nothing but asks for something ("When did it happen?") means what the title names.
    """
    want = wanted(question, base_language(language))
    pairs = tuple(pairwise(bare(w, want.language) for w in words(question[:LONGEST])))
    need = weighed(question, want, found)
    if not need and want.kind:
        return Sought(weighed(title, want, found), pairs, want, of_title=True)
    return Sought(need, pairs, want)


def weighed(text: str, want: Wanted, found: Sequence[Placed]) -> dict[str, float]:
    """Return the stems of a question's telling words, and what each weighs."""
    silent, spent, out = asking_words(want.language), want.spent, {}
    for word in _telling(text, want.language):
        t = bare(word, want.language)
        if word not in silent and t not in spent:
            times = sum(bool(forms(t, want.language) & x.bag) for x in found)
            here = math.log((2 + len(found)) / (1 + times)) / math.log(2 + len(found))
            dull = DULL if is_dull(word, want.language) else 1.0
            out[t] = (rarity(word, want.language) + 0.05) * dull * (1 + here) / 2
    return out


@lru_cache(maxsize=4096)
def forms(t: str, language: str) -> frozenset[str]:
    """Return the stems in which a needed one may stand in an answer."""
    if language == "en" and t.endswith(("man", "men")):  # fisherman, fishermen
        return same(t, language) | {t[:-3] + "man", t[:-3] + "men"}
    return same(t, language)


def _stands(t: str, bag: frozenset[str], language: str) -> bool:
    """Tell whether a stem stands among others; in German at the beginning or the end of a compound, too."""
    if forms(t, language) & bag:
        return True
    if language != "de" or len(t) < ENDING:
        return False
    return any(word.endswith(t) or (len(t) >= BEGINNING and word.startswith(t)) for word in bag)


def _bag(text: str, language: str) -> frozenset[str]:
    return frozenset(bare(word, language) for word in _telling(text, language))


def _telling(text: str, language: str) -> list[str]:
    """Return the words that tell something, and the parts of hyphenated ones; in order."""
    found = []
    for word in words(_ELIDED.sub(" ", text) if language in _ELIDING else text):
        parts = word.split("-")
        if len(parts) > 1 and zipf(word, language) > UNKNOWN_ZIPF:
            found.append(word)
        found += [part for part in parts if len(part) > 1 and zipf(part, language) < FUNCTION]
    return found
