"""A long thread in a few of its own comments: the one most readers find useful, and those that say something else."""

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.people.logic.hold import folded

LONG = 20  # comments; a shorter thread is read faster than its digest
VOTES = 3  # below, nobody can say that readers agree
SHORT = 8  # words; "Quite right!" is no position
PICKED = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """A comment as the digest sees it."""

    id: int
    author: int
    body: str
    standing: float
    votes: int


def picked(voices: Sequence[Voice]) -> list[tuple[int, str]]:
    """Return up to three (id, why) of `voices`, or none when the thread is short or nobody voted.

    First the comment most found useful, then those of other authors that share the fewest words with what is picked
    already, useful ones before others.
    """
    if len(voices) < LONG:
        return []
    able = [v for v in voices if v.votes >= VOTES and len(v.body.split()) >= SHORT]
    if not able:
        return []
    first = max(able, key=lambda v: (v.standing, -v.id))
    chosen = [first]
    while len(chosen) < PICKED:
        rest = [v for v in able if all(v.author != c.author for c in chosen)]
        best = max(rest, key=lambda v: (_apart(v, chosen) * v.standing, -v.id), default=None)
        if best is None or _apart(best, chosen) < 0.5:
            break
        chosen.append(best)
    return [
        (v.id, "Found useful by most" if v is first else "Says something else, and is found useful") for v in chosen
    ]


def _apart(voice: Voice, others: Sequence[Voice]) -> float:
    """Return how little `voice` shares with the nearest of `others`, 0–1."""
    mine = set(folded(voice.body).split())
    texts = [set(folded(other.body).split()) for other in others]
    return 1 - max((len(mine & theirs) / len(mine | theirs) for theirs in texts if mine | theirs), default=0.0)
