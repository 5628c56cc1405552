"""Whether a sentence holds the kind of thing that a question asks for."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, takewhile

from octavo.assist.logic.dates import dates
from octavo.assist.logic.explain import role_of
from octavo.assist.logic.figures import STOPS, Number, numbers
from octavo.assist.logic.questions import ASKING, MEASURES
from octavo.assist.logic.roles import PEOPLE
from octavo.assist.logic.wanted import Wanted, bare
from octavo.assist.logic.wording import CAPITALISED
from octavo.insight.logic.words import WORD, is_dull

# Kinds that a sentence either holds or does not, such as an age; others can be told in more ways than are known here.
PLAIN = frozenset(("age", "often", "money", "amount", "count", "clock", "when", "where", "cause", *MEASURES))
LACKS, DOUBTFUL = (
    0.4,
    0.55,
)  # what a sentence counts for that does not hold what is asked, of a plain kind and of another
PERHAPS = 0.8  # what one counts for that holds it perhaps
OTHERS = 0.6  # what one counts for that counts people by another name
_Check = Callable[[Wanted, str], float]
_NAMED = re.compile(rf"(?<![.!?:“\"„«] )(?<!^)\b{CAPITALISED}|^\W*{CAPITALISED} {CAPITALISED}")
_QUOTED = re.compile('[“”"«»„]')
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b|\bnoon\b|\bmidnight\b|\bo[’']clock\b|\b\d{4} GMT\b|\bUhr\b|\d{1,2} ?h(?:eures?)?\b"
    r"|\bmidi\b|\bminuit\b|\blas \d{1,2}\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"\b(?:19|20)\d\ds?\b|\b(?:at|by|until|before|after|since) the (?:end|start|beginning|close) of\b|\b(?:spring|summer|autumn|winter)\b"
    r"|\bin (?:about |some )?\w+ (?:hours|days|weeks|months|years)\b|\bin (?:etwa |rund )?\w+ (?:Stunden|Tagen|Wochen|Monaten|Jahren)\b"
    r"|\bdans \w+ (?:heures|jours|semaines|mois|ans)\b|\b(?:en|dentro de) \w+ (?:horas|días|semanas|meses|años)\b"
    r"|\b(?:Ende|Anfang|Mitte|Frühjahr|Sommer|Herbst|Winter)\b|\b(?:printemps|été|automne|hiver)\b|\b(?:primavera|verano|otoño|invierno)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:once|twice|thrice|times|daily|weekly|monthly|yearly|annually|every|mal|jede[rnms]?|täglich|jährlich|wöchentlich|fois|chaque"
    r"|tous les|veces|cada|todos los)\b|\b(?:ein|zwei|drei|vier|fünf)mal\b|\b(?:a|per) (?:day|week|month|year)\b|\b(?:first|second|third"
    r"|fourth|two|three|four|five|six) (?:time|previous)\b|\b(?:una|dos|tres) vez\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:[ \u00a0]|d[e'’] ?|-(?!pound)){0,4}(?:[$€£¥₹]|(?:dollars?|euros?|pounds?|pence|cents?|francs?|crowns?|kronen?|kroner"
    r"|coronas?|couronnes?|pesos?|rupees?|yuan|yen|rou?bles?|franken|pfund|livres?|libras?|usd|eur|gbp)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:half )?(?:an?|one|several|eine?[nms]?|mehrere|une?|plusieurs|una?|varios|varias)\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:a|an|several|half a)? ?(?:dozen|hundred|thousand|million|billion)s?\b|\b(?:several|few|no)\b"
    r"|\b(?:dutzende?|hunderte?|tausende?|mehrere|keine)\b|\b(?:douzaines?|centaines?|milliers?|plusieurs|aucune?)\b"
    r"|\b(?:docenas?|cientos|centenares|miles|varios|varias|ningún|ninguna)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no[ -]one|none|niemand|personne|nadie)\b|\bno (?:reports? of )?(?:injur|casualt|death|victim|fatalit)",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:.()!?]\s")
_NEAR, _AHEAD = 5, 60  # words, and letters, behind a number among which what it counts is looked for
_PARTING = (STOPS | {"of", "de", "von", "du", "del"}) - frozenset(
    "its his her their der die das ein eine ihr ihre le la les un une son sa el los las una su".split()
)  # what stands between an office and another's name: "the coach of the Netherlands", and not "the coach, Bo Lund"
_PLACES = 20  # of a name in one sentence
_BESIDE = 3  # from the name of who holds an office to the office, in words


def held(want: Wanted, sentence: str) -> float:
    """Return 1 for a sentence that holds what is wanted, 0.8 for one that perhaps does, LACKS or DOUBTFUL for any other."""
    if not want.kind:
        return 1.0
    return max(LACKS if want.kind in PLAIN else DOUBTFUL, _held(want, sentence))


def _held(want: Wanted, sentence: str) -> float:
    if want.kind in MEASURES:
        return float(_measured(want.kind, sentence, want.language))
    return float(_HELD[want.kind](want, sentence))


def _in_words(kind: str) -> _Check:
    """Look for what the language says of a kind."""
    return lambda want, sentence: bool(_words(want.language, kind).search(sentence))


def _surely(sure: str, perhaps: str) -> _Check:
    """Look for what tells it surely, then for what tells it perhaps."""

    def look(want: Wanted, sentence: str) -> float:
        if _words(want.language, sure).search(sentence):
            return 1.0
        return PERHAPS * bool(_words(want.language, perhaps).search(sentence))

    return look


def _says(want: Wanted, sentence: str) -> bool:
    return bool(_words(want.language, "said").search(sentence) or _QUOTED.search(sentence))


def _dates(want: Wanted, sentence: str) -> bool:
    return bool(dates(sentence, None, want.language) or _CLOCK.search(sentence) or _MOMENT.search(sentence))


def _explains(want: Wanted, sentence: str) -> bool:
    places = islice(_last_of(want.name).finditer(sentence), _PLACES)
    return any(role_of(sentence, *m.span(), want.language) for m in places)


def _names(_want: Wanted, sentence: str) -> float:
    return 1.0 if _NAMED.search(sentence) else PERHAPS * any(w.lower() in PEOPLE for w in sentence.split())


def _sums(want: Wanted, sentence: str) -> bool:
    return any(_is_money(n, sentence) for n in numbers(sentence, 0, want.language))


def _figures(want: Wanted, sentence: str) -> bool:
    return next(numbers(sentence, 0, want.language), None) is not None


@cache
def _words(language: str, part: str) -> re.Pattern[str]:
    pattern = getattr(ASKING[language], part)
    return re.compile(pattern.replace("{name}", CAPITALISED), re.IGNORECASE if part != "where" else 0)


def _measured(kind: str, sentence: str, language: str) -> bool:
    """Tell whether a number has a unit of this kind: "600 metres", "four years", "three-and-a-half year", "a month"."""
    ends = [n.end for n in numbers(sentence, 0, language)] + [m.end() for m in _ONE.finditer(sentence)]
    return any(_unit(kind).match(sentence, end) for end in ends)


@cache
def _unit(kind: str) -> re.Pattern[str]:
    return re.compile(rf"[^\w.!?]{{0,3}}(?:[\w-]{{1,20}}[^\w.!?]{{1,3}})?(?:{MEASURES[kind]})(?!\w)", re.IGNORECASE)


def _is_money(number: Number, sentence: str) -> bool:
    return number.unit not in ("", "%") or bool(_MONEY.match(sentence, number.end))


def _counts(want: Wanted, sentence: str) -> float:
    counted = list(numbers(sentence, 0, want.language))
    if not want.things:
        return float(bool(counted))
    if want.people and _NOBODY.search(sentence):
        return 1.0
    spans = [(n.start, n.end) for n in counted] + [m.span() for m in _VAGUE.finditer(sentence)]
    if any(stems & things for stems in _beside(spans, want, sentence) for things in want.things):
        return 1.0
    nouns = [n.counts.split()[-1].lower() for n in counted if n.counts and not n.unit]
    return OTHERS * (want.people and any(not is_dull(noun, want.language) for noun in nouns))


def _beside(spans: list[tuple[int, int]], want: Wanted, sentence: str) -> Iterator[set[str]]:
    """Yield the stems of each number's own words and of those behind it, up to the next pause."""
    for start, end in spans:
        behind = WORD.findall(_PAUSE.split(sentence[end : end + _AHEAD])[0])[:_NEAR]
        counted = takewhile(lambda word: word.lower() not in STOPS or word == "or", behind)
        yield {bare(word.lower(), want.language) for word in (*WORD.findall(sentence[start:end]), *counted)}


