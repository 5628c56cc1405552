"""Response headers: those sent in several parts joined, and what they say about when to come back."""

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

# headers that may be sent several times, each with a part of what is said (RFC 9110 section 5.3)
_LISTS = frozenset({"link", "x-robots-tag", "content-usage", "content-signal"})


def by_name(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers by lower-case name. Lists are joined by ", ", X-Robots-Tag by line breaks; of others the last counts."""
    found: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        between = "\n" if name == "x-robots-tag" else ", "
        found[name] = f"{found[name]}{between}{value}" if name in found and name in _LISTS else value
    return found


def retry_after(value: str | None, now: float) -> int | None:
    """Return the seconds of a Retry-After header (RFC 9110 section 10.2.3), counted from `now` (Unix time) for dates.

    Never negative; None when absent or unreadable.
    """
    if not value:
        return None
    if seconds := re.fullmatch(r"\s*([0-9]{1,9})[0-9]*\s*", value):
        return int(seconds[1])
    try:
        return max(0, int(parsedate_to_datetime(value).timestamp() - now))
    except (ValueError, TypeError, OverflowError):
        return None


def max_age(value: str | None) -> int | None:
    """Return the seconds of Cache-Control's max-age; 0 for no-cache and no-store, None when nothing is said."""
    if not value:
        return None
    if re.search(r"(?i)\bno-(cache|store)\b", value):
        return 0
    found = re.search(r"(?i)\bmax-age\s*=\s*\"?(\d{1,9})", value)
    return int(found.group(1)) if found else None
