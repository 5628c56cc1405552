"""Every write of the assistant: each verb is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from octavo.assist.logic import comparison
from octavo.assist.logic.aids import FORM, Made, as_rows
from octavo.assist.logic.comparison import Comparison as Compared
from octavo.assist.models import Aids, Call, Comparison, Mistake, Recording, Writing

WRITING_KEPT = timedelta(days=30)  # asked for again it is written again
CALLS_KEPT = timedelta(days=90)
RECORDING_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Aided:
    """What was made of one revision of one article; `made` None where machines may not work on it."""

    article_id: int
    revision: int
    made: Made | None


@transaction.atomic
def store_aids(batch: Sequence[Aided]) -> None:
    """Replace what was made of these articles. Done twice, it changes nothing."""
    Aids.objects.filter(article_id__in=[item.article_id for item in batch]).delete()
    Aids.objects.bulk_create(
        [
            Aids(article_id=item.article_id, revision=item.revision, form=FORM, **as_rows(item.made))
            for item in batch
            if item.made is not None
        ]
    )


@transaction.atomic
def store_comparison(story_id: int, mark: str, made: Compared) -> None:
    """Keep what the reports of a story say together, in the place of what was kept before."""
    Comparison.objects.update_or_create(story_id=story_id, defaults={"mark": mark, **comparison.as_rows(made)})


@transaction.atomic
def store_writing(writing: Writing, article_ids: Sequence[int]) -> None:
    """Keep what was written, unless another process was first; forget what is old, or rests on a withdrawn text."""
    Writing.objects.filter(made__lt=writing.made - WRITING_KEPT).delete()
    Writing.objects.filter(articles__gone__isnull=False).delete()
    if not Writing.objects.filter(key=writing.key).exists():
        writing.save()
        writing.articles.set(article_ids)


@transaction.atomic
def note_call(call: Call) -> None:
    """Write down one question to an engine; forget those of long ago."""
    Call.objects.filter(made__lt=call.made - CALLS_KEPT).delete()
    call.save()


@transaction.atomic
def report_mistake(mistake: Mistake) -> None:
    """Keep what a reader found wrong, for the operator."""
    mistake.save()


@transaction.atomic
def settle_mistake(mistake_id: int, now: datetime) -> bool:
    """Mark a mistake as seen to; False when there is none that waits."""
    return bool(Mistake.objects.filter(pk=mistake_id, settled=None).update(settled=now))


@transaction.atomic
def store_recording(recording: Recording, article_ids: Sequence[int]) -> Recording:
    """Keep what was read, unless another process was first, and return what is kept."""
    kept = Recording.objects.filter(key=recording.key).first()
    if kept:
        return kept
    recording.save()
    recording.articles.set(article_ids)
    return recording


def drop_recordings(recordings: QuerySet[Recording]) -> int:
    """Delete recordings with their files. Returns how many."""
    found = list(recordings)
    Recording.objects.filter(pk__in=[recording.pk for recording in found]).delete()
    for recording in found:
        recording.path.unlink(missing_ok=True)
    return len(found)


def forget_recordings(now: datetime) -> int:
    """Delete recordings that are old, or rest on a withdrawn text. Returns how many."""
    return drop_recordings(
        Recording.objects.filter(Q(made__lt=now - RECORDING_KEPT) | Q(articles__gone__isnull=False)).distinct()
    )