@cache
def _last_of(name: str) -> re.Pattern[str]:
    """The whole name, or its last part alone."""
    return re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(name.split()[-1])})(?!\w)")


def _named_beside(want: Wanted, sentence: str) -> bool:
    """Tell whether a name stands beside the office that is asked about."""
    found = [m.group() for m in WORD.finditer(sentence)]
    stems = [bare(word.lower(), want.language) for word in found]
    offices = [i for i, s in enumerate(stems) if any(s in things for things in want.things)]
    opens = bool(found) and is_dull(found[0].lower(), want.language)  # "The" has its capital from the sentence
    names = {i for i, word in enumerate(found) if word[0].isupper() and not (opens and i == 0)} - set(offices)
    near = ((i, j) for i in offices for j in range(i - _BESIDE, i + _BESIDE + 1) if j in names)
    return any(not _PARTING & {word.lower() for word in found[min(pair) + 1 : max(pair)]} for pair in near)


_HELD: dict[str, _Check] = {
    "age": _in_words("age"),
    "said": _says,
    "often": lambda _want, sentence: bool(_OFTEN.search(sentence)),
    "money": _sums,
    "amount": _figures,
    "count": _counts,
    "clock": lambda _want, sentence: bool(_CLOCK.search(sentence)),
    "when": _dates,
    "where": _surely("where", "places"),
    "why": _surely("cause", "perhaps"),
    "cause": _in_words("cause"),
    "is": _explains,
    "role": _named_beside,
    "who": _names,
}
