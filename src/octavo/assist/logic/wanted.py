"""What kind of thing a question asks for: an age, a sum, a day, a place, a cause, who holds an office, what a name is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from octavo.assist.logic.figures import is_noun
from octavo.assist.logic.questions import ASKING
from octavo.insight.logic.words import WORD, base_language, stem, zipf
from octavo.kit.text import unaccented

FUNCTION = 6.3  # Zipf frequency from which a word tells nothing in a question
LONGEST = 300  # letters of a question that are read for what it asks
_NAMED = r"(?P<name>[^\W\d_][\w'’.\-]*(?: [\w'’.\-]+){0,3}?)\s?\?*$"
_VERBS = frozenset(
    "is are was were do does did has have had will would can could may might must should "
    "sind ist war waren hat haben hatte hatten wird werden sollen kann können "
    "sont est était étaient ont a avait sera seront doit doivent peut peuvent n'ont "
    "son es era eran hay han ha será serán tiene tienen deben".split()
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for: one of the kinds of `questions`, "is" for what a name is, or "" for nothing in particular.

    `things` are the stems of what it counts or of the office whose holder it asks for, a set for each word.
    """

    kind: str
    language: str
    things: tuple[frozenset[str], ...] = ()
    name: str = ""

    @property
    def people(self) -> bool:
        """Whether people are counted, whom a text may count as passengers or pupils."""
        return any(things & _people(self.language) for things in self.things)

    @property
    def spent(self) -> frozenset[str]:
        """The stems that tell no more than the kind of what is asked."""
        said = _spent(self.language).get(self.kind, frozenset())
        return said | _people(self.language) if self.people else said


@lru_cache(maxsize=1024)
def wanted(question: str, language: str = "en") -> Wanted:
    """Return what a question asks for; in a language without question words here, nothing in particular."""
    code, question = base_language(language), question[:LONGEST].strip()
    if code not in ASKING:
        return Wanted("", code)
    name = _defines(code).match(question)
    if name:
        return Wanted("is", code, name=name["name"])
    asked = question.lower().replace("’", "'")
    for kind, pattern in _kinds(code):
        match = pattern.search(asked)
        if match:
            things = _things(match.groupdict().get("what") or "", code, counted=kind == "count")
            known = _names(question, code) if kind == "role" else frozenset()
            return Wanted(kind, code, tuple(forms for forms in things if not forms & known))
    return Wanted("", code)


@lru_cache(maxsize=4096)
def same(word: str, language: str) -> frozenset[str]:
    """Return the stems that say in an answer what a stem of the question asks; itself always."""
    return _groups(language).get(word, frozenset()) | {word}


@lru_cache(maxsize=100_000)
def bare(word: str, language: str) -> str:
    """Return a lower-case word's stem without accents: who asks about "Chavez" means "Chávez"."""
    return unaccented(stem(word, language))


@cache
def asking_words(language: str) -> frozenset[str]:
    """Return the words of asking, in lower case; English ones where a language has none here. They are not looked for."""
    return frozenset(ASKING.get(language, ASKING["en"]).asks.split())


@cache
def _kinds(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in ASKING[language].kinds)


@cache
def _defines(language: str) -> re.Pattern[str]:
    return re.compile(ASKING[language].defines + _NAMED)


@cache
def _people(language: str) -> frozenset[str]:
    asking = ASKING.get(language)
    return frozenset(bare(word, language) for word in asking.people.split()) if asking else frozenset()


@cache
def _spent(language: str) -> dict[str, frozenset[str]]:
    asking = ASKING.get(language)
    return {kind: frozenset(bare(w, language) for w in said.split()) for kind, said in asking.spent} if asking else {}


@cache
def _groups(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    asking = ASKING.get(language)
    alike = [*asking.same, *(pair.replace(":", " ") for pair in asking.pasts.split())] if asking else []
    for line in alike:
        stems = {bare(word, language) for word in line.split()}
        for one in stems:
            found.setdefault(one, set()).update(stems)
    return {one: frozenset(stems) for one, stems in found.items()}


def _things(what: str, language: str, *, counted: bool) -> Iterable[frozenset[str]]:
    """Yield the stems that may stand for each word that tells what is counted or which office, up to the verb."""
    for word in takewhile(lambda word: word not in _VERBS, WORD.findall(what)):
        if zipf(word, language) < FUNCTION:
            yield same(bare(word, language), language)
        if counted and language == "en" and is_noun(word, language):
            break  # "how many fishermen came"


def _names(question: str, language: str) -> frozenset[str]:
    """Return the stems of the words with a capital, but the first; none in German, where every noun has one."""
    found = [] if language == "de" else WORD.findall(question)[1:]
    return frozenset(bare(word.lower(), language) for word in found if word[0].isupper())
