"""A named thing and its forms: "Murray" is "Andy Murray", "N.A.T.O." is "NATO", "China" is not "China Daily"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from octavo.insight.logic.gazetteer import given_names, places


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
