"""Names in a text by their capitals: fast (about 1 ms), in any language that writes names so; one entry per thing.

A capital at the start of a sentence says nothing, so such a word counts only when it also stands capitalised inside one,
or when it is too rare to be an ordinary word. What joins two names ("and", "of") parts them unless it belongs to one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from octavo.insight.logic.capitals import BEFORE_TITLES, HEADS, NOT_NAMES, ORGANISATION, PEOPLES, STRONG_TITLES, TITLES
from octavo.insight.logic.gazetteer import given_names, places
from octavo.insight.logic.words import is_dull, zipf
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
_SHOUTED_OFTEN = frozenset("the and for mr ms dr im am das der not you his her was but".split())
_COUNTED = frozenset(
    "twenty thirty forty fifty sixty seventy eighty ninety vingt trente quarante cinquante soixante".split()
)
_SHORTENED = re.compile(r"(?:n['’]t|['’](?:ve|ll|m|re|d))$")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINS = frozenset({"and", "and the", "et", "und", "y", "e"})
_OF = frozenset({"of", "of the", "for", "de", "de la", "de los", "de l'", "del", "des", "du", "la", "le"})
ORDINARY_ZIPF = 3.3  # a lower-case word this common is probably an ordinary word put first in its sentence
SHOUTED = 6  # letters from which a word in capitals is shouted rather than an abbreviation
NOUN_CAPITALS = frozenset({"de", "lb"})  # languages that write every noun with a capital
_DETERMINED = re.compile(
    r"\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|im|am|zum|zur|beim|vom|ins|kein\w*|sein\w*|ihr\w*|unser\w*|mein\w*"
    r"|dies\w*|jed\w*|alle\w*|viel\w*|mehr\w*|\d[\d.,]*|[a-zäöüß]{3,}(?:en|e|er|es|em))\s$"
)
_NOUN_ENDING = re.compile(
    r"(?:minister|präsident|chef|leiter|sprecher|politiker|kanzler|bischof|sekretär|anwalt|experte|trainer|direktor|beauftragte)(?:in|s|n)?$"
    r"|(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|tät|täten|innen|nisse?|tum|chen|linge?)$"
)


@dataclass(slots=True)
class Name:
    """One named thing: the surface most used, every mention's (start, end) in the text, and what else it is called."""

    label: str
    mentions: list[tuple[int, int]]
    in_title: bool = False
    aliases: set[str] = field(default_factory=set)
    dateline: bool = False

    @property
    def count(self) -> int:
        """How often the text names it."""
        return len(self.mentions)


_Token = tuple[str, int]  # a word and where it starts


def names(title: str, text: str, sentences: Sequence[Sentence], language: str = "en") -> list[Name]:
    """Return the names of title and text, the most named first; those only in the title have no mentions."""
    starts = {s.start for s in sentences}
    runs = [(_tokens(m), _at_start(text, m.start(), starts)) for m in _RUN.finditer(text)]
    inside = Counter(_bare(w) for run, first in runs for w, _ in (run[1:] if first else run))
    lower = Counter(_LOWER.findall(text))
    found: dict[str, Name] = {}
    for run, first in runs:
        for part in _pieces(run, language):
            kept = _without_opener(part, inside, lower, language) if first and part[0][1] == run[0][1] else part
            if kept:
                _note(found, _normal(kept, inside), kept[0][1], kept[-1][1] + len(kept[-1][0]))
    _note_dateline(found, text)
    known = [n for n in found.values() if n.dateline or not _is_ordinary(n, text, lower, found, language)]
    kept_names = {n.label: n for n in known}
    _note_title(kept_names, title, language)
    return merge(kept_names.values())


def _tokens(match: re.Match[str]) -> list[_Token]:
    out, at = [], match.start()
    for word in match.group().split(" "):
        out.append((word, at))
        at += len(word) + 1
    return out


def _at_start(text: str, begin: int, starts: set[int]) -> bool:
    return begin in starts or (
        begin > 0 and (text[begin - 1] in '"“«‘„‹»›(' or text[max(0, begin - 2) : begin] == ": ")
    )


def _bare(word: str) -> str:
    cut = _POSSESSIVE.sub("", word) if word[-1] in "s'’" else word
    return cut if "." in cut[:-1] else cut.rstrip(".-,'’")


def _pieces(run: Sequence[_Token], language: str) -> Iterable[list[_Token]]:
    """Part a run of capitals into names: at possessives, at joining words, and without titles before or dull words at the ends."""
    current: list[_Token] = []
    link: list[_Token] = []
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
        bare = _bare(word)
        if not bare:
            continue
        current.append((bare, at))
        if bare != word and not word.endswith("."):
            yield from _trimmed(current, language)
            current = []
    yield from _trimmed(current, language)


