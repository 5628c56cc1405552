"""Once a day, forget what was promised to be forgotten, and see whether publishers' rules still hold."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from octavo.article.models import Rule
from octavo.assist.actions import forget_recordings
from octavo.flow.actions import enqueue, repeat
from octavo.flow.models import Work
from octavo.flow.ruling import check_rule
from octavo.people.actions.comments import forget_blocks
from octavo.people.actions.reading import forget_old_visits

EVERY = timedelta(days=1)


def schedule(now: datetime) -> None:
    """See that the next round is due."""
    if not Work.objects.filter(step="tidy").exists():
        enqueue("tidy", [0], now)


def run(rows: Sequence[Work], now: datetime) -> int:
    """Empty address marks older than a month; drop read marks older than 400 days, and recordings that are old or of a withdrawn text.

    Before that the pages kept with rules are read again: an update of Octavo may read them otherwise. Returns how many rows changed.
    """
    for rule in Rule.objects.filter(cases__isnull=False).distinct():
        check_rule(rule, now)
    with transaction.atomic():
        changed = forget_blocks(now) + forget_old_visits(now) + forget_recordings(now)
        for row in rows:
            repeat(row, now + EVERY)
    return changed
