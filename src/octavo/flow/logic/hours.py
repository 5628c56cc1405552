"""Hours of the day in a place: which comes next. Summer time is the place's own."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def upcoming(now: datetime, hours: Sequence[int], zone: ZoneInfo) -> datetime:
    """Return the next moment after `now` at which a clock in `zone` strikes one of `hours` (0–23). UTC."""
    return min(moment for moment in _around(now, hours, zone) if moment > now)


def _around(now: datetime, hours: Sequence[int], zone: ZoneInfo) -> list[datetime]:
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in (-1, 0, 1, 2)]
    return [datetime(d.year, d.month, d.day, hour, tzinfo=zone).astimezone(UTC) for d in days for hour in hours]
