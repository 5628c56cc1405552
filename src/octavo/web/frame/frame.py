"""What the frame of every page knows: who reads, in which theme, what the site is called."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from octavo.insight.logic.section import SECTIONS
from octavo.kit.clock import now
from octavo.people.announcements import put_away, standing
from octavo.people.logic.oidc import IdentityProvider
from octavo.people.models import Announcement, User
from octavo.web.frame.words import section_name

THEMES = ("light", "dark")
SIZES = ("s", "l", "xl")
PUT_AWAY = "put-away"  # a stranger's cookie: announcements not to be shown again


def address_of(request: HttpRequest, proxies: int) -> str:
    """Return the address that asked: the connection's, or behind `proxies` of our own the one the outermost of them saw.

    What stands further left in X-Forwarded-For was written by the asker and proves nothing.
    """
    if not proxies:
        return str(request.META.get("REMOTE_ADDR", ""))
    seen = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    return seen[-proxies] if len(seen) >= proxies else ""


@dataclass(slots=True)
class Frame:
    """Made once per request. Reading `reader` may cost two queries (session, account) for those who are signed in."""

    request: HttpRequest
    now: datetime

    @property
    def today(self) -> datetime:
        """Now, by the reader's clock."""
        return timezone.localtime(self.now)

    @property
    def reader(self) -> User | None:
        """The signed-in account, or None."""
        user: Any = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def operator(self) -> bool:
        """Say whether the reader runs this site."""
        return bool(self.reader and self.reader.is_staff)

    @property
    def moderator(self) -> bool:
        """Say whether the reader keeps order among comments."""
        return bool(self.reader and self.reader.moderates)

    @property
    def address(self) -> str:
        """The reader's network address, "" when a proxy hides it."""
        return address_of(self.request, settings.PROXIES)

    @property
    def notes(self) -> list[Any]:
        """Messages left for this reader by the last step. Reading them takes them away."""
        return list(messages.get_messages(self.request)) if hasattr(self.request, "_messages") else []

    @property
    def announcements(self) -> list[Announcement]:
        """What operators tell everybody now, without what this reader has put away. As a rule without a query.

        Pages that explain need no database: they tell what this process happens to know.
        """
        match = self.request.resolver_match
        told = standing(self.now, ask=not (match and str(match.url_name).startswith("about")))
        if not told:
            return []
        gone = put_away(self.reader.dismissed if self.reader else self.request.COOKIES.get(PUT_AWAY, ""))
        return [each for each in told if each.pk not in gone]

    @property
    def theme(self) -> str:
        """The chosen theme; "" follows the device."""
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @property
    def size(self) -> str:
        """The chosen size of reading text; "" is the middle one."""
        chosen = self.request.COOKIES.get("size", "")
        return chosen if chosen in SIZES else ""

    @property
    def language(self) -> str:
        """The code of the language that this page speaks: "en"."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def languages(self) -> list[tuple[str, str]]:
        """(code, own name) of every language there is."""
        return list(settings.LANGUAGES)

    @property
    def nonce(self) -> str:
        """The mark that our own files carry."""
        return str(getattr(self.request, "csp_nonce", ""))

    @property
    def site(self) -> str:
        """What the site is called."""
        return str(settings.SITE_NAME)

    @property
    def places(self) -> list[tuple[str, str]]:
        """(address, name) of the front page, the sections and the hashtags."""
        sections = [(reverse("section", args=[name]), section_name(name)) for name in SECTIONS]
        return [
            (reverse("front"), gettext("Front page")),
            *sections,
            (reverse("hashtags"), gettext("Hashtags")),
            (reverse("briefing"), gettext("The Daily Eight")),
        ]

    @property
    def providers(self) -> tuple[IdentityProvider, ...]:
        """Where readers may sign in with an account they have elsewhere."""
        found: tuple[IdentityProvider, ...] = settings.OIDC
        return found

    @property
    def fictional(self) -> bool:
        """Say whether everything shown is invented."""
        return bool(settings.FICTIONAL)


def frame(request: HttpRequest) -> Frame:
    """Return the frame of this request, always the same one."""
    kept: Frame | None = getattr(request, "octavo_frame", None)
    if kept is None:
        kept = Frame(request, now())
        request.octavo_frame = kept  # type: ignore[attr-defined]
    return kept


def signed_in(request: HttpRequest) -> User:
    """Return the account that asks, in a view whose guard lets nobody else in."""
    reader = frame(request).reader
    assert reader is not None  # the guard: login_required, for_moderators or operators_only
    return reader
