"""By which clock a page tells the time: the reader's own setting, else the cookie of the settings page, else the site's zone."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "zone"
ZONES = tuple(sorted(available_timezones()))
_KNOWN = frozenset(ZONES)


def known(name: str) -> str:
    """Return `name` where there is such a zone, else ""."""
    return name if name in _KNOWN else ""


def chosen(request: HttpRequest) -> str:
    """Return the name of the zone this reader chose, "" for the site's."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return known(getattr(request.user, "zone", ""))
    return known(request.COOKIES.get(COOKIE, ""))


class Zone:
    """Middleware: what follows tells the time by the reader's clock. Comes after the one that knows the account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer by the clock of the site; every request begins with it, and is not ended here: a stream still tells the time."""
        timezone.activate(ZoneInfo(known(settings.ZONE) or "UTC"))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002 - Django's signature
        """Take the reader's own clock where the view is for people; machines are told UTC."""
        if view.__module__.startswith(("octavo.api", "octavo.web.picture")):
            timezone.activate(ZoneInfo("UTC"))
        elif name := chosen(request):
            timezone.activate(ZoneInfo(name))
