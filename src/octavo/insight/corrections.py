"""Every write of an operator to hashtags: merge, rename, hide, pin, remove, undo. Each verb is one transaction; later passes keep them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.insight.errors import TagCorrectionError
from octavo.insight.logic.corrected import OUT, Mark, corrected, root
from octavo.insight.logic.hashtags import tag_of
from octavo.insight.models import Hashtag, Spelling, TagCorrection, Tagging, Understanding
from octavo.insight.types import KINDS

Kind = TagCorrection.Kind
LONGEST = 100  # letters of a name that an operator gives: more than any hashtag needs, and less than a row holds
_Found = Mapping[int, Sequence[Mark]]


def slug_of(tag: str) -> str:
    """Return the one form under which a hashtag is kept: "#PrisonerExchange" → "prisonerexchange"."""
    return tag.lstrip("#").casefold()[:120]


def meant(slug: str) -> Hashtag | None:
    """Return the hashtag that an address leads to: its own, what that was merged into, or the only one that is also written so."""
    found = Hashtag.objects.filter(slug=slug).select_related("merged_into").first()
    seen = set()
    while found is not None and found.merged_into and found.pk not in seen:
        seen.add(found.pk)
        found = found.merged_into
    if found is not None:
        return found
    written = Hashtag.objects.filter(spellings__slug=slug, merged_into=None).distinct()[:2]
    return written[0] if len(written) == 1 else None


@transaction.atomic
def merge_hashtags(kept: Hashtag, other: Hashtag, now: datetime) -> TagCorrection:
    """Put what carries `other` under `kept`, for ever; its address leads on. Raises TagCorrectionError when they are one already."""
    if kept.pk == other.pk or other.merged_into_id == kept.pk:
        raise TagCorrectionError(gettext("This is the same hashtag; name another one."))
    if kept.merged_into_id or other.merged_into_id:
        raise TagCorrectionError(gettext("One of the two is part of another hashtag already; open that one."))
    rows = Tagging.objects.filter(hashtag=other)
    both = rows.filter(article__in=Tagging.objects.filter(hashtag=kept).values("article"))
    twice = [list(row) for row in both.values_list("article_id", "rank", "score", "start", "end")]
    rows.filter(article__in=[int(row[0]) for row in twice]).delete()
    before = {"both": twice, "moved": list(rows.values_list("article_id", flat=True))}
    rows.update(hashtag=kept)
    other.merged_into = kept
    other.save(update_fields=["merged_into"])
    _spell(kept, other.tag)
    return _keep(Kind.MERGE, kept, now, before, other=other)


@transaction.atomic
def rename_hashtag(hashtag: Hashtag, words: str, kind: str, now: datetime) -> TagCorrection:
    """Give a hashtag another name, kind or both; its former address leads to the new one.

    Raises TagCorrectionError when there is no name in `words`, no such kind, nothing to change, or another hashtag of that name.
    """
    if len(words) > LONGEST:
        raise TagCorrectionError(gettext("This name is too long for a hashtag. Write at most 100 letters."))
    tag = tag_of(words)
    slug = slug_of(tag)
    if len(tag) < 3 or kind not in KINDS:
        raise TagCorrectionError(gettext("Write a name of letters or digits, and choose a kind."))
    if (tag, kind) == (hashtag.tag, hashtag.kind):
        raise TagCorrectionError(gettext("This is its name and kind already."))
    before = {"slug": hashtag.slug, "tag": hashtag.tag, "label": hashtag.label, "kind": hashtag.kind}
    alias = _taken(hashtag, slug) if slug != hashtag.slug else None
    hashtag.tag, hashtag.label, hashtag.kind = tag, " ".join(words.lstrip("#").split()), kind
    if slug != hashtag.slug:
        former = hashtag.slug
        if alias:  # it bore this name before
            Hashtag.objects.filter(pk=alias.pk).update(slug=f"~{alias.pk}")
        hashtag.slug = slug
        hashtag.save()
        if alias:
            Hashtag.objects.filter(pk=alias.pk).update(slug=former, tag=before["tag"])
        else:
            alias = Hashtag.objects.create(
                slug=former, tag=before["tag"], label=before["label"], kind=before["kind"], merged_into=hashtag
            )
        _spell(hashtag, before["tag"])
    hashtag.save()
    return _keep(Kind.RENAME, hashtag, now, before, other=alias)


@transaction.atomic
def hide_hashtag(hashtag: Hashtag, now: datetime) -> TagCorrection:
    """Show a hashtag nowhere. Raises TagCorrectionError when it is hidden already."""
    if hashtag.hidden:
        raise TagCorrectionError(gettext("It is hidden already."))
    hashtag.hidden = True
    hashtag.save(update_fields=["hidden"])
    Tagging.objects.filter(hashtag=hashtag, rank__lt=OUT).update(rank=F("rank") + OUT)
    return _keep(Kind.HIDE, hashtag, now)


@transaction.atomic
def pin_hashtag(hashtag: Hashtag, article: Article, now: datetime) -> TagCorrection:
    """Put a hashtag on an article, before those the tagger found. Raises TagCorrectionError when it is pinned there already."""
    if _standing(article.pk, hashtag.pk, Kind.PIN):
        raise TagCorrectionError(gettext("It is pinned to this article already."))
    _undo_all(article.pk, hashtag.pk, Kind.REMOVE, now)
    found = _keep(Kind.PIN, hashtag, now, article=article)
    lay([article.pk])
    return found


@transaction.atomic
def remove_hashtag(hashtag: Hashtag, article: Article, now: datetime) -> TagCorrection:
    """Take a hashtag off an article. Raises TagCorrectionError when it is not there."""
    if not Tagging.objects.filter(article=article, hashtag=hashtag, rank__lt=OUT).exists():
        raise TagCorrectionError(gettext("This article does not carry the hashtag."))
    _undo_all(article.pk, hashtag.pk, Kind.PIN, now)
    found = _keep(Kind.REMOVE, hashtag, now, article=article)
    lay([article.pk])
    return found


@transaction.atomic
def undo_correction(found: TagCorrection, now: datetime) -> None:
    """Take a correction back: everything is as it was before it. Raises TagCorrectionError when it was undone before."""
    if found.undone:
        raise TagCorrectionError(gettext("This correction was undone already."))
    found.undone = now
    found.save(update_fields=["undone"])
    hashtag, other = found.hashtag, found.other
    if found.kind == Kind.MERGE and other:
        other.merged_into = None
        other.save(update_fields=["merged_into"])
        Spelling.objects.filter(hashtag=hashtag, slug=other.slug).delete()
        Tagging.objects.filter(hashtag=hashtag, article__in=found.before["moved"]).update(hashtag=other)
        Tagging.objects.bulk_create(
            [Tagging(hashtag=other, article_id=a, rank=r, score=w, start=s, end=e) for a, r, w, s, e in _both(found)],
            ignore_conflicts=True,
        )
    elif found.kind == Kind.RENAME:
        _rename_back(hashtag, other, found.before)
    elif found.kind == Kind.HIDE:
        Hashtag.objects.filter(pk=hashtag.pk).update(hidden=False)
        out = TagCorrection.objects.filter(hashtag=hashtag, kind=Kind.REMOVE, undone=None).values("article")
        Tagging.objects.filter(hashtag=hashtag, rank__gte=OUT).exclude(article__in=out).update(rank=F("rank") - OUT)
    elif found.article_id:
        lay([found.article_id])


def lay(article_ids: Collection[int], found: _Found | None = None) -> None:
    """Write the hashtags of articles as the corrections that stand want them: over what the tagger `found`, or over those kept."""
    rules = _rules(article_ids)
    rows = Tagging.objects.filter(article__in=article_ids)
    if found is None:
        kept: dict[int, list[Mark]] = {}
        for row in rows.order_by("rank"):
            kept.setdefault(row.article_id, []).append(
                Mark(row.hashtag_id, row.rank % OUT, row.score, row.start, row.end, row.kind)
            )
        found = {pk: [m for m in marks if m.score > 0] for pk, marks in kept.items()}
    rows.delete()
    made = []
    for pk in article_ids:
        pinned = rules.pinned.get(pk, [])
        out = rules.hidden | rules.removed.get(pk, set())
        marks = corrected(found.get(pk, ()), merged=rules.merged, out=out, pinned=pinned)
        made += [
            Tagging(
                article_id=pk, hashtag_id=m.hashtag, rank=m.rank, score=m.score, start=m.start, end=m.end, kind=m.kind
            )
            for m in marks
        ]
    Tagging.objects.bulk_create(made)


@dataclass(frozen=True, slots=True)
class _Rules:
    merged: dict[int, int]
    hidden: set[int]
    removed: dict[int, set[int]] = field(default_factory=dict)
    pinned: dict[int, list[Mark]] = field(default_factory=dict)


def _rules(article_ids: Collection[int]) -> _Rules:
    """Return what stands for these articles. Three queries, two more where something is pinned."""
    merged = dict(Hashtag.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    rules = _Rules(merged, set(Hashtag.objects.filter(hidden=True).values_list("pk", flat=True)))
    rows = TagCorrection.objects.filter(article__in=article_ids, kind__in=(Kind.PIN, Kind.REMOVE), undone=None)
    pins: dict[int, list[Hashtag]] = {}
    for row in rows.select_related("hashtag").order_by("made", "pk"):
        if row.article_id is None:
            continue
        if row.kind == Kind.REMOVE:
            rules.removed.setdefault(row.article_id, set()).add(root(row.hashtag_id, merged))
        else:
            pins.setdefault(row.article_id, []).append(row.hashtag)
    if pins:
        _place(pins, rules)
    return rules


def _place(pins: Mapping[int, Sequence[Hashtag]], rules: _Rules) -> None:
    """Find the sentence of each pinned hashtag in the present text: the first that holds its words; none where none does."""
    texts = dict(Article.objects.filter(pk__in=pins).values_list("pk", "text"))
    known = dict(Understanding.objects.filter(article__in=pins).values_list("article_id", "sentences"))
    for pk, hashtags in pins.items():
        sentences = [(s[0], s[1]) for s in known.get(pk, [])]
        for hashtag in hashtags:
            start, end = next(
                ((s, e) for s, e in sentences if hashtag.label.casefold() in texts[pk][s:e].casefold()), (0, 0)
            )
            rules.pinned.setdefault(pk, []).append(Mark(hashtag.pk, 0, 0.0, start, end))


def _taken(hashtag: Hashtag, slug: str) -> Hashtag | None:
    """Return the former name of `hashtag` that `slug` is. Raises TagCorrectionError when it is another hashtag's."""
    found = Hashtag.objects.filter(slug=slug).first()
    if found and found.merged_into_id != hashtag.pk:
        raise TagCorrectionError(gettext("There is %(tag)s already. Merge the two instead.") % {"tag": found.tag})
    return found


