"""Understand articles: language, sentences, vector, hashtags. CPU only; a batch is written in one transaction."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from octavo.article.models import Article
from octavo.flow.actions import enqueue, finish
from octavo.flow.models import Work
from octavo.insight.actions import Understood, store_understandings
from octavo.insight.errors import EmbeddingsError
from octavo.insight.logic.section import section_of
from octavo.insight.logic.understand import understand
from octavo.insight.port import Embedder
from octavo.kit import seam

LATER = timedelta(minutes=5)  # when an embedder that failed is asked again

log = logging.getLogger("octavo.flow")


def run(rows: Sequence[Work], now: datetime) -> int:
    """Understand the articles of `rows` and make their place in a story and the aids of their text due. Returns how many."""
    articles = list(Article.objects.filter(pk__in=[row.target for row in rows]).select_related("publisher"))
    listed = [article for article in articles if not article.gone and not article.refusal]
    batch = _all_understood(listed)
    with transaction.atomic():
        store_understandings(batch)
        enqueue("place", sorted(article.pk for article in articles), now)
        enqueue("aid", [item.article_id for item in batch], now)
        chosen: Embedder = seam.engine("insight.embedder")
        enqueue("embed", [item.article_id for item in batch if item.model != chosen.name], now + LATER)
        finish(rows)
    return len(batch)


def _all_understood(articles: Sequence[Article]) -> list[Understood]:
    """Understand `articles` by the chosen embedder; where it fails by the one for sentences, until it is well again."""
    embedder: Embedder = seam.engine("insight.embedder")
    sentences_by: Embedder = seam.engine("insight.sentences")
    try:
        return [_understood(article, embedder, sentences_by) for article in articles]
    except EmbeddingsError as error:
        log.warning("%s; %d articles are understood without it, and read by it later", error, len(articles))
        return [_understood(article, sentences_by, sentences_by) for article in articles]


def _understood(article: Article, embedder: Embedder, sentences_by: Embedder) -> Understood:
    insight = understand(
        article.title,
        article.minable,
        embedder=embedder,
        sentences_by=sentences_by,
        language=article.language or None,
        publisher=article.publisher.name,
    )
    words = [article.section, *article.categories]
    section = section_of(article.url, words, article.title, article.minable, insight.language, sentences_by)
    return Understood(article.pk, article.revision, insight, embedder.name, section)
