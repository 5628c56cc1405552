"""Who and what a text names, in the text's own words: the words beside a name that say what it is."""

import re
from collections.abc import Sequence
from functools import cache

from octavo.assist.logic.passages import Passage, leans, passages
from octavo.assist.logic.roles import BEFORE, BODIES, PEOPLE, PLACES
from octavo.assist.logic.wording import CAPITALISED
from octavo.assist.types import Source, Term
from octavo.insight.logic.gazetteer import given_names
from octavo.insight.logic.words import base_language, zipf
from octavo.insight.types import Entity

MOST = 10
SHORT = 3  # letters; a shorter word is no adjective
_OPENING = 4  # letters before a name that opens its sentence: "The "
KINDS = ("person", "organisation", "place", "event", "work")
_ARTICLES = {
    "en": "the an a its his her their one",
    "de": "der die das den dem des ein eine einer einem einen",
    "fr": "le la les l’ l' un une des son sa ses",
    "es": "el la los las un una su sus",
}
_BELONGS = frozenset(
    "of for at in to with on from de du des d’ d' à au aux chez der des von vom für bei beim im del en para".split()
)
_ALL_ARTICLES = frozenset(word for known in _ARTICLES.values() for word in known.split())
_AND = frozenset("and or et ou und oder y o".split())
_IS = {"en": "is was are were", "de": "ist war sind waren", "fr": "est était sont étaient", "es": "es era son eran"}
_WHO = {"en": "who which whose", "de": "der die das deren dessen", "fr": "qui dont", "es": "que quien cuyo cuya"}
_OF = r"(?:of|for|at|in|on|from|to|and|de|du|des|der|die|das|von|für|in|bei|del|la|le|les|los|the|’s|&)"
_TERM = re.compile(r"(?<=\w )[“\"«„]\s?([^“”\"«»„.,!?]{4,40}?)\s?[”\"»“]")
_OPENERS = frozenset(
    "meanwhile yesterday today earlier later even also only both still yet now once but and when as if while then so "
    "on in at by for the a an".split()
)
_VERBS = frozenset(
    "said says told added asked warned wrote announced reported has had have will would can could may might must did does do "
    "sagte sagt erklärte teilte mitteilte hat hatte wird würde kann soll muss ont avait aura dit déclaré annoncé "
    "dijo declaró anunció han había habrá puede".split()
)


_MET = frozenset(
    "met saw named chose made found kept let put beat led sent gave brought took left joins meets names".split()
)
COMMON = 5.6  # Zipf frequency from which a word in lower case is no part of a title


def terms(source: Source, entities: Sequence[Entity], most: int = MOST) -> tuple[Term, ...]:
    """Return what the text names and the words that say what it is, the most named first; then terms it sets in quotes.

    Nothing is added to the text's words: a name without a role keeps the sentence that names it first. About 5 ms an article.
    """
    found = passages(source)
    language = base_language(source.language)
    out = []
    for entity in sorted(entities, key=lambda e: (-e.count, e.start)):
        if entity.kind in KINDS and entity.start >= 0:
            term = _term(source.text, entity, found, language)
            if term:
                out.append(term)
    told = [t for t in out if t.role_start >= 0][:most]
    rest = [t for t in out if t.role_start < 0][: most - len(told)]
    named = sorted([*told, *rest], key=out.index)
    return (*named, *_quoted(found, {t.label.lower() for t in out}, language))


def _term(text: str, entity: Entity, found: Sequence[Passage], language: str) -> Term | None:
    last, pattern = entity.label.split()[-1], _named(entity, text)
    places = [(p, m) for p in found if last in p.text for m in pattern.finditer(p.text)]
    if not places:
        return None
    for passage, match in places:
        role = role_of(passage.text, match.start(), match.end(), language)
        words = passage.text[role[0] : role[1]] if role else ""
        if role and _fits(entity.kind, words) and not (_asserts(words, language) and _spoken(text, passage)):
            start, end = passage.start + role[0], passage.start + role[1]
            return Term(entity.label, entity.kind, start, end, passage.start, passage.end, _starts(places))
    # the sentence that names it first, were it not one that leans on another or is somebody's saying
    first = next((p for p, _ in places if not (leans(p.text) or p.text[0] in '“"„«')), places[0][0])
    return Term(entity.label, entity.kind, -1, -1, first.start, first.end, _starts(places))


