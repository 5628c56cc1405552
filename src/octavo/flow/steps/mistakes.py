"""Send operators who asked for it what readers reported as mistakes of the machine: many in one letter, one letter an hour."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta

from octavo.assist.models import Mistake
from octavo.flow.actions import enqueue, fail, finish
from octavo.flow.letters import LetterWriter, post
from octavo.flow.models import Work
from octavo.kit import seam
from octavo.people.actions.account import mistakes_went
from octavo.people.models import User

log = logging.getLogger("octavo.flow")
TRIES = 5
GATHER = timedelta(minutes=10)  # who reports one mistake often reports another: they go together
APART = timedelta(hours=1)  # between two letters
MOST = 20  # told in one letter; the rest is counted


def schedule(now: datetime) -> None:
    """See that a letter is due to each operator who wants one. Called with every report; one that waits already stays as it is."""
    for operator in User.objects.filter(is_staff=True, is_active=True, mistakes_told__isnull=False):
        last = operator.mistakes_told or now
        enqueue("mistakes", [operator.pk], max(now + GATHER, last + APART))


def run(rows: Sequence[Work], now: datetime) -> int:
    """Send the letters of the operators of `rows`. A mail server that fails is asked again later. Returns how many were sent."""
    operators = User.objects.filter(is_staff=True, is_active=True).in_bulk([row.target for row in rows])
    return sum(_send(row, operators.get(row.target), now) for row in rows)


def _send(row: Work, operator: User | None, now: datetime) -> bool:
    since = operator.mistakes_told if operator else None
    waiting = Mistake.objects.filter(made__gt=since, made__lte=now, settled=None) if since else Mistake.objects.none()
    found = list(waiting.select_related("writing").order_by("made")[:MOST])
    if operator is None or since is None or not found:
        finish([row])
        return False
    writer: LetterWriter = seam.engine("flow.letters")
    letter = writer.mistakes(operator, found, waiting.count() - len(found))
    # Written down before it goes: a crash in between loses one letter, and never sends two.
    mistakes_went(operator, now)
    try:
        post(letter, operator.email)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail to operator %s was not sent: %s; it will be tried again", operator.pk, error)
        mistakes_went(operator, since)
        fail(row, f"{type(error).__name__}: {error}", now, TRIES)
        return False
    finish([row])
    return True
