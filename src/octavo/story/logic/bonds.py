"""What people have decided about stories, as bonds that every later decision keeps: who belongs together, who stays apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bonds:
    """`together`: disjoint sets of article ids of one storyline. `apart`: pairs, the lesser id first, that share no event and no story."""

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()

    @property
    def bound(self) -> frozenset[str]:
        """Every article that a person has decided about."""
        return frozenset(i for group in self.together for i in group) | {i for pair in self.apart for i in pair}

    def parts(self, a: str, b: str) -> bool:
        """Tell whether two articles must not meet."""
        return _pair(a, b) in self.apart


@dataclass(frozen=True, slots=True)
class Verdict:
    """One correction: all of `one` and `rest` belong to one storyline (`joined`), or each of `one` stays apart from all of `rest`."""

    joined: bool
    one: Sequence[str]
    rest: Sequence[str]


def bonds_of(verdicts: Iterable[Verdict]) -> Bonds:
    """Return the bonds of corrections in the order they were made; where two contradict each other the later one holds."""
    together: list[frozenset[str]] = []
    apart: set[tuple[str, str]] = set()
    for verdict in verdicts:
        one, rest = frozenset(verdict.one), frozenset(verdict.rest)
        if verdict.joined:
            touching = [group for group in together if group & (one | rest)]
            whole = (one | rest).union(*touching)
            together = [group for group in together if group not in touching] + [whole]
            apart = {pair for pair in apart if not whole.issuperset(pair)}
        else:
            together = [kept for group in together for kept in _without(group, one, rest)]
            apart |= {_pair(a, b) for a in one for b in rest}
    return Bonds(tuple(together), frozenset(apart))


def _without(group: frozenset[str], one: frozenset[str], rest: frozenset[str]) -> list[frozenset[str]]:
    if not (group & one and group & rest):
        return [group]
    return [part for part in (group - one, group & one) if len(part) > 1]


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
