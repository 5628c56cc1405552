"""What an operator does to publishers and their sources, carried out and written to the log."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from octavo.flow.actions import enqueue
from octavo.people.actions.moderation import record
from octavo.people.errors import ClosedError, NotYoursError
from octavo.people.models import User
from octavo.source import actions
from octavo.source.actions import About
from octavo.source.models import Publisher, Source


def _check(operator: User) -> None:
    if not operator.is_staff:
        raise NotYoursError(gettext("Only an operator changes publishers and sources."))


@transaction.atomic
def describe(publisher: Publisher, about: About, operator: User, now: datetime) -> list[str]:
    """Store what is said of a publisher. Returns the names of the fields that changed. Raises NotYoursError, BadPublisherError."""
    _check(operator)
    was = publisher.name
    changed = actions.describe_publisher(publisher, about)
    if changed:
        words = f"now {publisher.name}; " * ("name" in changed) + ", ".join(changed)
        record(operator, "edited the publisher", now, about=was, words=words)
    return changed


@transaction.atomic
def set_rights(publisher: Publisher, access: str, ai_summary: str, operator: User, now: datetime) -> bool:
    """Set what a publisher allows. Returns whether that is something new. Raises NotYoursError, ValueError for an unknown word."""
    _check(operator)
    was = publisher.access, publisher.ai_summary
    actions.set_rights(publisher, access, ai_summary)
    if was == (access, ai_summary):
        return False
    words = f"{was[0]} to {access}, AI tools {was[1]} to {ai_summary}"
    record(operator, "set the rights of", now, about=publisher.name, words=words)
    return True


@transaction.atomic
def pause(publisher: Publisher, sources: list[Source], operator: User, now: datetime) -> int:
    """Read these sources of a publisher no more. Returns how many were read until now. Raises NotYoursError."""
    _check(operator)
    return _turn(
        publisher, sources, operator, now, lambda source: actions.pause_source(source, paused=True), paused=True
    )


@transaction.atomic
def resume(publisher: Publisher, sources: list[Source], operator: User, now: datetime) -> int:
    """Read these sources of a publisher again, at once. Returns how many were not. Raises NotYoursError, ClosedError."""
    _check(operator)
    if publisher.removed:
        said = gettext("%(publisher)s asked to be removed; its feeds are not read.")
        raise ClosedError(said % {"publisher": publisher})

    def turn(source: Source) -> None:
        actions.pause_source(source, paused=False)
        enqueue("poll", [source.pk], now)

    return _turn(publisher, sources, operator, now, turn, paused=False)


def _turn(
    publisher: Publisher, sources: list[Source], operator: User, now: datetime, turn: Callable[[Source], None], *,
    paused: bool,
) -> int:  # fmt: skip
    turned = [source for source in sources if source.paused != paused]
    for source in turned:
        turn(source)
    if turned:
        record(
            operator, "paused" if paused else "resumed", now, about=publisher.name,
            words=", ".join(source.url for source in turned),
        )  # fmt: skip
    return len(turned)
