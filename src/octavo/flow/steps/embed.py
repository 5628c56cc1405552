"""Read articles anew by the chosen embedder: those that another one read, before the setting changed or while this one failed.

Nothing waits for it. Until its turn has come an article keeps the vector it has, which is compared with others of its kind
alone; names, words and numbers are compared with all.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from octavo.article.models import Article
from octavo.flow.actions import enqueue, finish, repeat_each
from octavo.flow.models import Work
from octavo.flow.steps import place
from octavo.insight.actions import store_vectors
from octavo.insight.errors import InsightError
from octavo.insight.models import Understanding
from octavo.insight.port import Embedder, tells_apart
from octavo.kit import seam
from octavo.story.actions import Embedded, store_reembedded

log = logging.getLogger("octavo.flow")

REST = timedelta(minutes=5)  # of an embedder that fails


def schedule(now: datetime) -> int:
    """Make every article due that another embedder has read, and understand readers' rules anew. Returns how many articles."""
    from octavo.people.actions.reading import embed_wishes  # imported here: a single reading knows nothing of readers

    embedder: Embedder = seam.engine("insight.embedder")
    others = list(Understanding.objects.exclude(model=embedder.name).values_list("article_id", flat=True))
    enqueue("embed", others, now)
    try:
        embed_wishes()
    except InsightError as error:
        log.warning("%s; readers' rules go by their words until the next start", error)
    if others:
        log.info("%d articles are read anew by %s, the newest first", len(others), embedder.name)
    return len(others)


def run(rows: Sequence[Work], now: datetime) -> int:
    """Give the articles of `rows` vectors of the chosen embedder. Returns how many got one; the rest is put off when it fails."""
    embedder: Embedder = seam.engine("insight.embedder")
    wanted = [row.target for row in rows]
    known = Understanding.objects.filter(article_id__in=wanted).exclude(model=embedder.name)
    languages = dict(known.values_list("article_id", "language"))
    articles = list(Article.objects.live().filter(pk__in=languages))
    try:
        vectors = embedder.embed([f"{article.title}\n{article.minable}" for article in articles])
    except InsightError as error:
        log.warning("%s; %d articles wait for it", error, len(rows))
        repeat_each((row, now + REST) for row in rows)
        return 0
    made = {
        article.pk: Embedded(vector, embedder.name, tells_apart(embedder, languages[article.pk]))
        for article, vector in zip(articles, vectors, strict=True)
    }
    with transaction.atomic():
        store_vectors({pk: item.vector for pk, item in made.items()}, embedder.name)
        members = store_reembedded(made)
        enqueue("publish", sorted(members), now)
        finish(rows)
    place.learn(members)
    return len(made)
