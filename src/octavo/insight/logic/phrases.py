"""Phrases that may name a subject: runs of telling words, split where grammar splits them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from octavo.insight.logic.words import is_dull, stem, zipf

_CHUNK = re.compile(r"[^.,;:!?()\[\]\"“”«»\n—–…/]+")
_TOKEN = re.compile(r"[^\W_]+(?:['’\-.&][^\W_]+)*")
MAX_WORDS = 3
# Words that are frequent enough in news to say nothing, though not in the language at large; verbs of reporting, times, measures.
DULL = {
    "en": frozenset(
        "said says say told according added reported news report reports reporting monday tuesday "
        "wednesday thursday friday saturday sunday "
        "january february march april may june july august september october november december today "
        "yesterday tomorrow week weeks month "
        "months year years day days hour hours minute minutes night morning afternoon evening weekend "
        "time times million billion percent "
        "thousand hundred dozen spokesman spokeswoman spokesperson statement mr mrs ms dr people person "
        "man woman men women thing things way "
        "ways lot number part parts place official officials announced expected including called asked "
        "took made make making came come got "
        "went gone seen known used found saw left right early late recently later earlier ago former "
        "several many much however although "
        "though while since among despite toward towards amid whether already still even ever never "
        "always often really actually just "
        "photo image video story read copyright reuters associated press afp cnn bbc click share email "
        "follow twitter facebook "
        "one two three four five six seven eight nine ten first second third last next another other "
        "others new old big great good bad best "
        "better high low top long short".split()
    ),
    "fr": frozenset(
        "selon ainsi alors après avant aussi lundi mardi mercredi jeudi vendredi samedi dimanche janvier "
        "février mars avril mai juin juillet "
        "août septembre octobre novembre décembre aujourd'hui hier demain semaine mois année années jour "
        "jours heure heures matin soir nuit "
        "million millions milliard milliards cent mille dizaine plusieurs depuis pendant environ près "
        "lors dont également notamment "
        "déclaré annoncé indiqué affirmé fait faire être avoir été a ont sont était étaient deux trois "
        "quatre cinq six sept huit neuf dix "
        "premier première dernier dernière nouveau nouvelle grand grande personne personnes fois partie suite cas".split()
    ),
}
_FUNCTION = {
    "fr": frozenset(
        "de du des la le les l d un une et à au aux en dans par pour sur avec sans sous ce cet cette ces "
        "qui que quoi dont où ne pas plus se s "
        "son sa ses leur leurs il elle ils elles on nous vous je tu n c j m t y est sont ont été mais ou donc or ni car "
        "si comme lui".split()
    ),
}
_ELISION = re.compile(r"^(?:l|d|j|n|c|m|t|s|qu|lorsqu|jusqu)['’]", re.IGNORECASE)


@dataclass(slots=True)
class Phrase:
    """A candidate: its surface, where it first stands, every start, and the stems that make two forms one."""

    surface: str
    starts: list[int] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Where it first stands."""
        return self.starts[0]


def phrases(text: str, language: str = "en") -> dict[str, Phrase]:
    """Return every run of one to three telling words, by its stems joined with spaces."""
    found: dict[str, Phrase] = {}
    for chunk in _CHUNK.finditer(text):
        run: list[tuple[str, int]] = []
        for token in _TOKEN.finditer(chunk.group()):
            word, at = token.group(), chunk.start() + token.start()
            cut = _ELISION.match(word)
            if cut:
                _take(found, run, language)
                run, word, at = [], word[cut.end() :], at + cut.end()
            bare = re.sub(r"['’]s?$", "", word)
            if stops(bare.lower(), language):
                _take(found, run, language)
                run = []
                continue
            run.append((bare, at))
            if bare != word:  # a possessive ends a phrase
                _take(found, run, language)
                run = []
        _take(found, run, language)
    return found


@lru_cache(maxsize=200_000)
def stops(word: str, language: str) -> bool:
    """Tell whether a lower-case word cannot be part of a subject."""
    if word in DULL.get(language, frozenset()) or word in _FUNCTION.get(language, frozenset()):
        return True
    return (
        (not any(c.isalpha() for c in word))
        or is_dull(word, language)
        or (language == "en" and word.endswith("ly") and zipf(word) > 3.5)
    )


def _take(found: dict[str, Phrase], run: list[tuple[str, int]], language: str) -> None:
    for size in range(1, MAX_WORDS + 1):
        for i in range(len(run) - size + 1):
            part = run[i : i + size]
            key = " ".join(stem(w.lower(), language) for w, _ in part)
            found.setdefault(key, Phrase(" ".join(w for w, _ in part))).starts.append(part[0][1])
