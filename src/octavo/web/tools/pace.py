"""How often one reader may ask: a limit that no person meets and a program does."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from octavo.web.frame.frame import frame
from octavo.web.frame.page import page

PER_MINUTE = 30


def too_often(request: HttpRequest, what: str, most: int, seconds: int) -> bool:
    """Count one `what` of this network address; True when more than `most` came within `seconds`. Counted by this process alone."""
    key = f"octavo.{what}.{frame(request).address}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # the time ended just now
        return False


def too_many(request: HttpRequest, back: str) -> HttpResponse | None:
    """Return the page that asks a reader to wait, when this question came too soon after many; None when it may be answered."""
    if too_often(request, "ask", PER_MINUTE, 60):
        return page(request, "tools/slower.html", {"back": back}, status=429)
    return None
