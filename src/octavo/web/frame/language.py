"""In which language a page speaks: the reader's setting, else the cookie of the switch, else what the browser asks for.

What machines read (feeds, the API, pictures) stays English and asks for no reader.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGES = dict(settings.LANGUAGES)
_SILENT = ("octavo.api", "octavo.web.picture")  # rooms whose answers have no words for people


class Language:
    """Middleware: what follows speaks the reader's language. Comes after the one that knows the account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of cookie or browser; a reader's own setting follows once the view is known.

        It is not ended here: a stream is still spoken after this returns, and every request begins its own.
        """
        translation.activate(asked(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002 - Django's signature
        """Take the account's setting, where the view is for people and somebody is signed in."""
        if view.__module__.startswith(_SILENT):
            translation.activate(settings.LANGUAGE_CODE)
        elif settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            chosen = getattr(request.user, "language", "")
            if chosen in LANGUAGES:
                translation.activate(chosen)


def asked(request: HttpRequest) -> str:
    """Return the language that the switch's cookie names, else the best of Accept-Language, else English."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in LANGUAGES else translation.get_language_from_request(request)
