"""Telling a person from a program by the time a form stood open. The mark is signed, so it cannot be made up."""

from datetime import datetime

from django.core import signing

LONGEST = 86_400 * 2  # seconds; a form may lie open over a weekend's night, not for ever


def opened(now: datetime) -> str:
    """Return the mark that a form carries: when it was opened."""
    return signing.dumps(int(now.timestamp() * 10), salt="octavo.comment")


def open_for(mark: str, now: datetime) -> float | None:
    """Return for how many seconds the form with `mark` stood open; None when the mark is not ours or too old."""
    try:
        then = signing.loads(mark, salt="octavo.comment")
    except signing.BadSignature:
        return None
    seconds = now.timestamp() - int(then) / 10
    return seconds if 0 <= seconds <= LONGEST else None
