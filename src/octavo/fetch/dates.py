"""Times as feeds write them: RFC 822 with all its habits, RFC 3339, W3C-DTF, and what people type."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
# Hours east of UTC of the zone names of RFC 822 and those seen in feeds. Ambiguous ones take their American meaning.
_ZONES = {
    "ut": 0, "gmt": 0, "utc": 0, "z": 0, "wet": 0, "ast": -4, "adt": -3, "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "bst": 1, "cet": 1, "cest": 2, "met": 1, "mest": 2, "eet": 2, "eest": 3, "msk": 3,
    "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "hst": -10, "akst": -9, "akdt": -8, "west": 1, "ist": 5.5,
}  # fmt: skip
_RFC822 = re.compile(
    r"(?:[^\W\d]+\.?,?\s*)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s,-]+(\d{4}|\d\d)(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?)?"
    r"\s*([+-]\d\d:?\d\d|[A-Za-z]{1,5})?(?:[+-]0?0:?00)?\s*(?:\(.*\))?$"
)
_ISO = re.compile(
    r"(\d{4})-?(\d\d)?-?(\d\d)?(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$"
)


@lru_cache(maxsize=4096)
def moment(text: str | None) -> datetime | None:
    """Return the time that `text` names, UTC; None when it names none. Without a zone it is read as UTC.

    Years before 1900 are read as missing; hour 24 is the next day's midnight, second 60 the next minute.
    """
    if not text or len(text) > 100:
        return None
    text = text.strip()
    found = _iso(text) or _rfc822(text)
    if found is None and re.search(r"\d", text):
        found = _guessed(text)
    return found if found is not None and found.year >= 1900 else None


def _iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    return _made(int(year), int(month or 1), int(day or 1), (hour, minute, second), zone)


def _rfc822(text: str) -> datetime | None:
    match = _RFC822.match(text)
    if not match:
        return None
    day, name, year_text, hour, minute, second, zone = match.groups()
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    year = int(year_text)
    if len(year_text) == 2:
        year += 1900 if year >= 70 else 2000
    return _made(year, month, int(day), (hour, minute, second), zone)


def _made(
    year: int, month: int, day: int, clock: tuple[str | None, str | None, str | None], zone: str | None
) -> datetime | None:
    hour, minute, second = (int(part or 0) for part in clock)
    offset = _offset(zone)
    if offset is None:
        return None
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
        return midnight + timedelta(hours=hour, minutes=minute, seconds=second) - offset if hour <= 24 else None
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return timedelta()
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        return -size if zone[0] == "-" else size
    hours = _ZONES.get(zone.lower())
    return timedelta(hours=hours) if hours is not None else timedelta()


def _guessed(text: str) -> datetime | None:
    from dateutil import parser as dateutil_parser  # imported here: few feeds write such times

    try:
        found = dateutil_parser.parse(text, default=datetime(1, 1, 1), tzinfos=_zone)  # noqa: DTZ001 - a mark for "no year"
        return None if found.year == 1 else (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None


def _zone(name: str | None, offset: int | None) -> timezone:
    if offset is not None:
        return timezone(timedelta(seconds=offset)) if abs(offset) < 86400 else UTC
    return timezone(timedelta(hours=_ZONES.get((name or "").lower(), 0)))
