"""What the hashtag pages read. Seven queries, however many articles carry the tag."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy

from octavo.article.models import Article
from octavo.insight.models import Hashtag, Tagging
from octavo.web.frame.body import body_of
from octavo.web.frame.paging import Page

SHOWN_TAGS = 5  # per article; an article is listed under the tags that its own page shows
PER_PAGE = 20
DAYS = 30
NEIGHBOURS_OF = 300  # the newest articles of a tag, whose other tags are counted
NEWEST = 3000  # articles that the index counts


def taggings(hashtag: Hashtag) -> QuerySet[Tagging]:
    """Return the taggings of articles that may be listed."""
    return Tagging.objects.filter(hashtag=hashtag, rank__lt=SHOWN_TAGS, article__gone=None, article__refusal="")


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article under a hashtag, and the sentence that earned it ("" when the headline did)."""

    article: Article
    sentence: str
    anchor: str


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
        return Carrier(article, "", "")
    place = body_of(article.paragraphs, known.sentences).place(row.start)
    return Carrier(article, article.text[row.start : row.end], place[0] if place else "")


def by_day(hashtag: Hashtag, now: datetime) -> list[tuple[date, int]]:
    """Return (day, articles) of the last thirty days, UTC, the oldest first; days without any count 0. One query."""
    since = (now - timedelta(days=DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        taggings(hashtag)
        .filter(article__published__gte=since)
        .annotate(day=TruncDate("article__published"))
        .values_list("day")
        .annotate(n=Count("pk"))
    )
    found = {day: n for day, n in rows if day}
    return [((since + timedelta(days=i)).date(), found.get((since + timedelta(days=i)).date(), 0)) for i in range(DAYS)]


def neighbours(hashtag: Hashtag, most: int = 12) -> list[tuple[Hashtag, int]]:
    """Return the hashtags that the newest articles of this one carry too. Two queries."""
    newest = list(
        taggings(hashtag).order_by("-article__published").values_list("article_id", flat=True)[:NEIGHBOURS_OF]
    )
    rows = (
        Tagging.objects.filter(article_id__in=newest, rank__lt=SHOWN_TAGS)
        .exclude(hashtag=hashtag)
        .values_list("hashtag__slug", "hashtag__tag")
        .annotate(n=Count("pk"))
        .order_by("-n", "hashtag__slug")[:most]
    )
    return [(Hashtag(slug=slug, tag=tag), n) for slug, tag, n in rows]


def publishers(hashtag: Hashtag, most: int = 8) -> list[tuple[str, str, int]]:
    """Return (slug, name, articles) of the publishers that have most under this hashtag. One query."""
    rows = taggings(hashtag).values_list("article__publisher__slug", "article__publisher__name").annotate(n=Count("pk"))
    return [(slug, name, n) for slug, name, n in rows.order_by("-n", "article__publisher__name")[:most]]


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
