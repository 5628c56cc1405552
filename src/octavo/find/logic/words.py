"""A reader's words as a query: all must be there, "quoted words" stand together, -words must not be there; nothing else is an operator."""

import re
from dataclasses import dataclass, replace

from octavo.insight.logic.forms import other_numbers
from octavo.insight.logic.gazetteer import given_names, places

_PART = re.compile(r'(?P<out>-(?=["\w]))?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))')
_WORD = re.compile(r"\w+", re.UNICODE)
MOST = 20  # a longer query is a pasted text; its first words are enough
LONGEST = 1000
SHORT = 3  # letters; a shorter word has no other forms


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there, or must not: words that stand together, or one word and its other forms.

    `typed` tells that it may be half typed and matches as a beginning.
    """

    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A query: `wanted` must all be there, `unwanted` must not. Nothing wanted: there is nothing to look for."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


def terms_of(words: str, language: str = "") -> Terms:
    """Return what to look for: `pier -fire "north harbour"` → wanted pier and north harbour, unwanted fire.

    With a `language`, a word's other number is looked for as well ("ferries" for "ferry"), but not a name's. A minus counts only
    beside a word that must be there, and not before a digit ("-7").
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(words[:LONGEST]):
        quoted = part["quoted"] is not None
        found = _WORD.findall(part["quoted"] if quoted else part["plain"])
        terms = [Term(tuple(found))] if quoted else [Term((word,), _forms(word, language)) for word in found]
        out = part["out"] and found and not found[0][0].isdigit()
        (unwanted if out else wanted).extend(term for term in terms if term.words)
    if not wanted:
        wanted, unwanted = unwanted, []
    if wanted and not unwanted and not words.rstrip().endswith('"'):
        wanted[-1] = replace(wanted[-1], typed=True)
    return Terms(tuple(wanted[:MOST]), tuple(unwanted[:MOST]))


def _forms(word: str, language: str) -> tuple[str, ...]:
    word = word.lower()
    if not language or len(word) < SHORT or not word.isalpha() or word in places() or word in given_names():
        return ()
    return other_numbers(word, language)