def _rename_back(hashtag: Hashtag, alias: Hashtag | None, before: Mapping[str, str]) -> None:
    new = hashtag.slug
    if alias and new != before["slug"]:
        Hashtag.objects.filter(pk=alias.pk).update(slug=f"~{alias.pk}", merged_into=None)
    Hashtag.objects.filter(pk=hashtag.pk).update(**before)
    if alias and new != before["slug"]:  # free again, should the tagger find it by itself
        Hashtag.objects.filter(pk=alias.pk).update(slug=new, tag=hashtag.tag, label=hashtag.label, kind=hashtag.kind)
        Spelling.objects.filter(hashtag=hashtag, slug=before["slug"]).delete()


def _spell(hashtag: Hashtag, words: str) -> None:
    slug = slug_of(words)
    if slug != hashtag.slug:
        Spelling.objects.get_or_create(hashtag=hashtag, slug=slug, defaults={"words": words.lstrip("#")[:120]})


def _standing(article: int, hashtag: int, kind: str) -> Iterable[TagCorrection]:
    return TagCorrection.objects.filter(article=article, hashtag=hashtag, kind=kind, undone=None)


def _undo_all(article: int, hashtag: int, kind: str, now: datetime) -> None:
    TagCorrection.objects.filter(article=article, hashtag=hashtag, kind=kind, undone=None).update(undone=now)


def _both(found: TagCorrection) -> list[list[Any]]:
    rows: list[list[Any]] = found.before["both"]
    return rows


def _keep(
    kind: str,
    hashtag: Hashtag,
    now: datetime,
    before: dict[str, Any] | None = None,
    *,
    other: Hashtag | None = None,
    article: Article | None = None,
) -> TagCorrection:
    return TagCorrection.objects.create(
        kind=kind, hashtag=hashtag, other=other, article=article, before=before or {}, made=now
    )