def _ends(run: Sequence[_Token], begin: int) -> str:
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


def _trimmed(piece: list[_Token], language: str) -> Iterable[list[_Token]]:
    kept = _untitled(piece)
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


def _on_map(piece: Sequence[_Token]) -> bool:
    """Tell whether it begins as a place does: "Los Angeles", "The Hague"."""
    return len(piece) > 1 and (" ".join(w for w, _ in piece[:2])).lower() in places()


def _is_dull(word: str, language: str, *, alone: bool) -> bool:
    low = word.lower().strip(".'’")
    if word.isupper() and 2 <= len(word) <= 5 and low not in _SHOUTED_OFTEN:
        return False
    if low in NOT_NAMES or low.partition("-")[0] in _COUNTED or _SHORTENED.search(low):
        return True
    return (alone or language != "en") and is_dull(low, language) and low not in places() and low not in TITLES


def _untitled(piece: list[_Token]) -> list[_Token]:
    """Take the title from before a name ("U.S. President Ama Mensah"); a title with nothing after it is nobody."""
    low = [w.lower().strip(".'’") for w, _ in piece]
    if any(w in ORGANISATION for w in low) and not (low and low[0] in TITLES and low[-1] not in ORGANISATION):
        return piece
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
    return piece


def _without_nouns(piece: list[_Token], language: str) -> list[_Token]:
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
        bool(_NOUN_ENDING.search(low))
        or zipf(tail, language) >= 3.0
        or zipf(low, language) >= 2.2
        or low in TITLES
        or low in PEOPLES
    )


def _without_opener(piece: list[_Token], inside: Counter[str], lower: Counter[str], language: str) -> list[_Token]:
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
    return _untitled(list(rest))


def _normal(piece: Sequence[_Token], inside: Counter[str]) -> str:
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
        if _is_demonym(low) or _NOUN_ENDING.search(low):
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
            bare = _bare(token)
            rare = bare[:1].isupper() and zipf(bare.lower(), language) < 2.6
            if rare and not _holds(found, bare) and bare.lower() not in NOT_NAMES | PEOPLES | TITLES:
                found[bare] = Name(bare, [], in_title=True)
        return
    if language in NOUN_CAPITALS:
        return  # the title alone does not tell names from nouns
    for match in _RUN.finditer(title):
        for piece in _pieces(_tokens(match), language):
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


def merge(found: Iterable[Name]) -> list[Name]:
    """Join the forms of one thing: part of a fuller name, spelled with dots, initials of a fuller name."""
    ordered = sorted(found, key=lambda n: (-len(n.label.split()), -n.count))
    kept: list[Name] = []
    by_end: dict[str, list[Name]] = {}
    for name in ordered:
        owner = _owner(name, by_end)
        if owner is None:
            kept.append(name)
            words = name.label.split()
            for end in {words[0], words[-1], _flat(name.label), _initials(words)}:
                by_end.setdefault(end, []).append(name)
            continue
        owner.aliases |= {name.label} | name.aliases
        owner.mentions = sorted(owner.mentions + name.mentions)
        owner.in_title |= name.in_title
        owner.dateline |= name.dateline
    return sorted(kept, key=lambda n: (-(n.count + 2 * n.in_title), n.mentions[0][0] if n.mentions else 0))


def _flat(label: str) -> str:
    return label.replace(".", "").lower()


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w[0].isupper()).lower() if len(words) > 1 else ""


def _owner(name: Name, by_end: dict[str, list[Name]]) -> Name | None:
    flat, tokens = _flat(name.label), name.label.split()
    for other in by_end.get(flat, ()):
        if _flat(other.label) == flat or (name.label.isupper() and len(flat) > 1):
            return other
    of_place = name.label.lower() in places()  # "China" is not "China Daily", though "Murray" is "Andy Murray"
    near = by_end.get(tokens[-1], []) + by_end.get(tokens[0], [])
    fits = list(
        {
            id(o): o
            for o in near
            if len(tokens) < len(words := o.label.split()) <= 4
            and " of " not in o.label
            and (not of_place or (words[-1] == name.label and words[0].lower() in given_names()))
            and (words[-len(tokens) :] == tokens or words[: len(tokens)] == tokens)
        }.values()
    )
    if len(fits) < 2:
        return fits[0] if fits else None
    fits.sort(key=lambda o: -o.count)
    # A shared family name belongs to whom the text names most, if that is clear.
    return fits[0] if fits[0].count >= 2 * fits[1].count else None
