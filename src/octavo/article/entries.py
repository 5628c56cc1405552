"""What feeds list becomes articles: the entries of many sources at once, in plain SQL, since a refresh is mostly this."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from octavo.article.actions import keep_revision
from octavo.article.logic.access import Verdict, decide
from octavo.article.models import Article
from octavo.article.types import Listed
from octavo.kit.bulk import insert
from octavo.source.models import Publisher, Source

_COLUMNS = (
    *("publisher_id", "source_id", "url", "guid", "title", "authors", "published", "dated", "modified"),
    *("language", "categories", "image_url", "text", "kinds", "excerpt", "word_count", "digest"),
    *("access", "mining", "ai", "ai_source", "refusal"),
)
_KNOWN = """WITH listed(publisher_id, url) AS (VALUES {})
    SELECT a.publisher_id, a.url, a.id, a.digest, a.complete OR a.gone IS NOT NULL OR a.read IS NOT NULL
    FROM listed JOIN article_article a ON a.publisher_id = listed.publisher_id AND a.url = listed.url"""

_LATEST = """SELECT a.source_id, {} FROM (VALUES {}) AS asked
    JOIN article_article a ON a.source_id = asked.column1 AND a.published >= (SELECT min(newest.published) FROM (
        SELECT b.published FROM article_article b WHERE b.source_id = asked.column1 ORDER BY b.published DESC LIMIT %s
    ) AS newest)"""
_AT_ONCE = 500  # addresses looked up by one statement

Key = tuple[int, str]  # publisher and canonical address: an article's identity


@transaction.atomic
def list_entries(batch: Sequence[tuple[Source, Sequence[Listed]]], now: datetime) -> list[tuple[list[int], list[int]]]:
    """Store what feeds list. Returns for each source (ids of unseen articles, ids of known ones whose feed text changed).

    Only articles of a source's own publisher are ever read or written: a foreign guid or address cannot touch another's.
    What two feeds of a publisher list at once belongs to the first.
    """
    first: dict[Key, tuple[int, Listed]] = {}
    for place, (source, listed) in enumerate(batch):
        for item in listed:
            first.setdefault((source.publisher_id, item.url), (place, item))
    known = _known(list(first))
    result: list[tuple[list[int], list[int]]] = [([], []) for _ in batch]
    fresh = [(place, item) for key, (place, item) in first.items() if key not in known]
    for article_id, publisher_id, url in _insert([source for source, _ in batch], fresh, now):
        result[first[publisher_id, url][0]][0].append(article_id)
    for key, (known_id, digest, settled) in known.items():
        place, item = first[key]
        if not settled and digest != item.digest:
            _follow(known_id, item, now)
            result[place][1].append(known_id)
    return result


def latest_published(source_ids: Sequence[int], most: int) -> dict[int, list[datetime]]:
    """Return when the newest `most` articles of each source were published, in any order. Reads that many index rows each."""
    found: dict[int, list[datetime]] = {}
    if source_ids:
        with connection.cursor() as cursor:
            # As text on SQLite, where all is UTC: its driver's own conversion takes ten times what reading it here does.
            told = "a.published || '+00:00'" if connection.vendor == "sqlite" else "a.published"
            cursor.execute(_LATEST.format(told, ", ".join(["(%s)"] * len(source_ids))), [*source_ids, most])
            for source_id, published in cursor.fetchall():
                moment = datetime.fromisoformat(published) if isinstance(published, str) else published
                found.setdefault(source_id, []).append(moment)
    return found


def _known(keys: Sequence[Key]) -> dict[Key, tuple[int, str, bool]]:
    """Return id, digest and whether the page (which knows better) has been read, of each article that is stored."""
    found: dict[Key, tuple[int, str, bool]] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            cursor.execute(_KNOWN.format(", ".join(["(%s, %s)"] * len(part))), [value for key in part for value in key])
            found |= {(row[0], row[1]): (row[2], row[3], bool(row[4])) for row in cursor.fetchall()}
    return found


def _insert(
    sources: Sequence[Source], fresh: Iterable[tuple[int, Listed]], now: datetime
) -> list[tuple[int, int, str]]:
    """Store unseen entries with the place of their source, the oldest first, so that a newer article has a higher id.

    Returns id, publisher's id and address of each that was stored, the lowest id first.
    """
    own = [_own(source) for source in sources]
    rows = []
    for place, item in sorted(fresh, key=lambda pair: pair[1].published or now):
        whose, language, verdict = own[place]
        rows.append(
            (
                *(*whose, item.url, item.guid, item.title, item.authors),
                *(min(item.published or now, now), item.published is not None, item.updated),
                *(language, item.categories, item.image, item.text, ("paragraph",) * item.paragraphs),
                *(item.excerpt, item.words, item.digest, *verdict),
            )
        )
    keys = ("id", "publisher_id", "url")
    stored = insert(connection, Article, _COLUMNS, rows, same={"first_seen": now}, returning=keys)
    return [(row[0], row[1], row[2]) for row in sorted(stored)]


def _own(source: Source) -> tuple[tuple[int, int], str, tuple[Any, ...]]:
    """Return what all articles of a source share: whose they are, in which language, and what their publisher allows."""
    publisher = source.publisher
    found = _verdict(publisher)
    verdict = (found.access, found.mining, found.ai, found.ai_source, found.refusal)
    return (publisher.pk, source.pk), publisher.language, verdict


def _verdict(publisher: Publisher) -> Verdict:
    return decide(publisher.access, publisher.ai_summary, {}, paywalled=None, unstated_ai=settings.AI_WHEN_UNSTATED)


def _follow(article_id: int, item: Listed, now: datetime) -> None:
    """Follow a changed entry whose page has not been read yet."""
    article = Article.objects.select_related("publisher").get(pk=article_id)
    verdict = _verdict(article.publisher)
    if article.access == verdict.access:  # else the publisher's rights changed, not its words
        keep_revision(article, now)
    article.title, article.text, article.kinds = item.title, item.text, ["paragraph"] * item.paragraphs
    article.excerpt, article.word_count, article.digest = item.excerpt, item.words, item.digest
    article.access, article.mining, article.ai = verdict.access, verdict.mining, verdict.ai
    article.ai_source, article.refusal = verdict.ai_source, verdict.refusal
    article.save()
