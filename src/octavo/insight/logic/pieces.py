"""Parting a run of capitals into names: at possessives and joining words, without titles before or dull words at the ends."""

import re
from collections.abc import Iterable, Sequence

from octavo.insight.logic.capitals import BEFORE_TITLES, HEADS, NOT_NAMES, ORGANISATION, PEOPLES, STRONG_TITLES, TITLES
from octavo.insight.logic.gazetteer import given_names, places
from octavo.insight.logic.words import is_dull, zipf

_SHOUTED_OFTEN = frozenset("the and for mr ms dr im am das der not you his her was but".split())
_COUNTED = frozenset(
    "twenty thirty forty fifty sixty seventy eighty ninety vingt trente quarante cinquante soixante".split()
)
_SHORTENED = re.compile(r"(?:n['’]t|['’](?:ve|ll|m|re|d))$")
# "Paris-based", "Grammy-winning", "Two-time": what a name is, not its first part.
_COMPOUND = re.compile(
    r"-(?:based|born|led|backed|owned|listed|winning|nominated|trained|educated|style|era|time|year-old|approved|controlled|held|run|made"
    r"|wide|bound|speaking|funded|built|registered|sponsored|related|linked|ruled|inspired)$"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINS = frozenset({"and", "and the", "et", "und", "y", "e"})
_OF = frozenset({"of", "of the", "for", "de", "de la", "de los", "de l'", "del", "des", "du", "la", "le"})
NOUN_CAPITALS = frozenset({"de", "lb"})  # languages that write every noun with a capital
NOUN_ENDING = re.compile(
    r"(?:minister|präsident|chef|leiter|sprecher|politiker|kanzler|bischof|sekretär|anwalt|experte|trainer|direktor|beauftragte)(?:in|s|n)?$"
    r"|(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|tät|täten|innen|nisse?|tum|chen|linge?)$"
)
Token = tuple[str, int]  # a word and where it starts


def bare_of(word: str) -> str:
    """Return a word without its genitive and the signs at its end."""
    cut = _POSSESSIVE.sub("", word) if word[-1] in "s'’" else word
    return cut if "." in cut[:-1] else cut.rstrip(".-,'’")


def pieces_of(run: Sequence[Token], language: str) -> Iterable[list[Token]]:
    """Part a run of capitals into names: at possessives, at joining words, and without titles before or dull words at the ends."""
    current: list[Token] = []
    link: list[Token] = []
    for word, at in run:
        if not (word[0].isupper() or word[0].isdigit() or any(c.isupper() for c in word)):
            link.append((word, at))
            continue
        if link and current:
            if _binds([w for w, _ in current], " ".join(w for w, _ in link), word, _ends(run, at), language):
                current += link
            else:
                yield from _trimmed(current, language)
                current = []
        link = []
        bare = bare_of(word)
        if not bare:
            continue
        current.append((bare, at))
        if bare != word and not word.endswith("."):
            yield from _trimmed(current, language)
            current = []
    yield from _trimmed(current, language)


def _ends(run: Sequence[Token], begin: int) -> str:
    """The last word, in small letters, of the capitals that start at `begin`."""
    last = ""
    for word, at in run:
        if at >= begin:
            if word[0].islower():
                break
            last = word
    return last.lower()


def _binds(left: Sequence[str], link: str, right: str, end: str, language: str) -> bool:
    """Tell whether a joining word stands inside one name."""
    if f"{' '.join(left)} {link} {right}".lower() in places():
        return True
    head, last = left[0].lower(), left[-1].lower()
    if link == "&":
        return True
    if link in _JOINS:
        return ("of" in left and head in HEADS and right.lower() not in places() and not right.isupper()) or (
            len(left) == 1 and end in ORGANISATION and right.lower() != end and head not in places()
        )
    if link in _OF:
        return last in HEADS or head in HEADS or (link not in ("of", "of the", "for") and head in given_names())
    return head in given_names() if language in NOUN_CAPITALS else zipf(last, language) < 4.5


def _trimmed(piece: list[Token], language: str) -> Iterable[list[Token]]:
    kept = untitled(piece)
    while kept and not _on_map(kept) and _is_dull(kept[0][0], language, alone=len(kept) == 1):
        kept = kept[1:]
    while kept and _is_dull(kept[-1][0], language, alone=len(kept) == 1):
        kept = kept[:-1]
    while kept and kept[0][0][0].islower() and not any(c.isupper() for c in kept[0][0]):
        kept = kept[1:]
    if language in NOUN_CAPITALS:
        kept = _without_nouns(kept, language)
    if len(kept) == 1 and (kept[0][0].lower().strip(".") in PEOPLES | TITLES or len(kept[0][0]) < 2):
        return
    if kept and any(c.isalpha() for c in kept[0][0]):
        yield kept


def _on_map(piece: Sequence[Token]) -> bool:
    """Tell whether it begins as a place does: "Los Angeles", "The Hague"."""
    return len(piece) > 1 and (" ".join(w for w, _ in piece[:2])).lower() in places()


def _is_dull(word: str, language: str, *, alone: bool) -> bool:
    low = word.lower().strip(".'’")
    if word.isupper() and 2 <= len(word) <= 5 and low not in _SHOUTED_OFTEN:
        return False
    if low in NOT_NAMES or _COMPOUND.search(low) or low.partition("-")[0] in _COUNTED or _SHORTENED.search(low):
        return True
    return (alone or language != "en") and is_dull(low, language) and low not in places() and low not in TITLES


def untitled(piece: list[Token]) -> list[Token]:
    """Take the title from before a name ("U.S. President Ama Mensah"); a title with nothing after it is nobody."""
    low = [w.lower().strip(".'’") for w, _ in piece]
    if any(w in ORGANISATION for w in low) and not (low and low[0] in TITLES and low[-1] not in ORGANISATION):
        titles = [i for i, w in enumerate(low[:-1]) if w in TITLES and ORGANISATION.isdisjoint(low[i + 1 :])]
        return piece[titles[-1] + 1 :] if titles else piece  # "Labour MP Bo Lund", "Harbour Bank President Bo Lund"
    last = -1
    for i, word in enumerate(low):
        if word in TITLES:
            last = i
        elif low[i + 1 : i + 2] and low[i + 1] in STRONG_TITLES:
            continue
        elif (
            word not in BEFORE_TITLES
            and word not in PEOPLES
            and word not in places()
            and word not in {"of", "the", "for"}
        ):
            break
    if last >= 0:
        return piece[last + 1 :]
    if len(piece) > 1 and low[0] in PEOPLES and low[1] in given_names():
        return piece[1:]
    for i, word in enumerate(low[1:-1], 1):  # "Corvex President Ada Brandt"
        if word in TITLES and low[i + 1] in given_names():
            return piece[i + 1 :]
    return piece


def _without_nouns(piece: list[Token], language: str) -> list[Token]:
    """Where every noun has a capital, a name begins at a given name, or at a word that is no listed noun."""
    for i, (word, _) in enumerate(piece[:-1]):
        if word.lower() in given_names():
            return piece[i:]
    while len(piece) > 1 and _is_noun(piece[0][0], language):
        piece = piece[1:]
    while len(piece) > 1 and _is_noun(piece[-1][0], language) and piece[-1][0].lower() not in ORGANISATION:
        piece = piece[:-1]
    return piece


def _is_noun(word: str, language: str) -> bool:
    low = word.lower()
    if word.isupper() or low in places():
        return False
    tail = low.rsplit("-", 1)[-1]
    return (
        bool(NOUN_ENDING.search(low))
        or zipf(tail, language) >= 3.0
        or zipf(low, language) >= 2.2
        or low in TITLES
        or low in PEOPLES
    )
