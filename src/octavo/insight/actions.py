"""Every write to what Octavo knows of articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from octavo.insight import types
from octavo.insight.models import Hashtag, Tagging, Understanding

# A page shows at most five; a few more are kept so that a story can vote among its reports' tags.
KEPT_HASHTAGS = 8


@dataclass(frozen=True, slots=True)
class Understood:
    """An insight that belongs to one revision of one article. `model` names the embedder, `section` is a slug or ""."""

    article_id: int
    revision: int
    insight: types.Insight
    model: str
    section: str


@transaction.atomic
def store_understandings(batch: Sequence[Understood]) -> None:
    """Store a batch, replacing what was known of the same articles. Done twice, it changes nothing."""
    ids = [item.article_id for item in batch]
    Understanding.objects.filter(article_id__in=ids).delete()
    Understanding.objects.bulk_create([_row(item) for item in batch])
    Tagging.objects.filter(article_id__in=ids).delete()
    known = _hashtags([tag for item in batch for tag in item.insight.hashtags[:KEPT_HASHTAGS]])
    Tagging.objects.bulk_create([row for item in batch for row in _taggings(item, known)])


def _row(item: Understood) -> Understanding:
    insight = item.insight
    return Understanding(
        article_id=item.article_id,
        revision=item.revision,
        model=item.model,
        language=insight.language,
        section=item.section,
        sentences=[[s.start, s.end, s.paragraph] for s in insight.sentences],
        key_sentences=[[s.start, s.end, s.paragraph, round(s.score, 4)] for s in insight.key_sentences],
        entities=[[e.label, e.kind, e.start, e.end, e.count] for e in insight.entities],
        vector=insight.vector.astype(np.float16).tobytes(),
    )


@transaction.atomic
def store_vectors(vectors: Mapping[int, NDArray[np.float32]], model: str) -> None:
    """Replace the vectors of understood articles (by article id) with those of the embedder `model`."""
    known = list(Understanding.objects.filter(article_id__in=vectors).only("article_id", "model", "vector"))
    for row in known:
        row.model, row.vector = model, vectors[row.article_id].astype(np.float16).tobytes()
    Understanding.objects.bulk_update(known, ["model", "vector"])


def slug_of(tag: str) -> str:
    """Return the one form under which a hashtag is kept: "#PrisonerExchange" → "prisonerexchange"."""
    return tag.lstrip("#").casefold()[:120]


def _hashtags(tags: Sequence[types.Hashtag]) -> dict[str, int]:
    """Return slug → id of every tag, making the unknown ones."""
    wanted = {slug_of(tag.tag): tag for tag in tags}
    known = dict(Hashtag.objects.filter(slug__in=list(wanted)).values_list("slug", "pk"))
    missing = [
        Hashtag(slug=slug, tag=tag.tag[:120], label=tag.label[:200], kind=tag.kind)
        for slug, tag in wanted.items()
        if slug not in known
    ]
    if missing:
        Hashtag.objects.bulk_create(missing, ignore_conflicts=True)
        known = dict(Hashtag.objects.filter(slug__in=list(wanted)).values_list("slug", "pk"))
    return known


def _taggings(item: Understood, known: dict[str, int]) -> list[Tagging]:
    rows: dict[int, Tagging] = {}
    for rank, tag in enumerate(item.insight.hashtags[:KEPT_HASHTAGS]):
        hashtag = known[slug_of(tag.tag)]
        rows.setdefault(
            hashtag,
            Tagging(
                article_id=item.article_id,
                hashtag_id=hashtag,
                rank=rank,
                score=tag.score,
                start=max(tag.start, 0),
                end=max(tag.end, 0),
            ),
        )
    return list(rows.values())
