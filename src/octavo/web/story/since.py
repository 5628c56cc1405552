"""What happened in a story since a reader last opened it: sentences with their sources, no adjectives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.article.models import Article
from octavo.assist.reports import Row
from octavo.insight.models import Understanding
from octavo.web.frame.addresses import article_url
from octavo.web.frame.body import body_of

MOST = 6  # of each kind; the rest is counted
QUOTED = 4  # new reports whose first telling sentence is shown


@dataclass(frozen=True, slots=True)
class New:
    """A report that came since: its most telling sentence and where that stands ("" where none may be shown)."""

    article: Article
    sentence: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """What is new, changed and withdrawn since `then`."""

    then: datetime
    new: tuple[New, ...]
    more: int
    changed: tuple[Article, ...]
    withdrawn: tuple[Article, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def since(rows: Sequence[Row], then: datetime) -> Since:
    """Compare a story's reports with the moment `then`. At most two queries."""
    articles = [row.article for row in rows if not row.copy]
    read = {row.text for row in rows if row.article.first_seen <= then}  # a copy that comes later is no news
    came = [row.article for row in rows if not row.copy and not row.gone and row.text not in read]
    return Since(
        then=then,
        new=tuple(_told(came[:MOST])),
        more=max(0, len(came) - MOST),
        changed=tuple(a for a in articles if a.first_seen <= then and a.changed and a.changed > then and not a.gone)[
            :MOST
        ],
        withdrawn=tuple(a for a in articles if a.gone and a.gone > then)[:MOST],
    )


def _told(came: Sequence[Article]) -> list[New]:
    quotable = [a.pk for a in came if a.may_summarise and a.access != "headline"][:QUOTED]
    known = {
        u.article_id: u
        for u in Understanding.objects.filter(article__in=quotable).select_related("article__publisher")
        if u.revision == u.article.revision and u.key_sentences
    }
    return [_new(article, known.get(article.pk)) for article in came]


def _new(article: Article, known: Understanding | None) -> New:
    if known is None:
        return New(article)
    start, end = known.key_sentences[0][:2]
    body = body_of(known.article.paragraphs, known.sentences)
    place = body.place(start)
    if place is None:
        return New(article)
    return New(article, known.article.text[start:end], f"{article_url(known.article)}#{place[0]}")
