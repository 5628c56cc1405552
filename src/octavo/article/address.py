"""Where an article stands: one article stays one row when its page moves, and nobody's row is another publisher's page."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from octavo.article.models import Article
from octavo.article.types import Extracted
from octavo.kit.text import plain_key
from octavo.kit.url import same_owner
from octavo.source.logic.host import publisher_host
from octavo.source.models import Publisher

SECOND = "same-article"  # refusal of a second address of an article: it is kept so that a feed may list it again
ELSEWHERE = "elsewhere"  # refusal of an address that leads to another publisher's page
_LISTED_TWICE = """SELECT id FROM article_article
    WHERE publisher_id = %s AND guid = %s AND id <> %s AND gone IS NULL AND refusal = '' ORDER BY id LIMIT 1"""
_WORDS, _SHARED = 20, 0.7  # from so many words on, so large a share of them in common makes two texts one article


@dataclass(frozen=True, slots=True)
class Settled:
    """The article that a page belongs to (None: to none of this publisher), and the row that was hidden for it."""

    article: Article | None
    hidden: Article | None = None


@transaction.atomic(savepoint=False)
def settle(article: Article, page: Extracted, now: datetime) -> Settled:
    """Find the article that the page read at the address of `article` belongs to, and put it at the page's own address.

    Addresses that redirects and rel=canonical name count within the publisher's own site only, and only articles of
    `article.publisher` are ever looked at or changed. A page that is known already, or that the feed listed at another
    address before (same guid), is joined with the older article when their words agree: sites that name one address for
    all their pages hide nothing. An address that leads to other words than it did leaves the article as it was.
    """
    here, own = page.url or article.url, page.canonical_url or article.url
    home = f"https://{article.publisher.host}"
    if not same_owner(here, home) and _is_owned(article, here):
        _hide(article, ELSEWHERE, now)
        return Settled(None, article)
    if not same_owner(own, here) or not (same_owner(own, home) or same_owner(own, article.url)):
        own = article.url
    twin = _twin(article, own)
    if twin is not None and _agree(twin, page):
        return _joined(article, twin, own, now)
    if own != article.url and article.complete and not _agree(article, page):
        return Settled(None)
    if own != article.url and twin is None:
        _move(article, own, now)
    return Settled(article)


def _hide(article: Article, refusal: str, now: datetime) -> None:
    article.refusal, article.read = refusal, now
    article.save(update_fields=["refusal", "read"])


def _is_owned(article: Article, url: str) -> bool:
    """Say whether `url` belongs to another publisher that is known here."""
    try:
        host = publisher_host(url)
    except ValueError:
        return False
    return Publisher.objects.filter(host=host).exclude(pk=article.publisher_id).exists()


def _twin(article: Article, own: str) -> Article | None:
    """Return another visible article of this publisher at `own`, else one that its feed listed under the same guid."""
    others = Article.objects.filter(publisher_id=article.publisher_id).exclude(pk=article.pk)
    if own != article.url:
        at = others.filter(url=own).first()
        if at is not None:
            return at
    if article.read is None and len(article.guid) > 5:
        with (
            connection.cursor() as cursor
        ):  # asked for every page, nearly always in vain: as a model it costs four times that
            cursor.execute(_LISTED_TWICE, [article.publisher_id, article.guid, article.pk])
            found = cursor.fetchone()
        return Article.objects.get(pk=found[0]) if found else None
    return None


def _agree(twin: Article, page: Extracted) -> bool:
    """Say whether a stored article and a page are one: the same title, or mostly the same words."""
    if twin.refusal:
        return False
    if plain_key(twin.title) == plain_key(page.title or ""):
        return True
    known = set(re.findall(r"\w+", twin.text.casefold()))
    read = set(re.findall(r"\w+", page.text.casefold()))
    return len(known) >= _WORDS and len(known & read) >= _SHARED * len(known)


def _joined(article: Article, twin: Article, own: str, now: datetime) -> Settled:
    """Keep the older of two rows visible at `own`; the younger keeps the other address, so that a feed may name it."""
    elder, younger = sorted((article, twin), key=lambda one: one.pk)
    if elder.url != own:
        before, after = elder.url, own
        Article.objects.filter(pk=younger.pk).update(url=f"{after}#{younger.pk}")
        Article.objects.filter(pk=elder.pk).update(url=after)
        Article.objects.filter(pk=younger.pk).update(url=before)
        elder.url, younger.url = after, before
    _hide(younger, SECOND, now)
    return Settled(elder, younger)


def _move(article: Article, own: str, now: datetime) -> None:
    """Put an article at its own address, and keep the listed one as a second address."""
    second = Article(
        publisher_id=article.publisher_id,
        source_id=article.source_id,
        url=article.url,
        title=article.title,
        published=article.published,
        first_seen=article.first_seen,
        read=now,
        refusal=SECOND,
    )
    article.url = own
    article.save(update_fields=["url"])
    Article.objects.bulk_create([second], ignore_conflicts=True)
