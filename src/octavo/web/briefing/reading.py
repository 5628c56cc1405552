"""An edition as its page, its feed and its mail need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

from octavo.assist.briefing import picks
from octavo.assist.logic.briefing import Pick
from octavo.assist.models import Briefing
from octavo.people.models import User, Visit
from octavo.story.models import Story
from octavo.web.frame.retold import retold
from octavo.web.frame.stories import UNREAD
from octavo.web.frame.words import minutes_to_read
from octavo.web.mine.taste import arranged, taste_of

NOON = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One of the eight with what is shown of it."""

    story: Story
    why: str
    own: str = ""  # what this reader's follows have to do with it
    hidden: bool = False  # this reader wants none of it


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, read. `stored` is None for one made just for this page, before the first of a new site."""

    made: datetime
    told: tuple[Told, ...]
    stored: Briefing | None

    @property
    def minutes(self) -> int:
        """Reading time of what is shown, at least 1."""
        words = sum(
            len(f"{t.story.lead.title} {t.story.lead.subtitle or t.story.lead.excerpt}".split())
            for t in self.told
            if t.story.lead
        )
        return minutes_to_read(words)


def zone_of(reader: User | None) -> ZoneInfo:
    """Return the zone in whose hours `reader` is told the time."""
    return ZoneInfo(reader.zone if reader and reader.zone else settings.ZONE)


def part_of_day(made: datetime, zone: ZoneInfo) -> str:
    """Return gettext("Morning edition") or gettext("Evening edition") by the clock in `zone`."""
    return gettext("Morning edition") if made.astimezone(zone).hour < NOON else gettext("Evening edition")


def newest(now: datetime) -> Briefing | None:
    """Return the last edition."""
    return Briefing.objects.filter(made__lte=now).order_by("-made").first()


def near(briefing: Briefing | None, now: datetime) -> list[Briefing]:
    """Return the editions before `briefing` that are worth a link: at most four."""
    before = briefing.made if briefing else now
    return list(Briefing.objects.filter(made__lt=before).order_by("-made")[:4])


def read(briefing: Briefing | None, reader: User | None, now: datetime) -> Edition:
    """Return an edition with its stories; one made now where there is none yet. Two to ten queries."""
    chosen = [Pick(int(s), int(a), str(why)) for s, a, why in briefing.picks] if briefing else picks(now)
    return Edition(briefing.made if briefing else now, told(chosen, reader), briefing)


def told(chosen: Sequence[Pick], reader: User | None) -> tuple[Told, ...]:
    """Return the picks whose headline may still be shown; a story that was merged is the one it went to."""
    stories = {
        story.pk: story
        for story in Story.objects.filter(pk__in=[p.story for p in chosen])
        .select_related("lead__publisher", "merged_into__lead__publisher")
        .defer(*(f"lead__{name}" for name in UNREAD))
    }
    found: list[tuple[Story, str]] = []
    for pick in chosen:
        story = stories.get(pick.story)
        story = story.merged_into or story if story else None
        if (
            story
            and story.lead
            and not story.lead.gone
            and not story.lead.refusal
            and all(s.pk != story.pk for s, _ in found)
        ):
            found.append((story, retold(pick.why)))
    taste = taste_of(reader) if reader else None
    places = {}
    if reader and taste:
        places = {place.id: place for place in arranged([s for s, _ in found], reader, taste) if place.why}
    return tuple(
        Told(story, why, ". ".join(map(retold, place.why)), place.hidden)
        if (place := places.get(story.pk))
        else Told(story, why)
        for story, why in found
    )


def unread(found: Sequence[Told], reader: User) -> tuple[Told, ...]:
    """Return what `reader` has not opened yet, neither the story nor the article that leads it."""
    visits = Visit.objects.filter(reader=reader)
    stories = set(visits.filter(story__in=[t.story.pk for t in found]).values_list("story_id", flat=True))
    articles = set(visits.filter(article__in=[t.story.lead_id for t in found]).values_list("article_id", flat=True))
    return tuple(t for t in found if t.story.pk not in stories and t.story.lead_id not in articles)
