"""What the reader's own pages list, and a rule's rehearsal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.people.logic.taste import Placed, Taste, placed
from octavo.people.models import User, Wish
from octavo.story.models import Story
from octavo.web.frame.stories import ranked
from octavo.web.mine.taste import items, rule_of

WEEK = timedelta(days=7)
REHEARSED = 400  # stories of the week, the highest in rank: what a front page could have shown


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a rule would have done with the stories of the last seven days."""

    considered: int
    hit: tuple[tuple[Story, Placed], ...]

    @property
    def hidden(self) -> int:
        """How many stories would not have been shown."""
        return sum(1 for _, place in self.hit if place.hidden)


def rehearse(reader: User, wish: Wish, now: datetime) -> Rehearsal:
    """Apply `wish` alone to the stories of the last seven days. Four queries."""
    stories = list(ranked().filter(updated__gt=now - WEEK)[:REHEARSED])
    taste = Taste(rules=(rule_of(wish),))
    by_id = {story.pk: story for story in stories}
    hit = tuple((by_id[place.id], place) for place in placed(items(stories, reader, taste), taste) if place.why)
    return Rehearsal(len(stories), hit)
