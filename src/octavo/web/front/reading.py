"""What the front page and the sections read. The number of queries does not grow with the content."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Avg, Count, Max, Q, QuerySet
from django.utils.translation import gettext, ngettext

from octavo.article.models import Article
from octavo.insight.logic.section import SECTIONS
from octavo.insight.models import SHOWN_TAGS, Hashtag
from octavo.people.logic.taste import Placed
from octavo.people.models import User
from octavo.source.models import Source
from octavo.story.logic.spread import SAME_REGION, SAME_SECTION, Head, Ranked, spread
from octavo.story.logic.standing import HOURS_PER_DOUBLING
from octavo.story.models import Member, Story
from octavo.web.frame.paging import Page
from octavo.web.frame.stories import ranked
from octavo.web.frame.words import exact
from octavo.web.mine.taste import arranged, taste_of

CONSIDERED = 160  # stories in rank order, of which the page is made
MOST_PINNED = 5
IN_RANK = 3  # "Next in rank", after lead and second
IN_TOP = 2 + IN_RANK  # spread over subjects and parts of the world
PER_SECTION = 4
SMALL = 2
OTHERS = 4  # other headlines of the lead
MOST_REPORTED = 8
HIDDEN_TOLD = 12  # left-out stories that are named at the foot of the page
COUNTED_ARTICLES = 400  # the newest, whose hashtags are counted


@dataclass(frozen=True, slots=True)
class Health:
    """How reading goes: active sources, those not answering, and when one last answered."""

    active: int
    failing: int
    waiting: int
    last_good: datetime | None

    @property
    def broken(self) -> bool:
        """Say whether so many are silent that the page may be out of date."""
        return self.active > 0 and self.failing * 2 > self.active


def health() -> Health:
    """Count the sources. One query."""
    row = Source.objects.aggregate(
        active=Count("pk", filter=Q(paused=False)),
        failing=Count("pk", filter=Q(paused=False, failures__gt=0)),
        waiting=Count("pk", filter=Q(paused=False, last_read=None)),
        last_good=Max("last_good"),
    )
    return Health(row["active"], row["failing"], row["waiting"], row["last_good"])


@dataclass(slots=True)
class Front:
    """Everything the front page shows."""

    lead: Story | None = None
    second: Story | None = None
    following: list[Story] = field(default_factory=list)
    bands: list[tuple[str, list[Story]]] = field(default_factory=list)
    small: list[tuple[str, list[Story]]] = field(
        default_factory=list
    )  # sections with too little for a row of their own
    others: dict[int, list[Article]] = field(default_factory=dict)  # story id → other publishers' headlines
    tags: list[Hashtag] = field(default_factory=list)  # of the lead
    most_reported: list[Story] = field(default_factory=list)
    named: list[tuple[Hashtag, int]] = field(default_factory=list)
    counted: int = 0
    moved: dict[int, Placed] = field(default_factory=dict)  # story id → its place for this reader, with what moved it
    hidden: list[tuple[Story, Placed]] = field(default_factory=list)  # left out for this reader
    own: bool = False


def front(now: datetime, reader: User | None = None) -> Front:
    """Read the front page: six queries, and up to six more to put it in the order of a `reader` who follows, mutes or has rules."""
    pinned = list(ranked().filter(pinned_until__gt=now)[:MOST_PINNED])
    heads = {story.pk for story in pinned}
    stories = pinned + [story for story in ranked()[:CONSIDERED] if story.pk not in heads]
    if not stories:
        return Front()
    taste = taste_of(reader) if reader else None
    if not reader or not taste:
        top = spread([_ranked(story, story.rank) for story in stories], IN_TOP, fixed=len(pinned))
        made = _page(_topped(stories, top), now)
        made.moved = _places(stories, top) | _pins(pinned)
        return made
    by_id = {story.pk: story for story in stories}
    places = arranged(stories, reader, taste)
    places.sort(key=lambda place: place.id not in heads)
    kept = [place for place in places if not place.hidden] or places
    top = spread([_ranked(by_id[place.id], place.rank) for place in kept], IN_TOP, fixed=len(pinned))
    made = _page(_topped([by_id[place.id] for place in kept], top), now)
    made.own = True
    said = {head.id: _said(head) for head in top}
    made.moved = {p.id: replace(p, why=(*p.why, *said.get(p.id, ()))) for p in places} | _pins(pinned)
    made.hidden = [(by_id[place.id], place) for place in places if place.hidden][:HIDDEN_TOLD]
    return made


def _ranked(story: Story, rank: float) -> Ranked:
    return Ranked(story.pk, rank, story.section, story.region)


def _topped(stories: Sequence[Story], top: Sequence[Head]) -> list[Story]:
    """Put the head of the page before the rest, which keeps its order."""
    by_id = {story.pk: story for story in stories}
    heads = [by_id[head.id] for head in top]
    return heads + [story for story in stories if story not in heads]


def _places(stories: Sequence[Story], top: Sequence[Head]) -> dict[int, Placed]:
    """Say of each story at the head why it stands there."""
    rank = {story.pk: story.rank for story in stories}
    return {head.id: Placed(head.id, rank[head.id], 0.0, hidden=False, why=_said(head)) for head in top}


def _said(head: Head) -> tuple[str, ...]:
    """How many of its like stand above, and what that counts, in words."""
    said = []
    if head.same_section:
        said.append(
            ngettext(
                "%(num)d story of its section stands above it, which counts as %(hours)s hours",
                "%(num)d stories of its section stand above it, which counts as %(hours)s hours",
                head.same_section,
            )
            % {"num": head.same_section, "hours": f"{head.same_section * SAME_SECTION * HOURS_PER_DOUBLING:g}"}
        )
    if head.same_region:
        said.append(
            ngettext(
                "%(num)d story from its part of the world stands above it, which counts as %(hours)s hours",
                "%(num)d stories from its part of the world stand above it, which counts as %(hours)s hours",
                head.same_region,
            )
            % {"num": head.same_region, "hours": f"{head.same_region * SAME_REGION * HOURS_PER_DOUBLING:g}"}
        )
    return tuple(said)


def _pins(pinned: Sequence[Story]) -> dict[int, Placed]:
    """Say of each pinned story that a person put it there, and until when."""
    return {
        story.pk: Placed(
            story.pk,
            story.rank,
            0.0,
            hidden=False,
            why=(gettext("Pinned by the operator until %(when)s") % {"when": exact(story.pinned_until)},),
        )
        for story in pinned
        if story.pinned_until
    }


def _page(stories: list[Story], now: datetime) -> Front:
    lead, second, following = stories[0], stories[1] if len(stories) > 1 else None, stories[2 : 2 + IN_RANK]
    top = [story for story in (lead, second, *following) if story]
    rest = stories[len(top) :]
    bands = [(name, found[:PER_SECTION]) for name in SECTIONS if (found := [s for s in rest if s.section == name])]
    small = [band for band in bands if len(band[1]) <= SMALL]
    counted, named = named_most()
    return Front(
        lead=lead,
        second=second,
        following=following,
        bands=[band for band in bands if len(band[1]) > SMALL or len(small) == 1],
        small=small if len(small) > 1 else [],
        others=_others(lead, top[1:]),
        tags=[tag for tag, _ in story_tags(lead)],
        most_reported=_most_reported(stories, now),
        named=named,
        counted=counted,
    )


def _most_reported(stories: Sequence[Story], now: datetime) -> list[Story]:
    today = [s for s in stories if s.publisher_count > 1 and s.updated and s.updated > now - timedelta(days=1)]
    return sorted(today, key=lambda s: (-s.publisher_count, -s.article_count, -s.rank))[:MOST_REPORTED]


def _others(lead: Story, top: Sequence[Story]) -> dict[int, list[Article]]:
    """Return other publishers' headlines: four of the lead, two of each other story; one a publisher, newest first, no near-copies."""
    found: dict[int, list[Article]] = {}
    for members, most in (
        (_members([lead])[:40], OTHERS),
        (_members(top)[:120], 2),
    ):
        for member in members:
            own = found.setdefault(member.story_id, [])
            if len(own) < most and all(member.article.publisher_id != a.publisher_id for a in own):
                own.append(member.article)
    return found


