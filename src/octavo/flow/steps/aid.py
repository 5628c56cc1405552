"""Make what the AI tools show of an article before anyone asks: facts, moments, terms, quiz. CPU only."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.article.models import Article
from octavo.assist.actions import Aided, store_aids
from octavo.assist.logic.aids import known_from, make
from octavo.assist.logic.quiz import Read
from octavo.assist.reading import around
from octavo.assist.types import Source
from octavo.flow.actions import finish
from octavo.flow.models import Work
from octavo.insight.logic.words import base_language
from octavo.insight.models import Understanding


def run(rows: Sequence[Work], now: datetime) -> int:  # noqa: ARG001 - every step gets the moment
    """Make the aids of the articles of `rows`, of their present revision. Returns how many articles have some."""
    articles = Article.objects.filter(pk__in=[row.target for row in rows]).select_related("publisher", "understanding")
    read: dict[str, Read] = {}
    batch = [_aided(article, read) for article in articles.defer("understanding__vector")]
    with transaction.atomic():
        store_aids(batch)
        finish(rows)
    return sum(item.made is not None for item in batch)


def _aided(article: Article, read: dict[str, Read]) -> Aided:
    known: Understanding | None = getattr(article, "understanding", None)
    shown = article.may_summarise and article.text and not article.gone and not article.refusal
    if known is None or known.revision != article.revision or not shown:
        return Aided(article.pk, article.revision, None)
    language = known.language or article.language or "en"
    base = base_language(language)
    if base not in read:
        read[base] = around([], base)
    source = Source(str(article.pk), article.title, article.text, article.publisher.name, article.published, language)
    found = known_from(known.sentences, known.key_sentences, known.entities)
    return Aided(article.pk, article.revision, make(source, found, read[base]))
