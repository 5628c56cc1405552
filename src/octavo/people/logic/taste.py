"""One reader's order of the common front page. Every change has its reason in words; without a reason nothing moves.

Places are counted as the common order counts them: one unit is a doubling of independent publishers, or 12 hours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from octavo.insight.logic.words import base_language, stem, words
from octavo.people.logic.wishes import ALWAYS, LESS, MORE, NEVER

FOLLOWED = 1.0  # as if twice as many publishers had reported it
SHIFTS = {LESS: -2.0, MORE: 1.0, ALWAYS: 4.0}
# Cosine of a subject of a word or two with a whole article in the default embedder: of 600 English news texts, "football",
# "politics" and "rugby" reach it with 15 to 60 each, nearly all of them right; "horoscopes" with none.
NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Item:
    """A story as taste sees it: its place in the common order, what it is about, and who reports it."""

    id: int
    rank: float
    text: str  # headline, standfirst and the names of its hashtags
    language: str = "en"
    section: str = ""
    tags: frozenset[int] = frozenset()  # of those the reader follows or mutes
    publishers: frozenset[int] = frozenset()  # of those the reader follows or mutes
    publisher_count: int = 1
    names: tuple[str, ...] = ()  # people, places and organisations that its leading report names
    paper: str = ""  # who published the leading report
    vector: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A wish as it is applied."""

    words: str
    act: str
    subject: str
    vector: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Taste:
    """What one reader follows (True) or mutes (False), by id, with the names to say so; and their rules."""

    tags: dict[int, tuple[str, bool]] = field(default_factory=dict)
    publishers: dict[int, tuple[str, bool]] = field(default_factory=dict)
    stories: dict[int, bool] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tags or self.publishers or self.stories or self.rules)


@dataclass(frozen=True, slots=True)
class Placed:
    """A story's place for one reader: how far it moved, whether it is left out, and why, in words."""

    id: int
    rank: float
    shift: float
    hidden: bool
    why: tuple[str, ...]


def placed(items: Sequence[Item], taste: Taste) -> list[Placed]:
    """Return `items` in the reader's order, left-out ones last. Equal places keep the common order."""
    found = [_placed(item, taste) for item in items]
    return sorted(found, key=lambda p: (p.hidden, -p.rank))


def _placed(item: Item, taste: Taste) -> Placed:
    shift, hidden, why = 0.0, False, []
    wanted = taste.stories.get(item.id)
    if wanted is not None:
        shift, hidden = (shift + FOLLOWED, hidden) if wanted else (shift, True)
        why.append("You follow this story" if wanted else "You muted this story")
    for known, names, kind in ((item.tags, taste.tags, "#"), (item.publishers, taste.publishers, "")):
        for key in sorted(known & names.keys()):
            name, follow = names[key]
            if follow:
                shift = max(shift, FOLLOWED)  # five followed hashtags on one story are no five wishes
                why.append(f"You follow {kind}{name}")
            elif kind or item.publisher_count <= 1:
                hidden = True
                why.append(f"You muted {kind}{name}" + ("" if kind else ", its only publisher"))
    for rule in taste.rules:
        if reason := matches(rule, item):
            hidden = hidden or rule.act == NEVER
            shift += SHIFTS.get(rule.act, 0.0)
            why.append(f"Your rule “{rule.words}”: {reason}")
    return Placed(item.id, item.rank + shift, shift, hidden, tuple(why))


def matches(rule: Rule, item: Item) -> str:
    """Return why `rule` speaks of `item`, or "" when it does not: its section, publisher, words, names, or meaning.

    What others report as well is not left out for the publisher that leads it, as a muted publisher does not either.
    """
    if rule.subject.casefold() == item.section:
        return f"it is in the section {item.section}"
    if item.paper and _bare(rule.subject) == _bare(item.paper):
        return f"its headline is by {item.paper}" if rule.act != NEVER or item.publisher_count <= 1 else ""
    language = base_language(item.language)
    stems = [stem(word, language) for word in words(rule.subject)]
    said = [stem(word, language) for word in words(item.text)]
    if _holds(said, stems):
        return f"it says “{rule.subject}”"
    subject = words(rule.subject)
    if named := next((name for name in item.names if _holds(words(name), subject)), ""):
        return f"it names “{named}”"
    if rule.vector is not None and item.vector is not None and float(rule.vector @ item.vector) >= NEAR:
        return f"it is close in meaning to “{rule.subject}”"
    return ""


def _bare(name: str) -> list[str]:
    said = words(name)
    return said[1:] if said[:1] == ["the"] else said


def _holds(said: list[str], run: list[str]) -> bool:
    return bool(run) and any(said[i : i + len(run)] == run for i in range(len(said) - len(run) + 1))
