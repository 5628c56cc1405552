"""How often one reader may ask: a limit that no person meets and a program does."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from octavo.web.frame.page import page

PER_MINUTE = 30
_SECONDS = 60


def too_fast(request: HttpRequest) -> bool:
    """Count one question of this reader; True when more than PER_MINUTE came within a minute. Counted by this process alone."""
    key = f"octavo.ask.{reader_of(request)}"
    if cache.add(key, 1, _SECONDS):
        return False
    try:
        return bool(cache.incr(key) > PER_MINUTE)
    except ValueError:  # the minute ended just now
        return False


def too_many(request: HttpRequest, back: str) -> HttpResponse | None:
    """Return the page that asks a reader to wait, when this question came too soon after many; None when it may be answered."""
    return page(request, "tools/slower.html", {"back": back}, status=429) if too_fast(request) else None


def reader_of(request: HttpRequest) -> str:
    """Return the network address that asks; behind the operator's own proxy (https) the one that proxy names."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()[:60]
    return str(request.META.get("REMOTE_ADDR", ""))
