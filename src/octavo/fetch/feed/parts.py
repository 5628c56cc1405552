"""The values of a feed made fit to keep: plain text, safe markup, absolute addresses, durations."""

import html
import re

from octavo.kit.html import NestingError, sanitize
from octavo.kit.text import clean, squeeze
from octavo.kit.url import absolute

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_ENTITY = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}


def plain(text: str | None, *, markup: bool = False) -> str | None:
    """Return `text` as one plain line; None when nothing is left. With `markup`, tags go and entities are read."""
    if not text:
        return None
    if markup or "<" in text:
        text = html.unescape(_TAG.sub("", text))
    elif "&" in text:
        text = html.unescape(text) if _ENTITY.search(text) else text
    return squeeze(text) or None


def safe(markup: str | None, base: str | None) -> str | None:
    """Return sanitised HTML with absolute addresses; None when nothing is left or it nests beyond reason."""
    if not markup:
        return None
    try:
        return sanitize(markup, base).strip() or None
    except NestingError:
        return None


def link(value: str | None, base: str | None) -> str | None:
    """Return `value` as an absolute http(s) address, or None."""
    return absolute(clean(value), base) if value else None


def number(value: str | None) -> int | None:
    """Return a count written in digits, or None."""
    value = (value or "").strip()
    return int(value) if value.isdigit() and len(value) < 18 else None


def ttl_seconds(ttl: str | None, period: str | None, frequency: str | None) -> int | None:
    """Return the seconds a feed asks to wait: RSS `ttl` (minutes), else sy:updatePeriod over sy:updateFrequency."""
    minutes = number(ttl)
    if minutes is not None:
        return minutes * 60
    span = PERIODS.get((period or "").strip().lower())
    if span is None:
        return None
    return span // max(1, number(frequency) or 1)
