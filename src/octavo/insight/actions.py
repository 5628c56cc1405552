"""Every write to what Octavo knows of articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from octavo.insight import types
from octavo.insight.corrections import lay, slug_of, vote
from octavo.insight.logic.corrected import Mark, root
from octavo.insight.logic.hashtags import tag_of
from octavo.insight.logic.region import region_of
from octavo.insight.models import Hashtag, Spelling, Understanding

__all__ = ["KEPT_HASHTAGS", "Understood", "slug_of", "store_understandings", "store_vectors"]

# A page shows at most five; a few more are kept so that a story can vote among its reports' tags.
KEPT_HASHTAGS = 8
SHORTEST_FORM = 3  # letters of another written form that leads to a hashtag


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
    known = _hashtags([tag for item in batch for tag in item.insight.hashtags[:KEPT_HASHTAGS]])
    marks = {item.article_id: _marks(item, known) for item in batch}
    lay(ids, marks)
    taken: dict[int, set[str]] = {}
    for mark in (mark for found in marks.values() for mark in found):
        taken.setdefault(mark.hashtag, set()).add(mark.kind)
    vote(taken)
    _note_spellings(batch, known)


def _row(item: Understood) -> Understanding:
    insight = item.insight
    return Understanding(
        article_id=item.article_id,
        revision=item.revision,
        model=item.model,
        language=insight.language,
        section=item.section,
        region=region_of((e.label, e.count) for e in insight.entities if e.kind == "place"),
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


def _hashtags(tags: Sequence[types.Hashtag]) -> dict[str, int]:
    """Return slug → id of every tag, making the unknown ones."""
    wanted = {slug_of(tag.tag): tag for tag in tags}
    known = dict(Hashtag.objects.filter(slug__in=list(wanted)).values_list("slug", "pk"))
    known = _by_other_forms({slug: tag for slug, tag in wanted.items() if slug not in known}) | known
    missing = [
        Hashtag(slug=slug, tag=tag.tag[:120], label=tag.label[:200], kind=tag.kind)
        for slug, tag in wanted.items()
        if slug not in known
    ]
    if missing:
        Hashtag.objects.bulk_create(missing, ignore_conflicts=True)
        known |= dict(Hashtag.objects.filter(slug__in=list(wanted)).values_list("slug", "pk"))
    return known


def _by_other_forms(tags: Mapping[str, types.Hashtag]) -> dict[str, int]:
    """Return slug → id of the one hashtag that texts also call by that name; not of another kind, unless it is only a topic here."""
    found: dict[str, set[tuple[int, str]]] = {}
    for slug, pk, kind in Spelling.objects.filter(slug__in=list(tags)).values_list("slug", "hashtag", "hashtag__kind"):
        found.setdefault(slug, set()).add((pk, kind))
    clear = {slug: next(iter(named)) for slug, named in found.items() if len(named) == 1}
    return {slug: pk for slug, (pk, kind) in clear.items() if tags[slug].kind in (kind, "topic")}


def _marks(item: Understood, known: dict[str, int]) -> list[Mark]:
    marks: dict[int, Mark] = {}  # two forms of one thing in one text are one tag
    for tag in item.insight.hashtags[:KEPT_HASHTAGS]:
        pk = known[slug_of(tag.tag)]
        marks.setdefault(pk, Mark(pk, len(marks), tag.score, max(tag.start, 0), max(tag.end, 0), tag.kind))
    return list(marks.values())


def _note_spellings(batch: Sequence[Understood], known: dict[str, int]) -> None:
    """Note how texts write the names that became hashtags, so that those forms lead there too."""
    rows = {}
    for item in batch:
        forms = {
            label: [other for other in (entity.label, *entity.aliases) if other != label]
            for entity in item.insight.entities
            if entity.aliases
            for label in (*entity.aliases, entity.label)
        }
        for tag in item.insight.hashtags[:KEPT_HASHTAGS]:
            own = slug_of(tag.tag)
            for form in forms.get(tag.label, ()):
                slug = slug_of(tag_of(form))
                if slug != own and len(slug) >= SHORTEST_FORM:
                    rows[known[own], slug] = form[:120]
    if rows:
        merged = dict(Hashtag.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
        rows = {(root(pk, merged), slug): form for (pk, slug), form in rows.items()}
        there = set(Spelling.objects.filter(hashtag__in={pk for pk, _ in rows}).values_list("hashtag_id", "slug"))
        Spelling.objects.bulk_create(
            [
                Spelling(hashtag_id=pk, slug=slug, words=form)
                for (pk, slug), form in rows.items()
                if (pk, slug) not in there
            ],
            ignore_conflicts=True,
        )
