"""The Daily Eight as mail: text and HTML, absolute addresses, one step to stop it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from octavo.assist.logic.briefing import Pick
from octavo.assist.models import Mistake
from octavo.flow.letters import Letter
from octavo.people.models import User
from octavo.web.briefing.followed import followed
from octavo.web.briefing.reading import Told, told, unread, zone_of
from octavo.web.frame.addresses import article_url, story_url
from octavo.web.frame.environment import dek
from octavo.web.frame.words import date
from octavo.web.tools.sheet import TITLES

_SALT = "octavo.letters"


def stop_mark(reader: User) -> str:
    """Return what a letter's link to stop it carries: signed, good for ever, for this reader only."""
    return signing.dumps(reader.pk, salt=_SALT)


def reader_of(mark: str) -> int | None:
    """Return whose letters `mark` stops; None when it is not ours."""
    try:
        return int(signing.loads(mark, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def address_of(item: Told) -> str:
    """Return the absolute address of a pick: the story's, or the article's where it is alone."""
    lead = item.story.lead
    assert lead is not None  # told() lets no other story through
    return settings.SITE_URL + (story_url(item.story) if item.story.article_count > 1 else article_url(lead))


class Letters:
    """The engine of the port `flow.letters`."""

    def briefing(self, reader: User, picks: list[Pick], since: datetime, now: datetime) -> Letter | None:
        """Return the letter with what came of the reader's follows after `since`; None when nothing is left to tell them."""
        with translation.override(reader.language or settings.LANGUAGE_CODE), timezone.override(zone_of(reader)):
            return self._briefing(reader, picks, since, now)

    def _briefing(self, reader: User, picks: list[Pick], since: datetime, now: datetime) -> Letter | None:
        found = told(picks, reader)
        if reader.mail_skips_read:
            found = unread(found, reader)
        found = tuple(item for item in found if not item.hidden)
        own = followed(reader, since, now, [item.story.pk for item in found])
        if not found and not own:
            return None
        there = now.astimezone(zone_of(reader))
        stop = settings.SITE_URL + reverse("briefing-stop", args=[stop_mark(reader)])
        context = {
            "site": settings.SITE_NAME,
            "reader": reader,
            "language": translation.get_language(),
            "day": date(there, weekday=True),
            "hour": f"{there:%H:%M}",
            "items": [(item, address_of(item), dek(item.story.lead, 400)) for item in found if item.story.lead],
            "followed": own,
            "follows": settings.SITE_URL + reverse("follows"),
            "stop": stop,
            "change": settings.SITE_URL + reverse("briefing") + "#mail",
            "how": settings.SITE_URL + reverse("briefing") + "#how",
            "fictional": settings.FICTIONAL,
        }
        return Letter(
            subject=gettext("The Daily Eight, %(day)s") % {"day": date(there, year=False)},
            text=render_to_string("briefing/letter.txt", context),
            html=render_to_string("briefing/letter.html", context),
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )

    def mistakes(self, operator: User, found: Sequence[Mistake], more: int) -> Letter:
        """Return the letter about mistakes that readers reported, `more` of which wait beside those told."""
        with translation.override(operator.language or settings.LANGUAGE_CODE):
            return self._mistakes(operator, found, more)

    def _mistakes(self, operator: User, found: Sequence[Mistake], more: int) -> Letter:
        context = {
            "site": settings.SITE_NAME,
            "language": translation.get_language(),
            "reader": operator,
            "found": [(m, TITLES.get(m.tool, ""), f"{settings.SITE_URL}{m.page}" if m.page else "") for m in found],
            "more": more,
            "engines": settings.SITE_URL + reverse("engines"),
            "change": settings.SITE_URL + reverse("briefing-mail"),
        }
        said = ngettext("%(site)s: %(num)s mistake reported", "%(site)s: %(num)s mistakes reported", len(found) + more)
        return Letter(
            subject=said % {"site": settings.SITE_NAME, "num": len(found) + more},
            text=render_to_string("briefing/mistakes.txt", context),
            html=render_to_string("briefing/mistakes.html", context),
        )
