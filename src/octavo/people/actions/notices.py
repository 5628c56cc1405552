"""Telling readers something, and marking it as read."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from octavo.people.models import Comment, Notice, User


def tell(reader: int, kind: str, words: str, now: datetime, comment: Comment | None = None) -> None:
    """Leave a notice for the account `reader`. Part of the caller's transaction."""
    Notice.objects.create(reader_id=reader, kind=kind, words=words[:500], comment=comment, created=now)
    User.objects.filter(pk=reader).update(unread=F("unread") + 1)


@transaction.atomic
def mark_seen(reader: User, now: datetime) -> None:
    """Mark every notice of `reader` as read."""
    Notice.objects.filter(reader=reader, seen=None).update(seen=now)
    User.objects.filter(pk=reader.pk).update(unread=0)
