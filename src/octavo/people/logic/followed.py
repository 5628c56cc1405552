"""What a letter tells of what its reader follows: few, the newest first, and no one follow that crowds out the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

MOST = 8
FOR_ONE = 3  # of one follow, as long as others have something new


@dataclass(frozen=True, slots=True)
class News:
    """A new report that a reader follows: its story, and why in words ("You follow #Oakport"), never empty."""

    article: int
    story: int
    published: datetime
    why: tuple[str, ...]


def chosen(news: Sequence[News]) -> list[News]:
    """Return at most MOST of `news`, one a story, the newest first. A reason leads at most FOR_ONE while there are others."""
    by_story: dict[int, News] = {}
    for item in sorted(news, key=lambda n: (n.published, n.article), reverse=True):
        by_story.setdefault(item.story, item)
    led: Counter[str] = Counter()
    first: list[News] = []
    rest: list[News] = []
    for item in by_story.values():
        led[item.why[0]] += 1
        (first if led[item.why[0]] <= FOR_ONE else rest).append(item)
    kept = [*first, *rest][:MOST]
    return sorted(kept, key=lambda n: (n.published, n.article), reverse=True)
