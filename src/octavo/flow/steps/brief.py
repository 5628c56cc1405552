"""Make the editions of The Daily Eight when their hour has come, and say when the next one is due."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from octavo.assist import voice
from octavo.assist.briefing import edition
from octavo.flow.actions import enqueue, finish
from octavo.flow.logic.hours import upcoming
from octavo.flow.models import Work

FIRST = timedelta(minutes=3)  # after a new site began to read there is something to pick from
AGAIN = timedelta(minutes=1)


def schedule(now: datetime) -> None:
    """See that an edition is due: on a new site one is made as soon as there is something to pick from."""
    if not Work.objects.filter(step="brief").exists():
        enqueue("brief", [int((now + FIRST).timestamp())], now + FIRST)


def run(rows: Sequence[Work], now: datetime) -> int:
    """Make the editions whose hours (`target`, seconds since 1970) have come. Returns how many were made.

    While there is nothing to pick from, as on a site that has just begun to read, it is tried again in a minute.
    """
    editions = [edition(datetime.fromtimestamp(row.target, UTC)) for row in rows]
    made = [found for found in editions if found is not None]
    following = upcoming(now, settings.BRIEFING_HOURS, _zone()) if made else now + AGAIN
    with transaction.atomic():
        finish(rows)
        if voice.chosen():
            enqueue("recite", [found.pk for found in made], now)
        enqueue("brief", [int(following.timestamp())], following)
    return len(made)


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.ZONE)
