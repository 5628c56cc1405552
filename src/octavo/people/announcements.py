"""The announcements that stand now, for every page: kept in the process for some seconds, so that pages ask for nothing."""

from datetime import datetime

from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import Q

from octavo.people.models import Announcement

KEY, SECONDS = "announcements", 15  # as long as an old page may stand in a browser, halved
MOST = 3  # at the top of one page
MOST_PUT_AWAY = 20  # numbers in a cookie: the newest count


def standing(now: datetime, *, ask: bool = True) -> list[Announcement]:
    """Return the announcements to show at `now`, the newest first: at most one query in 15 seconds, and without `ask` none.

    Without a database there are none.
    """
    kept: list[Announcement] | None = cache.get(KEY)
    if kept is None and not ask:
        return []
    if kept is None:
        try:
            ahead = Announcement.objects.filter(Q(until=None) | Q(until__gt=now)).order_by("-since", "-pk")
            kept = list(ahead[:50])
        except DatabaseError:
            return []
        cache.set(KEY, kept, SECONDS)
    return [each for each in kept if each.stands(now)][:MOST]


def put_away(text: str) -> list[int]:
    """Return the numbers in a cookie or an account ("12.15"); whatever is no number is left out."""
    parts = text[:200].split(".")
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 16][-MOST_PUT_AWAY:]


def and_also(text: str, number: int) -> str:
    """Return `text` with one more number, as it is kept."""
    numbers = [*(each for each in put_away(text) if each != number), number]
    kept = ".".join(map(str, numbers[-MOST_PUT_AWAY:]))
    return kept if len(kept) <= 200 else str(number)
