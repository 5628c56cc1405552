"""Send The Daily Eight to readers at the hour they chose, in their zone. A letter is sent once an hour at most."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from octavo.assist.briefing import picks
from octavo.flow.actions import enqueue, fail, finish, repeat
from octavo.flow.letters import LetterWriter, post
from octavo.flow.logic.hours import upcoming
from octavo.flow.models import Work
from octavo.kit import seam
from octavo.people.actions.account import letter_went
from octavo.people.models import User

log = logging.getLogger("octavo.flow")
TRIES = 5
DAY, WEEK = timedelta(days=1), timedelta(days=7)  # the first letter tells of a day, one after a long silence of a week
LATE = timedelta(hours=6)  # a morning's letter that could not be sent till now is no morning's letter any more


def next_letter(reader: User, now: datetime) -> datetime | None:
    """Return when the next letter to `reader` is due; None when they want none."""
    if reader.mail_hour is None or not reader.is_active:
        return None
    return upcoming(now, [reader.mail_hour], ZoneInfo(reader.zone or settings.ZONE))


def schedule(reader: User, now: datetime) -> None:
    """See that the next letter to `reader` is due at their hour, or that none is."""
    Work.objects.filter(step="mail", target=reader.pk).delete()
    if due := next_letter(reader, now):
        enqueue("mail", [reader.pk], due)


def run(rows: Sequence[Work], now: datetime) -> int:
    """Send the letters of the readers of `rows`. A mail server that fails is asked again later. Returns how many were sent."""
    writer: LetterWriter = seam.engine("flow.letters")
    readers = User.objects.in_bulk([row.target for row in rows])
    eight = picks(now)
    sent = 0
    for row in rows:
        reader = readers.get(row.target)
        due = next_letter(reader, now) if reader else None
        if reader is None or due is None:
            finish([row])
            continue
        since = max(reader.letter_sent or now - DAY, now - WEEK)
        letter = writer.briefing(reader, eight, since, now) if now - row.due < LATE else None
        # The next hour is written down before the letter goes: a crash in between loses one letter, and never sends two.
        repeat(row, due)
        if letter is None:
            continue
        try:
            post(letter, reader.email)
            letter_went(reader, now)
            sent += 1
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail to reader %s was not sent: %s; it will be tried again", reader.pk, error)
            if not fail(row, f"{type(error).__name__}: {error}", now, TRIES):
                enqueue("mail", [reader.pk], due)
    return sent