def _fits(kind: str, role: str) -> bool:
    """Tell whether what is called so may be of this kind: no person is a "commission", no agency a "veteran"."""
    last = role.split()[-1].lower()
    return not (kind == "person" and last in BODIES) and not (kind == "organisation" and last in PEOPLE - BODIES)


def _starts(places: Sequence[tuple[Passage, re.Match[str]]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(p.start for p, _ in places))


def _is_alone(entity: Entity, text: str) -> bool:
    """Tell whether a family name means this person wherever it stands: no kin is named ("Bo and Ann Lind", "the Linds", "Ulf Lind")."""
    first, _, last = (re.escape(part) for part in entity.label.rpartition(" "))
    if re.search(rf"\b{CAPITALISED} (?:and|und|et|y) {first} {last}\b|\b[Tt]he {last}e?s\b", text):
        return False
    before = {m[1].lower() for m in re.finditer(rf"\b({CAPITALISED}) (?:{CAPITALISED} |[A-Z]\. )?{last}\b", text)}
    return not (before - {part.lower() for part in entity.label.split()}) & given_names()


def _named(entity: Entity, text: str) -> re.Pattern[str]:
    """The name as written, and of a person the last part where it stands alone for the whole in `text`."""
    names = [re.escape(entity.label)]
    parts = entity.label.split()
    if entity.kind == "person" and len(parts) > 1 and len(parts[-1]) > 3 and _is_alone(entity, text):
        names.append(re.escape(parts[-1]))
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


@cache
def _after(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What follows a name: an apposition, a relative clause, a sentence that says what it is. Group 1 are the words."""
    code = language if language in _ARTICLES else "en"
    article = "|".join(_ARTICLES[code].split())
    glued = "(?:" + article + r")(?:(?<=[’'])|\s)"
    appose = rf"^,\s((?:{glued}|\d+,\s)?[^,;.“”\"()]{{3,90}})(?:,|[.;:]|$)"
    who = rf"^,\s((?:{'|'.join(_WHO[code].split())})\s[^,;.“”\"()]{{6,110}})(?:,|\.|;|$)"
    is_a = rf"^\s((?:{'|'.join(_IS[code].split())})\s(?:\w+ly\s)?{glued}[^,;.“”\"()]{{3,110}})"
    return re.compile(appose), re.compile(who), re.compile(is_a)


def role_of(sentence: str, start: int, end: int, language: str = "en") -> tuple[int, int] | None:
    """Return the span of the words in `sentence` that say what the name at [start, end) is; None where none do."""
    rest = sentence[end:]
    appose, who, is_a = _after(language)
    match = appose.match(rest)
    if match and _says_what(match.group(1), language):
        return end + match.start(1), end + match.end(1)
    title = _title(sentence, start, end, language)
    if title:
        return title
    match = is_a.match(rest)
    if match and start <= _OPENING:
        return end + match.start(1), end + match.end(1)
    match = who.match(rest)
    return (end + match.start(1), end + match.end(1)) if match and start == 0 else None


def _asserts(words: str, language: str) -> bool:
    return words.split(" ", 1)[0] in _IS[language if language in _IS else "en"].split()


def _spoken(text: str, passage: Passage) -> bool:
    """Tell whether the sentence's paragraph quotes someone: what is said there of a name is that person's word."""
    begin, end = text.rfind("\n", 0, passage.start) + 1, text.find("\n", passage.end)
    return bool(re.search('[“”"«»„]', text[begin : end if end >= 0 else len(text)]))


def _says_what(words: str, language: str) -> bool:
    """Tell an apposition ("the mayor of Oakport") from the next clause or the next item of a list."""
    code = language if language in _ARTICLES else "en"
    first = re.split(r"[\s’']", words)[0].lower()
    articles = {a.strip("’'") for a in _ARTICLES[code].split()}
    inner = words.lower().split()
    if first in articles:
        if code == "de" and words.split()[-1][:1].islower():
            return False  # "die zurückkehrte" is a clause; a noun has its capital
        if code == "fr" and "a" in inner:
            return False  # "sa disparition a bouleversé"
        if re.match(r"\d{1,2}(?:er|\.)?$", inner[1] if len(inner) > 2 else ""):
            return False  # "le 3 mai dernier"
        if code != "de" and inner[-1] not in PEOPLE and all(w[0].isupper() or w in _AND for w in words.split()[1:]):
            return False  # "Poland, the Czech Republic": the next of a list
        return len(inner) >= 2 and not any(w in _VERBS or w in _IS[code].split() for w in inner)
    is_age = re.match(r"\d{1,3}$", words.strip())
    return bool(is_age) or _names_office(words.split())


def _names_office(words: Sequence[str]) -> bool:
    """Tell an office without an article ("deputy head of the harbour board") from the next clause: what it belongs to follows it."""
    head = next((i for i, word in enumerate(words[:4]) if word.lower() in PEOPLE | BODIES), None)
    if head is None or any(word.lower() in _VERBS | _OPENERS for word in words[:head]):
        return False
    after = words[head + 1 :]
    if after and after[0].islower() and after[0] not in _BELONGS:
        after = after[1:]  # "commentateur sportif", "jefe económico"
    if after and after[0].lower() in _AND:  # "chairman and chief executive"
        return len(after) > 1 and after[1].lower() in PEOPLE | BEFORE
    return not after or after[0].lower() in _BELONGS or after[0].lower().startswith(("d’", "d'"))


def _title(sentence: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Return the span of a title right before the name: its head is a known word, its modifiers capitals, genitives or known.

    In French and Spanish an adjective may stand behind the head: "le président français François Hollande".
    """
    pieces = list(re.finditer(r"[^\s,“”\"()]+", sentence[:start]))
    between = sentence[pieces[-1].end() : start] if pieces else ""
    if between not in {" ", ", "} or (between == ", " and not _set_apart(pieces[-1].group(), sentence[end : end + 1])):
        return None
    of = bool(re.fullmatch(r"of|de|von|d[’']", pieces[-1].group()))
    if of and (len(pieces) < 2 or pieces[-2].group().lower() not in PLACES):
        return None
    last = len(pieces) - (2 if of else 1)
    head = last
    if not of and language in {"fr", "es"} and last > 0 and _describes(pieces[last].group()):
        head -= 1
    if not of and pieces[head].group().lower() not in PEOPLE | BODIES:
        return None
    first = head
    while (
        first > 0 and head - first < 4 and _modifies(pieces[first - 1].group(), pieces[first].group(), opens=first == 1)
    ):
        if sentence[pieces[first - 1].end() : pieces[first].start()] != " ":
            break
        first -= 1
    return pieces[first].start(), pieces[last].end()


def _describes(word: str) -> bool:
    """Tell a word behind the head of a title that may be its adjective: "français", "sportif"."""
    return word.islower() and word.isalpha() and len(word) > SHORT and word not in PEOPLE | BODIES | _VERBS


def _set_apart(head: str, after: str) -> bool:
    """Tell whether a name behind a comma is set apart ("the mayor, Petr Halas, said") and not the next thing told or listed."""
    return after in {",", ".", ";", ""} and (head.lower() in PEOPLE or head.islower())


def _modifies(word: str, following: str, *, opens: bool) -> bool:
    low = word.lower()
    if low in BEFORE or low in PEOPLE or low in BODIES or low.endswith(("’s", "'s")):
        return True
    if following.islower() and _qualifies(word):
        return True
    return word[:1].isupper() and not (opens and low in _OPENERS | _ALL_ARTICLES)


def _qualifies(word: str) -> bool:
    """Tell a noun or adjective in lower case that belongs to the title: "fire" of "fire captain", "medical" of "medical director"."""
    return (
        word.isalpha()
        and word.islower()
        and word not in _VERBS | _OPENERS | _MET
        and not word.endswith(("ed", "ing", "ly", "s"))
        and max(zipf(word, language) for language in _ARTICLES) < COMMON
    )


def _quoted(found: Sequence[Passage], known: set[str], language: str) -> list[Term]:
    """Terms set in quotes, two or three words long and no one's saying."""
    out: dict[str, Term] = {}
    for passage in found:
        for match in _TERM.finditer(passage.text):
            label = match.group(1)
            if _is_term(passage.text, match, language) and label.lower() not in known | set(out):
                starts = tuple(p.start for p in found if label.lower() in p.text.lower())
                out[label.lower()] = Term(label, "term", -1, -1, passage.start, passage.end, starts)
    return list(out.values())[:3]


def _is_term(sentence: str, match: re.Match[str], language: str) -> bool:
    """Tell a term ("a “buffer zone”") from a few quoted words: an article stands before it."""
    code = language if language in _ARTICLES else "en"
    before = sentence[: match.start()].split()
    words = match.group(1).split()
    return (
        bool(before)
        and before[-1].lower() in _ARTICLES[code].split()
        and len(words) <= 3
        and match.group(1)[0].islower()
    )
