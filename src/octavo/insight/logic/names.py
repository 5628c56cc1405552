"""Names in a text by their capitals: fast (about 1 ms), in any language that writes names so; one entry per thing.

A capital at the start of a sentence says nothing, so such a word counts only when it also stands capitalised inside one,
or when it is too rare to be an ordinary word. What joins two names ("and", "of") parts them unless it belongs to one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from octavo.insight.logic.capitals import NOT_NAMES, PEOPLES, TITLES
from octavo.insight.logic.forms import Name, merge
from octavo.insight.logic.gazetteer import given_names, places
from octavo.insight.logic.pieces import NOUN_CAPITALS, NOUN_ENDING, Token, bare_of, pieces_of, untitled
from octavo.insight.logic.words import zipf
from octavo.insight.types import Sentence

_UP = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄ"
_CAP = (
    rf"(?:(?:[{_UP}]\.)+|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Rev|St|Mme|Jr|Sr)\.(?= )"
    rf"|(?![LDJNMCST]['’][{_UP}\w])[{_UP}][\w'’\-]*|\d+(?=[A-Z])\w+|(?:al|el)-[A-Z]\w+|[a-z][A-Z]\w+)"
)
_LINK = (
    r"(?:of the|of|de la|de los|de l'|de|del|della|di|da|dos|do|du|des|la|le|van der|van den|van|von der|von|der|den|bin|ibn|al|el"
    r"|and the|for|and|&|et|und|y|e)"
)
_RUN = re.compile(rf"(?:(?<!\w)|(?<=\b[LDJNMCSTldjnmcst]['’]))(?:{_CAP})(?: (?:{_LINK} )?(?:{_CAP}))*")
_LOWER = re.compile(r"(?<!\w)[a-zß-ÿ][\w'’-]*")
_DATELINE = re.compile(
    rf"(?P<place>[{_UP}][\w'’.\-]+(?: [{_UP}][\w'’.\-]+){{0,3}})(?P<state>, [{_UP}][\w. ]{{1,20}})?"
    r"(?P<wire> ?\([^)\n]{2,30}\))? ?(?:[–—:-]|--) "
)
ORDINARY_ZIPF = 3.3  # a lower-case word this common is probably an ordinary word put first in its sentence
OFTEN = 2  # times that a name stands alone, so that it is one
SHOUTED = 6  # letters from which a word in capitals is shouted rather than an abbreviation
_DETERMINED = re.compile(
    r"\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|im|am|zum|zur|beim|vom|ins|kein\w*|sein\w*|ihr\w*|unser\w*|mein\w*"
    r"|dies\w*|jed\w*|alle\w*|viel\w*|mehr\w*|\d[\d.,]*|[a-zäöüß]{3,}(?:en|e|er|es|em))\s$"
)


def names(title: str, text: str, sentences: Sequence[Sentence], language: str = "en") -> list[Name]:
    """Return the names of title and text, the most named first; those only in the title have no mentions."""
    starts = {s.start for s in sentences}
    runs = [(_tokens(m), _at_start(text, m.start(), starts)) for m in _RUN.finditer(text)]
    inside = Counter(bare_of(w) for run, first in runs for w, _ in (run[1:] if first else run))
    lower = Counter(_LOWER.findall(text))
    found: dict[str, Name] = {}
    for run, first in runs:
        for part in pieces_of(run, language):
            kept = _without_opener(part, inside, lower, language) if first and part[0][1] == run[0][1] else part
            if kept:
                _note(found, _normal(kept, inside), kept[0][1], kept[-1][1] + len(kept[-1][0]))
    _part_neighbours(found)
    _note_dateline(found, text)
    known = [n for n in found.values() if n.dateline or not _is_ordinary(n, text, lower, found, language)]
    kept_names = {n.label: n for n in known}
    _note_title(kept_names, title, language)
    return merge(kept_names.values())


def _tokens(match: re.Match[str]) -> list[Token]:
    out, at = [], match.start()
    for word in match.group().split(" "):
        out.append((word, at))
        at += len(word) + 1
    return out


def _at_start(text: str, begin: int, starts: set[int]) -> bool:
    return begin in starts or (
        begin > 0 and (text[begin - 1] in '"“«‘„‹»›(' or text[max(0, begin - 2) : begin] == ": ")
    )


def _without_opener(piece: list[Token], inside: Counter[str], lower: Counter[str], language: str) -> list[Token]:
    """Take an ordinary word from the start of a sentence."""
    first, rest = piece[0][0], piece[1:]
    low = first.lower()
    if inside[first] or (first.isupper() and len(first) > 1) or low in places():
        return piece
    common = zipf(low, language)
    if not lower[low] and (
        common < ORDINARY_ZIPF
        or (rest and (low in given_names() or (common < ORDINARY_ZIPF + 1.5 and inside[rest[0][0]] < 2)))
    ):
        return piece
    while rest and rest[0][0][0].islower():
        rest = rest[1:]
    return untitled(list(rest))


def _normal(piece: Sequence[Token], inside: Counter[str]) -> str:
    """Write a name in its normal form: what is shouted gets small letters, abbreviations stay."""
    out = []
    for word, _ in piece:
        shouted = word.isupper() and word.isalpha() and len(word) > 3
        plain = word.capitalize()
        if shouted and (len(word) > SHOUTED or inside[plain] or (plain.lower() in places() and len(word) > 4)):
            word = plain
        out.append(word)
    return " ".join(out)


def _note(found: dict[str, Name], label: str, start: int, end: int) -> None:
    found.setdefault(label, Name(label, [])).mentions.append((start, end))


def _part_neighbours(found: dict[str, Name]) -> None:
    """Part names that one sentence puts side by side ("told Oduya France is ready"): each stands alone, one is a place."""
    for label in [n for n, name in found.items() if " " in n and name.count == 1 and n.lower() not in places()]:
        words = label.split(" ")
        for cut in range(1, len(words)):
            left, right = " ".join(words[:cut]), " ".join(words[cut:])
            alone = left in found and right in found and min(found[left].count, found[right].count) >= OFTEN
            if alone and not places().isdisjoint((left.lower(), right.lower())):
                start, end = found.pop(label).mentions[0]
                found[left].mentions.append((start, start + len(left)))
                found[right].mentions.append((end - len(right), end))
                for part in (left, right):
                    found[part].mentions.sort()
                break


def _note_dateline(found: dict[str, Name], text: str) -> None:
    """Read "VIENNA (Wire) - " at the head of a text as a place, in small letters."""
    match = _DATELINE.match(text)
    if match is None:
        return
    raw = match["place"]
    if not (raw.isupper() or match["wire"] or raw.lower() in places()):
        return
    place = " ".join(w if w[-1:] == "." and len(w) < 5 else w.title() for w in raw.split(" ")) if raw.isupper() else raw
    for label in [n for n, name in found.items() if any(s < match.end() for s, _ in name.mentions)]:
        found[label].mentions = [m for m in found[label].mentions if m[0] >= match.end()]
        if not found[label].mentions:
            del found[label]
    name = found.setdefault(place, Name(place, [(match.start("place"), match.end("place"))]))
    name.dateline = True


_SAID = re.compile(r"^ (?:sagte|sagt|erklärte|forderte|betonte|teilte|kündigte|warnte|lobt|fordert|plant|will)\b")


def _is_ordinary(name: Name, text: str, lower: Counter[str], found: dict[str, Name], language: str) -> bool:
    """Tell whether a single capitalised word is an ordinary word after all."""
    word = name.label
    if " " in word or word.isupper():
        return False
    low = word.lower()
    if language in NOUN_CAPITALS:
        if low in places() or any(
            o.label.endswith(f" {word}") and o.label.split(" ")[0].lower() in given_names() for o in found.values()
        ):
            return False
        if _is_demonym(low) or NOUN_ENDING.search(low):
            return True
        determined = sum(bool(_DETERMINED.search(text[max(0, s - 16) : s])) for s, _ in name.mentions)
        if 3 * determined > name.count:
            return True
        said = any(
            _SAID.match(text[e : e + 14]) or text[max(0, s - 7) : s] in (" sagte ", "t sagte ")
            for s, e in name.mentions
        )
        tail = low.rsplit("-", 1)[-1]
        if tail != low and zipf(tail, language) >= 2.2:
            return True
        return zipf(low, language) >= 1.5 and not said and low not in given_names()
    return lower[low] >= name.count and low not in places()


def _is_demonym(low: str) -> bool:
    return any(low.endswith(end) and low[: -len(end)] in places() for end in ("er", "ern", "ers"))


def _note_title(found: dict[str, Name], title: str, language: str) -> None:
    flat = " " + re.sub(r"[^\w.&-]+", " ", re.sub(r"['’]s?\b", " ", title)) + " "
    for name in found.values():
        surname = name.label.rsplit(" ", 1)[-1]
        name.in_title = f" {name.label} " in flat or (len(surname) > 3 and f" {surname} " in flat)
    words = [t for t in title.split() if t[0].isalpha()]
    if sum(t[0].isupper() for t in words) > 0.6 * max(1, len(words)):
        # A headline in title case hides its names; only rare words are safe.
        for token in re.findall(r"[^\W\d_][\w'’\-]+", title):
            bare = bare_of(token)
            rare = bare[:1].isupper() and zipf(bare.lower(), language) < 2.6
            if rare and not _holds(found, bare) and bare.lower() not in NOT_NAMES | PEOPLES | TITLES:
                found[bare] = Name(bare, [], in_title=True)
        return
    if language in NOUN_CAPITALS:
        return  # the title alone does not tell names from nouns
    for match in _RUN.finditer(title):
        for piece in pieces_of(_tokens(match), language):
            first = piece[0][1] == 0
            part = _without_opener(piece, Counter(), Counter(), language) if first else piece
            for label in _parted([w for w, _ in part], found):
                if not _holds(found, label):
                    found.setdefault(label, Name(label, [])).in_title = True


def _parted(words: Sequence[str], found: dict[str, Name]) -> Iterable[str]:
    """Part words that a headline only happens to put side by side: two names that the text or the map knows each alone."""
    if len(words) < 2 or " ".join(words).lower() in places() or " ".join(words) in found:
        return [" ".join(words)] if words else []
    for cut in range(1, len(words)):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        if _stands(found, left) and _stands(found, right):
            return [left, *_parted(words[cut:], found)]
    return [" ".join(words)]


def _stands(found: dict[str, Name], label: str) -> bool:
    return label in found or label.lower() in places()


def _holds(found: dict[str, Name], label: str) -> bool:
    return label in found or any(f" {label} " in f" {other} " for other in found)
