"""What operators put on articles and took off them, as test cases for the tagger: would it do so by itself by now?"""

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.article.models import Article
from octavo.insight.corrections import slug_of
from octavo.insight.logic.hashtags import DEFAULT_TOP
from octavo.insight.logic.understand import understand
from octavo.insight.models import Hashtag, TagCorrection
from octavo.insight.port import Embedder

OF_HIDDEN = 5  # articles of each hidden hashtag, the newest


@dataclass(frozen=True, slots=True)
class Case:
    """One article and a hashtag that it must carry (`wanted`) or must not. `forms` are all slugs that mean the hashtag."""

    article: Article
    tag: str
    wanted: bool
    forms: frozenset[str]


def cases() -> Iterator[Case]:
    """Yield the cases that stand, oldest first; of articles that machines may read alone."""
    rows = TagCorrection.objects.filter(kind__in=("pin", "remove", "hide"), undone=None)
    for row in rows.select_related("hashtag", "article__publisher").order_by("made", "pk"):
        forms = _forms(row.hashtag)
        articles = [row.article] if row.article else _carriers(row.hashtag)
        for article in articles:
            if article and not article.gone and article.minable:
                yield Case(article, row.hashtag.tag, row.kind == TagCorrection.Kind.PIN, forms)


def passes(case: Case, embedder: Embedder) -> bool:
    """Say whether the tagger, without any correction, does as the operator did."""
    article = case.article
    found = understand(
        article.title,
        article.minable,
        embedder=embedder,
        language=article.language or None,
        publisher=article.publisher.name,
    )
    return any(slug_of(t.tag) in case.forms for t in found.hashtags[:DEFAULT_TOP]) == case.wanted


def _forms(hashtag: Hashtag) -> frozenset[str]:
    merged = Hashtag.objects.filter(merged_into=hashtag).values_list("slug", flat=True)
    return frozenset([hashtag.slug, *merged])


def _carriers(hashtag: Hashtag) -> list[Article]:
    rows = Article.objects.live().filter(taggings__hashtag=hashtag).select_related("publisher")
    return list(rows.order_by("-published")[:OF_HIDDEN])
