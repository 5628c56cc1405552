"""A thing and its forms: "Murray" is "Andy Murray", "N.A.T.O." is "NATO", "ferries" are more than one "ferry"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from octavo.insight.logic.gazetteer import given_names, places

# Plurals that mean another thing than one of it.
_OTHER_THINGS = frozenset(
    "arms customs goods means news glasses forces headquarters series species economics politics".split()
)
_ES = ("s", "x", "z", "ch", "sh")  # English words that take -es


def other_numbers(label: str, language: str) -> tuple[str, ...]:
    """Return a common noun's other number, as it may be written: ("ferries",) for "ferry"; () of names and of languages without a rule.

    Of a phrase the last word changes in English, every word in French and Spanish.
    """
    words = label.split(" ")
    if label != label.lower() or words[-1] in _OTHER_THINGS:
        return ()
    if language == "en":
        return tuple(" ".join([*words[:-1], form]) for form in _english(words[-1]) if form not in _OTHER_THINGS)
    if language == "fr":
        plural = all(word[-1:] in "sx" for word in words)
        return (" ".join(word[:-1] if plural else word if word[-1:] in "sxz" else f"{word}s" for word in words),)
    if language == "es":
        plural = all(word.endswith("s") for word in words)
        forms = [
            _spanish_singular(word) if plural else f"{word}{'s' if word[-1] in 'aeiouáéó' else 'es'}" for word in words
        ]
        return (" ".join(forms),)
    return ()


def _english(word: str) -> list[str]:
    if len(word) < 3:
        return []
    forms = []
    if word.endswith("ies") and len(word) > 4:
        forms.append(f"{word[:-3]}y")
    elif word.endswith("es") and word[:-2].endswith(_ES):
        forms += [word[:-2], word[:-1]]  # "boxes", "prizes"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        forms.append(word[:-1])
    if word.endswith("y") and word[-2] not in "aeiou":
        forms.append(f"{word[:-1]}ies")
    elif word.endswith(_ES):
        forms.append(f"{word}es")
    else:
        forms.append(f"{word}s")
    return forms


def _spanish_singular(word: str) -> str:
    return word[:-2] if word.endswith("es") and word[-3:-2] not in "aeiou" else word[:-1]


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