def _members(stories: Sequence[Story]) -> QuerySet[Member]:
    leads = [s.lead_id for s in stories if s.lead_id]
    publishers = [s.lead.publisher_id for s in stories if s.lead] if len(stories) == 1 else []
    return (
        Member.objects.filter(story__in=[s.pk for s in stories], copy_of=None, article__gone=None, article__refusal="")
        .exclude(article_id__in=leads)
        .exclude(article__publisher_id__in=publishers)
        .select_related("article__publisher")
        .only("story_id", "article__title", "article__published", "article__language", "article__publisher__name")
        .order_by("-article__published", "-pk")
    )


def story_tags(story: Story) -> list[tuple[Hashtag, int]]:
    """Return the five hashtags that most reports of a story carry, each with how many do; of equals what they put first. One query."""
    rows = (
        Hashtag.objects.filter(taggings__article__member__story=story, taggings__rank__lt=SHOWN_TAGS)
        .annotate(votes=Count("taggings"), place=Avg("taggings__rank"))
        .order_by("-votes", "place", "slug")[:SHOWN_TAGS]
    )
    return [(tag, tag.votes) for tag in rows]


_NAMED_MOST = """WITH newest AS (
        SELECT id FROM article_article WHERE gone IS NULL AND refusal = '' ORDER BY published DESC LIMIT %s)
    SELECT h.slug, h.tag, h.label, h.kind, count(*) AS n, (SELECT count(*) FROM newest)
    FROM newest JOIN insight_tagging t ON t.article_id = newest.id AND t.rank < 5
    JOIN insight_hashtag h ON h.id = t.hashtag_id
    GROUP BY h.id, h.slug, h.tag, h.label, h.kind ORDER BY n DESC, h.slug LIMIT %s"""


def named_most(most: int = 10) -> tuple[int, list[tuple[Hashtag, int]]]:
    """Return (articles counted, hashtags with how many of the newest articles carry each). One query."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED_MOST, [COUNTED_ARTICLES, most])
        rows = cursor.fetchall()
    found = [(Hashtag(slug=slug, tag=tag, label=label, kind=kind), n) for slug, tag, label, kind, n, _ in rows if n > 1]
    return (rows[0][5] if rows else 0), found


SECTION_PAGE = 20


def section(name: str, number: int) -> tuple[list[Story], Page]:
    """Return one page of a section's stories in rank order. Two queries."""
    stories = ranked().filter(section=name)
    page = Page(number, SECTION_PAGE, stories.count())
    return list(stories[page.first : page.first + page.size]), page
