"""Understand articles: language, sentences, vector, hashtags. CPU only; a batch is written in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.article.models import Article
from octavo.flow.actions import enqueue, finish
from octavo.flow.models import Work
from octavo.insight.actions import Understood, store_understandings
from octavo.insight.logic.section import section_of
from octavo.insight.logic.understand import understand
from octavo.insight.port import Embedder
from octavo.kit import seam


def run(rows: Sequence[Work], now: datetime) -> int:
    """Understand the articles of `rows` and make their place in a story and the aids of their text due. Returns how many."""
    articles = list(Article.objects.filter(pk__in=[row.target for row in rows]).select_related("publisher"))
    embedder: Embedder = seam.engine("insight.embedder")
    listed = [article for article in articles if not article.gone and not article.refusal]
    batch = [_understood(article, embedder) for article in listed]
    with transaction.atomic():
        store_understandings(batch)
        enqueue("place", sorted(article.pk for article in articles), now)
        enqueue("aid", [item.article_id for item in batch], now)
        finish(rows)
    return len(batch)


def _understood(article: Article, embedder: Embedder) -> Understood:
    insight = understand(
        article.title,
        article.minable,
        embedder=embedder,
        language=article.language or None,
        publisher=article.publisher.name,
    )
    words = [article.section, *article.categories]
    section = section_of(article.url, words, article.title, article.minable, insight.language, embedder)
    return Understood(article.pk, article.revision, insight, embedder.name, section)
