"""The head of a page is spread over subjects and parts of the world: what is there already counts a little against its like."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# In the unit of rank, one doubling of publishers or twelve hours: six hours for each story of the same section above, three for each
# of the same region. So a story is passed over for another subject, never for one that is out of the day.
SAME_SECTION, SAME_REGION = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story in the order of the day: its rank, its section and region, each "" when unknown."""

    id: int
    rank: float
    section: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A story at the head, and how many of those above it are of its section and of its region."""

    id: int
    same_section: int
    same_region: int

    @property
    def shift(self) -> float:
        """What that took from its rank."""
        return -(SAME_SECTION * self.same_section + SAME_REGION * self.same_region)


def spread(stories: Sequence[Ranked], most: int, fixed: int = 0) -> list[Head]:
    """Return the `most` stories for the head, best first; the first `fixed` stay where they are. Equal ranks keep their order.

    Depends on the stories alone, never on the clock.
    """
    sections: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    left = list(stories)
    chosen: list[Head] = []
    while left and len(chosen) < most:
        heads = [
            Head(s.id, sections[s.section] if s.section else 0, regions[s.region] if s.region else 0) for s in left
        ]
        best = 0 if len(chosen) < fixed else max(range(len(left)), key=lambda n: (left[n].rank + heads[n].shift, -n))
        chosen.append(heads[best])
        story = left.pop(best)
        sections[story.section] += 1
        regions[story.region] += 1
    return chosen
