"""What the hashtag pages read. Six queries, however many articles carry the tag."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField, Count, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy

from octavo.article.models import Article
from octavo.insight.logic.trend import WEEKS_BACK, Pace, pace
from octavo.insight.models import SHOWN_TAGS, Hashtag, Spelling, Tagging
from octavo.source.models import Source
from octavo.web.frame.body import body_of
from octavo.web.frame.paging import Page

PER_PAGE = 20
DAYS = 30
NEIGHBOURS_OF = 300  # the newest articles of a tag, whose other tags are counted
NEWEST = 3000  # articles that the index counts


def taggings(hashtag: Hashtag) -> QuerySet[Tagging]:
    """Return the taggings of articles that may be listed."""
    return Tagging.objects.filter(hashtag=hashtag, rank__lt=SHOWN_TAGS, article__gone=None, article__refusal="")


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article under a hashtag, and the sentence that earned it ("" when the headline did, or it is `pinned` by an operator)."""

    article: Article
    sentence: str
    anchor: str
    pinned: bool = False


def carriers(hashtag: Hashtag, page: Page) -> list[Carrier]:
    """Return one page of articles, newest first. One query."""
    rows = (
        taggings(hashtag)
        .select_related("article__publisher", "article__understanding", "article__member__story")
        .defer(
            "article__understanding__vector",
            "article__member__report",
            "article__rights",
            "article__understanding__entities",
        )
        .order_by("-article__published", "-pk")[page.first : page.first + page.size]
    )
    return [_carrier(row) for row in rows]


def _carrier(row: Tagging) -> Carrier:
    article = row.article
    known = getattr(article, "understanding", None)
    if row.end <= row.start or known is None or known.revision != article.revision:
        return Carrier(article, "", "", pinned=row.score == 0)
    place = body_of(article.paragraphs, known.sentences).place(row.start)
    return Carrier(article, article.text[row.start : row.end], place[0] if place else "")


def by_day(hashtag: Hashtag, now: datetime) -> list[tuple[date, int]]:
    """Return (day, articles) of the last thirty days, UTC, the oldest first; days without any count 0. One query."""
    since = (now - timedelta(days=DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        taggings(hashtag)
        .filter(article__published__gte=since)
        # As text, in UTC on both databases: a true date would cost SQLite a call of Python for every row.
        .annotate(day=Substr(Cast("article__published", CharField()), 1, 10))
        .values_list("day")
        .annotate(n=Count("pk"))
    )
    found = {date.fromisoformat(day): n for day, n in rows if day}
    return [((since + timedelta(days=i)).date(), found.get((since + timedelta(days=i)).date(), 0)) for i in range(DAYS)]


def neighbours(hashtag: Hashtag, most: int = 12) -> list[tuple[Hashtag, int]]:
    """Return the hashtags that the newest articles of this one carry too, and how many carry both. One query."""
    newest = taggings(hashtag).order_by("-article__published").values("article_id")[:NEIGHBOURS_OF]
    rows = (
        Tagging.objects.filter(article_id__in=newest, rank__lt=SHOWN_TAGS)
        .exclude(hashtag=hashtag)
        .values_list("hashtag__slug", "hashtag__tag")
        .annotate(n=Count("pk"))
        .order_by("-n", "hashtag__slug")[:most]
    )
    return [(Hashtag(slug=slug, tag=tag), n) for slug, tag, n in rows]


@dataclass(frozen=True, slots=True)
class Voices:
    """Who carries a hashtag: all articles, (slug, name, articles) of the publishers that have most, and how it does now."""

    total: int
    most: tuple[tuple[str, str, int], ...]
    pace: Pace


def voices(hashtag: Hashtag, now: datetime, most: int = 8) -> Voices:
    """Return who carries a hashtag, and its last 24 hours against the four weeks before. One query."""
    day, month = now - timedelta(days=1), now - timedelta(days=1 + WEEKS_BACK)
    first = Source.objects.order_by("added").values("added")[:1]  # since when this site reads at all
    rows = list(
        taggings(hashtag)
        .values_list("article__publisher__slug", "article__publisher__name")
        .annotate(
            n=Count("pk"),
            recent=Count("pk", filter=Q(article__published__gt=day, article__published__lte=now)),
            before=Count("pk", filter=Q(article__published__gt=month, article__published__lte=day)),
            since=Subquery(first),
        )
        .order_by("-n", "article__publisher__name")
    )
    since = rows[0][5] if rows else None
    known = (day - since).days if since else 0
    recent = [row[3] for row in rows if row[3]]
    return Voices(
        sum(row[2] for row in rows),
        tuple((slug, name, n) for slug, name, n, *_ in rows[:most]),
        pace(sum(recent), len(recent), sum(row[4] for row in rows), known),
    )


def spellings(hashtag: Hashtag, most: int = 12) -> list[str]:
    """Return the other written forms that lead here. One query."""
    rows = Spelling.objects.filter(hashtag=hashtag).order_by("words").values_list("words", flat=True)
    return list(rows[:most])


@dataclass(frozen=True, slots=True)
class Index:
    """The hashtags of the newest articles, by kind, with how many carry each."""

    groups: tuple[tuple[str, tuple[tuple[Hashtag, int], ...]], ...]
    counted: int


KINDS = {
    "topic": gettext_lazy("Topics"),
    "person": gettext_lazy("People"),
    "organisation": gettext_lazy("Organisations"),
    "place": gettext_lazy("Places"),
    "event": gettext_lazy("Events"),
    "work": gettext_lazy("Works"),
}
PER_KIND = 24


def index() -> Index:
    """Count the hashtags of the newest articles. Two queries."""
    newest = list(Article.objects.live().order_by("-published").values_list("published", flat=True)[:NEWEST])
    edge = newest[-1] if newest else None
    rows = Tagging.objects.filter(rank__lt=SHOWN_TAGS, article__gone=None, article__refusal="")
    rows = rows.filter(article__published__gte=edge) if edge else rows.none()
    counted = (
        rows.values_list("hashtag__slug", "hashtag__tag", "hashtag__kind")
        .annotate(n=Count("pk"))
        .order_by("-n", "hashtag__slug")
    )
    groups: dict[str, list[tuple[Hashtag, int]]] = {kind: [] for kind in KINDS}
    seen: Counter[str] = Counter()
    for slug, tag, kind, n in counted[:2000]:
        place = kind if kind in groups else "topic"
        if seen[place] < PER_KIND:
            seen[place] += 1
            groups[place].append((Hashtag(slug=slug, tag=tag, kind=kind), n))
    return Index(tuple((str(KINDS[kind]), tuple(tags)) for kind, tags in groups.items() if tags), len(newest))
