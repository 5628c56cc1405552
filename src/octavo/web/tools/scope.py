"""What a tool is asked about: an article, or a story with its reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.assist.reports import Row
from octavo.story.models import Story
from octavo.web.frame.words import date as written_day
from octavo.web.tools.sheet import address
from octavo.web.tools.shelf import Ref, Shelf

MOST_VOICES = 3  # publishers named beside a line; the rest are counted


@dataclass(frozen=True, slots=True)
class Scope:
    """An article (`article`, and its `story` if it stands in one) or a story (`article` None), and the texts to work on.

    `asked` is the query string; `now` the moment of the request.
    """

    shelf: Shelf
    asked: QueryDict
    now: datetime
    article: Article | None = None
    story: Story | None = None
    rows: Sequence[Row] = ()

    @property
    def of(self) -> Article | Story:
        """What the page is about."""
        found = self.article or self.story
        assert found is not None, "a scope has an article or a story"
        return found

    def address(self, tool: str) -> str:
        """Return the address of a tool's page."""
        return address(self.of, tool)

    @property
    def what(self) -> str:
        """What the page calls it: article, or story."""
        return "article" if self.article else "story"


@dataclass(frozen=True, slots=True)
class Line:
    """One machine-picked line, word for word, with where it stands; `language` is that of the words."""

    text: str
    refs: tuple[Ref, ...]
    language: str = "en"


def refs_of(shelf: Shelf, places: Sequence[tuple[str, int]]) -> tuple[Ref, ...]:
    """Return the references of (article, sentence start), the first ones; () when none has an address."""
    found = dict.fromkeys(ref for article, start in places if (ref := shelf.ref(article, start)))
    return tuple(found)[:MOST_VOICES]


def day_words(first: date | None, last: date | None, grain: str) -> str:
    """Return a day or a longer while in words: "14 June 2025", "2 to 8 June 2025", "February 2022", "2022", "about 2023"."""
    if first is None or last is None:
        return ""
    if grain == "about":
        return gettext("about %(year)s") % {"year": first.year}
    if grain == "year":
        return str(first.year)
    if grain == "month":
        return gettext("%(month)s %(year)s") % {"month": MONTHS[first.month], "year": first.year}
    if first == last:
        return written_day(first)
    if (first.month, first.year) == (last.month, last.year):
        return gettext("%(day)s to %(last)s") % {"day": first.day, "last": written_day(last)}
    return gettext("%(first)s to %(last)s") % {"first": written_day(first, year=False), "last": written_day(last)}
