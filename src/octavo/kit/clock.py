"""Times: timezone-aware, UTC. "Now" is an argument everywhere else; it is read only here."""

from datetime import UTC, datetime

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")  # as datetime.weekday counts them


def now() -> datetime:
    """Return the present moment, UTC."""
    return datetime.now(UTC)


def rfc3339(moment: datetime | None) -> str | None:
    """Write `moment` as RFC 3339 in UTC with whole seconds ("2025-06-14T10:00:00Z"); None stays None.

    A naive `moment` is read as UTC.
    """
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
