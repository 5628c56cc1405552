"""The values of a feed made fit to keep: plain text, safe markup, absolute addresses, durations."""

import base64
import html
import re
from collections.abc import Callable, Iterable

from octavo.kit.clock import DAYS
from octavo.kit.html import NestingError, sanitize
from octavo.kit.text import clean, squeeze, whole_number
from octavo.kit.url import absolute, is_plain

# Makes an entry's markup fit to keep: `safe` where it is shown, `raw` where only its words are taken.
Fit = Callable[[str | None, str | None], str | None]
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_UNSAFE = re.compile(r"[\s<>\"'`\\{}|^]")
_IMAGE = re.compile(r"""<img\b[^>]*?\bsrc=["']([^"'<>]+)["'][^>]*>""")
_PIXEL = re.compile(r"""\b(width|height)=["']?[01]["'\s/>]""")
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


def language(text: str | None) -> str | None:
    """Return a language tag as BCP 47 writes it, with hyphens ("en_US" → "en-US"); None when nothing is left."""
    found = plain(text)
    return found.replace("_", "-") if found else None


def safe(markup: str | None, base: str | None) -> str | None:
    """Return sanitised HTML with absolute addresses; None when nothing is left. What nests beyond reason becomes plain text."""
    if not markup:
        return None
    try:
        return sanitize(markup, base).strip() or None
    except NestingError:  # the words are kept, the markup is not
        return html.escape(squeeze(_TAG.sub(" ", markup)), quote=False) or None


def raw(markup: str | None, base: str | None) -> str | None:  # noqa: ARG001 - called as `safe` is
    """Return `markup` as it stands, for a reader that takes nothing but its words; None when nothing is left."""
    return (markup or "").strip() or None


def link(value: str | None, base: str | None) -> str | None:
    """Return `value` as an absolute http(s) address, or None."""
    if not value:
        return None
    if is_plain(value):
        return value
    found = absolute(clean(value), base)
    if found is None or "://" not in value or _UNSAFE.search(value.strip()):
        return found
    return clean(value).strip()  # as written: its letters and the case of its host may matter to who compares


def first_image(markup: str | None, base: str | None) -> str | None:
    """Return the absolute address of the first picture in `markup` that is not a counting pixel; None without one."""
    for found in _IMAGE.finditer(markup or ""):
        if not _PIXEL.search(found.group()):
            address = link(html.unescape(found.group(1)), base)
            if address:
                return address
    return None


def unbase64(text: str) -> str:
    """Return the text behind Atom 0.3's mode="base64"; what does not decode comes back as it is."""
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except ValueError:
        return text


def number(value: str | None) -> int | None:
    """Return a count written in digits, or None."""
    return whole_number(value, 17)


def quiet(hours: Iterable[str], days: Iterable[str]) -> str:
    """Return RSS's skipHours and skipDays as `Feed.quiet` has them; what is neither an hour nor a day is left out.

    Hours are 0 to 23, or 1 to 24, as the versions of the standard have it.
    """
    found = [str(hour % 24) for text in hours if (hour := whole_number(text, 2)) is not None and hour <= 24]
    found += [day for text in days if (day := text.strip().lower()[:3]) in DAYS]
    return " ".join(dict.fromkeys(found))


def ttl_seconds(ttl: str | None, period: str | None, frequency: str | None) -> int | None:
    """Return the seconds a feed asks to wait: RSS `ttl` (minutes), else sy:updatePeriod over sy:updateFrequency."""
    minutes = number(ttl)
    if minutes is not None:
        return minutes * 60
    span = PERIODS.get((period or "").strip().lower())
    if span is None:
        return None
    return span // max(1, number(frequency) or 1)
