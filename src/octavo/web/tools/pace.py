"""How often one reader may ask: a limit that no person meets and a program does."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

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


def reader_of(request: HttpRequest) -> str:
    """Return the network address that asks; behind the operator's own proxy (https) the one that proxy names."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()[:60]
    return str(request.META.get("REMOTE_ADDR", ""))
