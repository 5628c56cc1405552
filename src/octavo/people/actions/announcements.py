"""Telling everybody something, ending that, and putting it away for oneself."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext

from octavo.people.actions.moderation import record
from octavo.people.announcements import KEY, and_also
from octavo.people.errors import ClosedError, NotYoursError
from octavo.people.models import Announcement, User


def _check(operator: User) -> None:
    if not operator.is_staff:
        raise NotYoursError(gettext("Only an operator announces."))


@transaction.atomic
def post(words: str, since: datetime, until: datetime | None, operator: User, now: datetime) -> Announcement:
    """Show `words` (1 to 500 characters) at the top of every page from `since` to `until`, None for no end.

    Raises NotYoursError; ClosedError when it would never be seen.
    """
    _check(operator)
    if not words:
        raise ClosedError(gettext("Write something first."))
    if until is not None and until <= now:
        raise ClosedError(gettext("This end is over already: nobody would see the announcement. Give a later one."))
    if until is not None and until <= since:
        raise ClosedError(gettext("It would end before it begins. Give a later end or an earlier beginning."))
    made = Announcement.objects.create(words=words[:500], since=since, until=until, maker=operator, made=now)
    record(operator, "announced", now, about=words, words=_span(since, until))
    transaction.on_commit(lambda: cache.delete(KEY))
    return made


@transaction.atomic
def end(found: Announcement, operator: User, now: datetime) -> None:
    """Take an announcement down. One that was over stays as it was. Raises NotYoursError."""
    _check(operator)
    if found.until is None or found.until > now:
        found.until = now
        found.save(update_fields=["until"])
        record(operator, "ended the announcement", now, about=found.words)
        transaction.on_commit(lambda: cache.delete(KEY))


def put_away_for(reader: User, number: int) -> None:
    """Show an announcement to this reader no more, wherever they sign in."""
    reader.dismissed = and_also(reader.dismissed, number)
    reader.save(update_fields=["dismissed"])


def _span(since: datetime, until: datetime | None) -> str:
    return f"from {since:%d %B %Y, %H:%M} UTC" + (f" to {until:%d %B %Y, %H:%M} UTC" if until else "")
