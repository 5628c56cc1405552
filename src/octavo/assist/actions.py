"""Every write of the assistant: each verb is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from octavo.assist.logic.aids import FORM, Made, as_rows
from octavo.assist.models import Aids


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
