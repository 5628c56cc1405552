"""Every write to what Octavo knows of articles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.db.models import Count
from numpy.typing import NDArray

from octavo.insight import types
from octavo.insight.corrections import lay, slug_of
from octavo.insight.logic.corrected import Mark, root
from octavo.insight.logic.forms import other_numbers
from octavo.insight.logic.hashtags import tag_of
from octavo.insight.logic.kinds import voted
from octavo.insight.logic.region import region_of
from octavo.insight.logic.words import base_language
from octavo.insight.models import Hashtag, Spelling, TagCorrection, Tagging, Understanding

__all__ = ["KEPT_HASHTAGS", "Understood", "slug_of", "store_understandings", "store_vectors"]

# A page shows at most five; a few more are kept so that a story can vote among its reports' tags.
KEPT_HASHTAGS = 8
SHORTEST_FORM = 3  # letters of another written form that leads to a hashtag
_Forms = dict[tuple[int, str], str]  # a hashtag's id and the slug of another written form → the form


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
    known, forms = _hashtags(batch)
    marks = {item.article_id: _marks(item, known) for item in batch}
    lay(ids, marks)
    taken: dict[int, set[str]] = {}
    for mark in (mark for found in marks.values() for mark in found):
        taken.setdefault(mark.hashtag, set()).add(mark.kind)
    _vote(taken)
    _spell(forms | _spellings(batch, known))


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


def _hashtags(batch: Sequence[Understood]) -> tuple[dict[str, int], _Forms]:
    """Return slug → id of every tag of the batch, making the unknown ones, and which forms are another number of a known thing."""
    tags = [(tag, item.insight.language) for item in batch for tag in item.insight.hashtags[:KEPT_HASHTAGS]]
    wanted = {slug_of(tag.tag): tag for tag, _ in tags}
    numbers = {slug_of(tag.tag): _other_numbers(tag, language) for tag, language in tags}
    asked = {*wanted, *(other for others in numbers.values() for other in others)}
    rows = list(Hashtag.objects.filter(slug__in=asked).values_list("slug", "pk", "kind"))
    ids, topics = {slug: pk for slug, pk, _ in rows}, {slug for slug, _, kind in rows if kind == "topic"}
    known = _by_other_forms({slug: tag for slug, tag in wanted.items() if slug not in ids})
    known |= {slug: ids[slug] for slug in wanted if slug in ids}
    making: dict[str, Hashtag] = {}
    one_of: dict[str, str] = {}  # slug → the slug it is another number of
    for slug, tag in wanted.items():
        if slug in known:
            continue
        for other in numbers[slug]:
            if other in making or other in topics:
                one_of[slug] = other
        if slug not in one_of:
            making[slug] = Hashtag(slug=slug, tag=tag.tag[:120], label=tag.label[:200], kind=tag.kind)
    if making:
        Hashtag.objects.bulk_create(making.values(), ignore_conflicts=True)
        known |= dict(Hashtag.objects.filter(slug__in=list(making)).values_list("slug", "pk"))
    ids |= known
    known |= {slug: ids[other] for slug, other in one_of.items()}
    return known, {(known[slug], slug): wanted[slug].label for slug in one_of}


def _other_numbers(tag: types.Hashtag, language: str) -> list[str]:
    """Slugs of the same common noun in its other number."""
    forms = other_numbers(tag.label, base_language(language)) if tag.kind == "topic" else ()
    return [slug_of(tag_of(form)) for form in forms]


def _by_other_forms(tags: Mapping[str, types.Hashtag]) -> dict[str, int]:
    """Return slug → id of the one hashtag that texts also call by that name; not of another kind, unless it is only a topic here."""
    found: dict[str, set[tuple[int, str]]] = {}
    for slug, pk, kind in Spelling.objects.filter(slug__in=list(tags)).values_list("slug", "hashtag", "hashtag__kind"):
        found.setdefault(slug, set()).add((pk, kind))
    clear = {slug: next(iter(named)) for slug, named in found.items() if len(named) == 1}
    return {slug: pk for slug, (pk, kind) in clear.items() if tags[slug].kind in (kind, "topic")}


def _vote(taken: Mapping[int, Collection[str]]) -> None:
    """Let articles decide what kind these hashtags are, by id, where it is not what some were just `taken` for.

    A kind that a person chose stands. One query, three more where something may change.
    """
    known = dict(Hashtag.objects.filter(pk__in=taken).values_list("pk", "kind"))
    open_ = {pk for pk, kind in known.items() if set(taken[pk]) - {kind}}
    if not open_:
        return
    named = TagCorrection.objects.filter(hashtag__in=open_, kind=TagCorrection.Kind.RENAME, undone=None)
    open_ -= set(named.values_list("hashtag", flat=True))
    votes: dict[int, dict[str, int]] = {pk: {} for pk in open_}
    for pk, kind, n in (
        Tagging.objects.filter(hashtag__in=open_).order_by().values_list("hashtag", "kind").annotate(n=Count("pk"))
    ):
        votes[pk][kind] = n
    for pk, counted in votes.items():
        kind = voted(counted, known[pk])
        if kind != known[pk]:
            Hashtag.objects.filter(pk=pk).update(kind=kind)


def _marks(item: Understood, known: dict[str, int]) -> list[Mark]:
    marks: dict[int, Mark] = {}  # two forms of one thing in one text are one tag
    for tag in item.insight.hashtags[:KEPT_HASHTAGS]:
        pk = known[slug_of(tag.tag)]
        marks.setdefault(pk, Mark(pk, len(marks), tag.score, max(tag.start, 0), max(tag.end, 0), tag.kind))
    return list(marks.values())


def _spellings(batch: Sequence[Understood], known: Mapping[str, int]) -> _Forms:
    """Return how texts write the names that became hashtags."""
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
                    rows[known[own], slug] = form
    return rows


def _spell(forms: _Forms) -> None:
    """Let other written forms lead to their hashtags."""
    if not forms:
        return
    merged = dict(Hashtag.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    rows = {(root(pk, merged), slug): form[:120] for (pk, slug), form in forms.items()}
    there = set(Spelling.objects.filter(hashtag__in={pk for pk, _ in rows}).values_list("hashtag_id", "slug"))
    Spelling.objects.bulk_create(
        [
            Spelling(hashtag_id=pk, slug=slug, words=form)
            for (pk, slug), form in rows.items()
            if (pk, slug) not in there
        ],
        ignore_conflicts=True,
    )
