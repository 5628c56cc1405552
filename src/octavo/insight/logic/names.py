"""Names in a text by their capitals: fast (under 1 ms), in any language that writes names so; one entry per thing.

A capital at the start of a sentence says nothing, so such a word counts only when it also stands capitalised inside one,
or when it is too rare to be an ordinary word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from octavo.insight.logic.words import zipf
from octavo.insight.types import Sentence

_UP = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄ"
_CAP = (
    rf"(?:(?:[{_UP}]\.)+|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Rev|St|Mme|Jr|Sr)\.(?= )"
    rf"|(?![LDJNMCST]['’][{_UP}\w])[{_UP}][\w'’\-]*|\d+(?=[A-Z])\w+|(?:al|el)-[A-Z]\w+|[a-z][A-Z]\w+)"
)
_LINK = (
    r"(?:of the|of|de la|de los|de l'|de|del|della|di|da|dos|do|du|des|la|le|van der|van den|van|von|der|den|bin|ibn|al|el"
    r"|and the|for|and|&|et)"
)
_RUN = re.compile(rf"(?:(?<!\w)|(?<=\b[LDJNMCSTldjnmcst]['’]))(?:{_CAP})(?: (?:{_LINK} )?(?:{_CAP}))*")
_TOKEN = re.compile(r"[^\s]+")
_WEAK_LINK = re.compile(r" (?:and the|and|et|for|&) ")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
ORDINARY_ZIPF = 3.3  # a lower-case word this common is probably an ordinary word put first in its sentence
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october "
    "november december lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars "
    "avril mai juin juillet août "
    "septembre octobre novembre décembre montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "januar februar märz juni juli "
    "oktober dezember lunes martes miércoles jueves viernes sábado domingo i i'm i've i'll i'd mr "
    "mrs ms dr mme mlle sir "
    "the a an in on at by for with from he she it they we you but and if so as is was are this that "
    "these those there here what when where "
    "why how who which his her its their our my your no not yes ok pm am est gmt utc le la les un "
    "une il elle ils elles on nous vous ce "
    "cette ces dans pour par sur avec selon mais et ou der die das ein eine el los las".split()
)
TITLES = frozenset(
    "mr mrs ms dr prof sir lord lady dame president minister premier chancellor senator governor "
    "mayor king queen prince princess pope "
    "judge justice general colonel captain lieutenant sergeant major officer inspector detective "
    "chief coach manager director chairman "
    "chairwoman ceo spokesman spokeswoman spokesperson secretary ambassador rep sen gov gen col lt "
    "sgt capt rev bishop archbishop cardinal "
    "président présidente ministre sénateur maire juge roi reine général monsieur madame m mme "
    "député actor actress singer author "
    "congressman congresswoman commissioner professor attorney lawyer prosecutor candidate".split()
)


@dataclass(slots=True)
class Name:
    """One named thing: the surface most used, every mention's (start, end) in the text, and what else it is called."""

    label: str
    mentions: list[tuple[int, int]]
    in_title: bool = False
    aliases: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How often the text names it."""
        return len(self.mentions)


def names(title: str, text: str, sentences: Sequence[Sentence], language: str = "en") -> list[Name]:
    """Return the names of title and text, the most named first; those only in the title have no mentions."""
    starts = {s.start for s in sentences}
    runs = [_trim(m, text, starts) for m in _RUN.finditer(text)]
    inside = Counter(tok for begin, surface, start in runs if surface for tok in _inner(surface, at_start=start))
    found: dict[str, Name] = {}
    for begin, surface, at_start in runs:
        kept, offset = _drop_ordinary_opener(surface, inside, language) if at_start else (surface, 0)
        for part, shift in _parts(kept):
            _note(found, part, begin + offset + shift)
    _note_title(found, title, language)
    return _merge(found.values())


def _trim(match: re.Match[str], text: str, starts: set[int]) -> tuple[int, str, bool]:
    begin, surface = match.start(), match.group()
    at_start = (
        begin in starts
        or text[max(0, begin - 1) : begin] in {'"', "“", "«", "‘"}
        or text[max(0, begin - 2) : begin] == ": "
    )
    while surface:
        first, _, rest = surface.partition(" ")
        bare = first.lower().strip(".'’")
        if bare in NOT_NAMES and not (first.isupper() and len(first) > 2):
            if not rest:
                return begin, "", at_start
            begin, surface = begin + len(first) + 1, rest
            link = re.match(rf"{_LINK} ", surface)
            if link:
                begin, surface = begin + link.end(), surface[link.end() :]
            at_start = False
            continue
        break
    surface = surface.rstrip(".'’-,") if not _INITIALS.fullmatch(surface.split(" ")[-1]) else surface
    surface = re.sub(r"['’]s?$", "", surface)
    last = surface.rsplit(" ", 1)
    if len(last) == 2 and last[1].lower() in NOT_NAMES:
        surface = re.sub(rf" {_LINK}$", "", last[0])
    return begin, surface, at_start


def _inner(surface: str, *, at_start: bool) -> Iterable[str]:
    tokens = surface.split(" ")
    return tokens[1:] if at_start else tokens


def _drop_ordinary_opener(surface: str, inside: Counter[str], language: str) -> tuple[str, int]:
    first, _, rest = surface.partition(" ")
    bare = re.sub(r"['’]s$", "", first)
    if inside[first] or inside[bare] or (first.isupper() and len(first) > 1):
        return surface, 0
    if zipf(bare.lower(), language) < ORDINARY_ZIPF or (
        rest and zipf(bare.lower(), language) < ORDINARY_ZIPF + 1.5 and bare.lower() not in TITLES
    ):
        return surface, 0
    link = re.match(rf"{_LINK} ", rest)
    cut = len(first) + 1 + (link.end() if link else 0)
    return surface[cut:], cut


def _parts(surface: str) -> Iterable[tuple[str, int]]:
    """Split at a possessive ("Ghana's Ama Mensah") and drop titles ("President Ama Mensah" stays a person's name alone)."""
    at = 0
    for piece in re.split(r"(?<=['’]s) ", surface):
        bare = re.sub(r"['’]s$", "", piece)
        shift = at
        while " " in bare and bare.split(" ", 1)[0].lower().strip(".") in TITLES:
            first, bare = bare.split(" ", 1)
            shift += len(first) + 1
        if len(bare) > 1 and any(c.isalpha() for c in bare) and bare.lower().strip(".") not in NOT_NAMES | TITLES:
            yield bare, shift
        at += len(piece) + 1


def _note(found: dict[str, Name], surface: str, start: int) -> None:
    known = found.setdefault(surface, Name(surface, []))
    known.mentions.append((start, start + len(surface)))


def _note_title(found: dict[str, Name], title: str, language: str) -> None:
    flat = " " + re.sub(r"[^\w.'’&-]+", " ", title) + " "
    for name in found.values():
        name.in_title = f" {name.label} " in flat
    tokens = _TOKEN.findall(title)
    capitals = sum(t[0].isupper() for t in tokens if t[0].isalpha())
    if capitals > 0.6 * max(1, len(tokens)):  # a headline in title case hides its names; only rare words are safe
        for token in re.findall(r"[^\W\d_][\w'’\-]+", title):
            bare = re.sub(r"['’]s$", "", token)
            if token[0].isupper() and zipf(bare.lower(), language) < 2.6 and bare not in found:
                found[bare] = Name(bare, [], in_title=True)
        return
    for match in _RUN.finditer(title):
        _, surface, _ = _trim(match, title, {0})
        kept, _ = _drop_ordinary_opener(surface, Counter(), language) if match.start() == 0 else (surface, 0)
        for part, _ in _parts(kept):
            found.setdefault(part, Name(part, [])).in_title = True


def _merge(found: Iterable[Name]) -> list[Name]:
    """Join the forms of one thing: part of a fuller name, spelled with dots, initials of a fuller name."""
    ordered = sorted(found, key=lambda n: (-len(n.label.split()), -n.count))
    kept: list[Name] = []
    for name in ordered:
        owner = _owner(name, kept)
        if owner is None:
            kept.append(name)
            continue
        owner.aliases |= {name.label} | name.aliases
        owner.mentions = sorted(owner.mentions + name.mentions)
        owner.in_title |= name.in_title
    return sorted(kept, key=lambda n: (-(n.count + 2 * n.in_title), n.mentions[0][0] if n.mentions else 0))


def _owner(name: Name, kept: list[Name]) -> Name | None:
    flat = name.label.replace(".", "").lower()
    tokens = name.label.split()
    fits = []
    for other in kept:
        words = other.label.split()
        if flat == other.label.replace(".", "").lower() or (
            name.label.isupper()
            and len(flat) > 1
            and flat == "".join(w[0] for w in words if w[0].isupper()).lower()
            and len(words) > 1
        ):
            return other
        if (
            len(tokens) < len(words) <= 3
            and " and " not in other.label
            and (words[-len(tokens) :] == tokens or words[: len(tokens)] == tokens)
        ):
            fits.append(other)
    # A shared family name belongs to nobody in particular.
    return fits[0] if len(fits) == 1 else None
