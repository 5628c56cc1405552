"""Every write of an operator to stories: merge, split, pin, undo. Each verb is one transaction; the clusterer keeps what they say."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from octavo.story.actions import apply_redirects, refresh_stories
from octavo.story.errors import CorrectionError
from octavo.story.logic.bonds import Bonds, Verdict, bonds_of
from octavo.story.models import Correction, Member, Story
from octavo.story.types import Redirect

_Place = tuple[int, str, str]  # article id, event key, story key


@transaction.atomic
def merge_stories(kept: Story, other: Story, now: datetime) -> Correction:
    """Put all reports of `other` into `kept`, for ever; its address leads on. Its events stay events.

    Raises CorrectionError when they are one already, or one of them stands for nothing any more.
    """
    if kept.pk == other.pk:
        raise CorrectionError(gettext("This is the same story; name another one."))
    if kept.merged_into_id or other.merged_into_id:
        raise CorrectionError(gettext("One of the two is part of another story already; open that one."))
    moved, stayed = _places(other), _places(kept)
    if not moved or not stayed:
        raise CorrectionError(gettext("One of the two has no reports; there is nothing to put together."))
    _carry(((article, event, kept.key) for article, event, _ in moved), "merge", other.key)
    return _keep(Correction.Kind.MERGE, kept, other, moved, [article for article, _, _ in stayed], now)


@transaction.atomic
def split_article(article_id: int, now: datetime) -> Correction:
    """Take an article out of its story into one of its own, for ever apart from the reports that are there now.

    Raises CorrectionError when it is in no story, or alone in it.
    """
    member = Member.objects.filter(article_id=article_id).select_related("story", "event").first()
    if member is None:
        raise CorrectionError(gettext("This article is in no story yet; try again in a minute."))
    rest = [article for article, _, _ in _places(member.story) if article != article_id]
    if not rest:
        raise CorrectionError(gettext("This article is alone in its story."))
    mark = f"{article_id}-c{Correction.objects.count() + 1}"
    own = Story.objects.create(key=f"s-{mark}")
    before = [(article_id, member.event.key, member.story.key)]
    _carry([(article_id, f"e-{mark}", own.key)], "split")
    return _keep(Correction.Kind.SPLIT, member.story, own, before, rest, now)


@transaction.atomic
def undo_correction(found: Correction, now: datetime) -> None:
    """Take a correction back: what it moved returns to where it stood. Later reviews are free to decide anew.

    Raises CorrectionError when it was undone before.
    """
    if found.undone:
        raise CorrectionError(gettext("This correction was undone already."))
    found.undone = found.changed = now
    found.save(update_fields=["undone", "changed"])
    back = [(int(article), str(event), str(story)) for article, event, story in found.before]
    if found.kind == Correction.Kind.MERGE:
        Story.objects.filter(pk=found.other_id).update(merged_into=None)
        _carry(back, "move")
    else:
        _carry(back, "merge", found.other.key)


@transaction.atomic
def pin_story(story: Story, until: datetime | None) -> None:
    """Keep a story at the head of the front page until a moment; None ends it."""
    story.pinned_until = until
    story.save(update_fields=["pinned_until"])


def newest_change() -> datetime | None:
    """Return when a correction was last made or undone; None when there is none."""
    newest: datetime | None = Correction.objects.aggregate(newest=Max("changed"))["newest"]
    return newest


def standing_bonds() -> Bonds:
    """Return what all corrections that stand say together."""
    rows = Correction.objects.filter(undone=None).order_by("made", "pk").values_list("kind", "one", "rest")
    return bonds_of(
        Verdict(kind == Correction.Kind.MERGE, [str(i) for i in one], [str(i) for i in rest])
        for kind, one, rest in rows
    )


def articles_corrected(since: datetime) -> set[int]:
    """Return the articles that corrections made or undone after `since` moved."""
    return {i for one in Correction.objects.filter(changed__gt=since).values_list("one", flat=True) for i in one}


def _places(story: Story) -> list[_Place]:
    rows = Member.objects.filter(story=story).order_by("placed", "article_id")
    return list(rows.values_list("article_id", "event__key", "story__key"))


def _carry(places: Iterable[_Place], kind: str, old: str = "") -> None:
    """Move articles to the places given and recount the stories touched."""
    groups: dict[tuple[str, str], list[str]] = {}
    for article, event, story in places:
        groups.setdefault((event, story), []).append(str(article))
    steps = [Redirect(kind, "story", tuple(ids), old, event, story, 1.0) for (event, story), ids in groups.items()]
    refresh_stories(apply_redirects(steps))


def _keep(kind: str, story: Story, other: Story, moved: list[_Place], rest: list[int], now: datetime) -> Correction:
    one = [article for article, _, _ in moved]
    return Correction.objects.create(
        kind=kind, story=story, other=other, one=one, rest=rest, before=moved, made=now, changed=now
    )
