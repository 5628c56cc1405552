"""What a search reads: the engine's hits, their articles, and what the filters offer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from markupsafe import Markup, escape

from octavo.article.models import Article
from octavo.find.actions import search_engine
from octavo.find.logic.spelling import one_letter_off
from octavo.find.logic.words import terms_of
from octavo.find.port import Hit, Query
from octavo.find.reading import candidates
from octavo.insight.actions import slug_of
from octavo.insight.logic.section import SECTIONS
from octavo.source.models import Publisher
from octavo.web.frame.paging import Page

PER_PAGE, NEARLY, SPELT = 10, 5, 3  # hits of a page; of those that say some of the words; words spelt anew
MOST_PUBLISHERS = 300
LANGUAGES = {
    "ar": gettext_lazy("Arabic"),
    "zh": gettext_lazy("Chinese"),
    "nl": gettext_lazy("Dutch"),
    "en": gettext_lazy("English"),
    "fr": gettext_lazy("French"),
    "de": gettext_lazy("German"),
    "he": gettext_lazy("Hebrew"),
    "it": gettext_lazy("Italian"),
    "ja": gettext_lazy("Japanese"),
    "pl": gettext_lazy("Polish"),
    "pt": gettext_lazy("Portuguese"),
    "ru": gettext_lazy("Russian"),
    "es": gettext_lazy("Spanish"),
    "uk": gettext_lazy("Ukrainian"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form says, as typed; empty fields do not narrow."""

    q: str = ""
    publisher: str = ""
    hashtag: str = ""
    language: str = ""
    section: str = ""
    since: str = ""
    until: str = ""
    order: str = ""

    @property
    def empty(self) -> bool:
        """Say whether nothing was asked."""
        return not any((self.q, self.publisher, self.hashtag, self.language, self.section, self.since, self.until))

    @property
    def narrowed(self) -> bool:
        """Say whether anything beside words narrows the search."""
        return any((self.publisher, self.hashtag, self.language, self.section, self.since, self.until))

    def query(self) -> Query:
        """Return the engine's query; days that cannot be read do not narrow."""
        until = _day(self.until)
        return Query(
            words=self.q,
            publisher=self.publisher,
            hashtag=slug_of(self.hashtag),
            language=self.language if self.language in LANGUAGES else "",
            section=self.section if self.section in SECTIONS else "",
            since=_day(self.since),
            until=until + timedelta(days=1) if until else None,
            newest_first=self.order == "new",
            forms=self.language or (get_language() or "").split("-")[0],
        )


def _day(text: str) -> datetime | None:
    try:
        found = date.fromisoformat(text)
        zone = timezone.get_current_timezone()
        return datetime(found.year, found.month, found.day, tzinfo=zone) if 1 < found.year < 9999 else None
    except ValueError:
        return None


def wish_of(fields: Mapping[str, str]) -> Wish:
    """Return the wish in a query string. NUL and other control characters never reach the database."""
    clean = {name: "".join(c for c in fields.get(name, "") if c.isprintable()).strip()[:200] for name in Wish.__slots__}
    return Wish(**clean)


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: the article and its snippet, escaped, with <mark> around what matched; "" where nothing may be quoted."""

    article: Article
    snippet: Markup


def search(wish: Wish, number: int) -> tuple[list[Found], Page]:
    """Return one page of hits. Three queries."""
    hits, total = search_engine().find(wish.query(), limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    by_id = _articles([hit.article_id for hit in hits])
    found = [Found(by_id[hit.article_id], marked(hit)) for hit in hits if hit.article_id in by_id]
    return found, Page(number, PER_PAGE, total)


def spelt(wish: Wish) -> str:
    """Return the words asked for with each that no article says replaced by one that differs in a letter; "" if none does.

    One query, and one for each of the first three such words.
    """
    meant, asked = wish.q, [term.words[0].lower() for term in terms_of(wish.q).wanted if len(term.words) == 1]
    known = set(search_engine().known(asked)) if asked else set()
    for word in [word for word in asked if word not in known][:SPELT]:
        near = one_letter_off(word)
        found = search_engine().known(near) if near else []
        if found:
            meant = re.sub(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", found[0], meant, count=1)
    return meant if meant.lower() != wish.q.lower() else ""


def nearly(wish: Wish) -> list[Found]:
    """Return articles that say some of several words, those nearest in meaning first. At most eight queries."""
    terms = terms_of(wish.q)
    if len(terms.wanted) < 2 or terms.unwanted or wish.narrowed:
        return []
    ids = candidates(wish.q, get_language() or "en")[:NEARLY]
    by_id = _articles(ids)
    return [Found(by_id[pk], Markup("")) for pk in ids if pk in by_id]


def _articles(ids: Sequence[int]) -> dict[int, Article]:
    return Article.objects.live().select_related("publisher").defer("text", "kinds", "rights").in_bulk(ids)


def marked(hit: Hit) -> Markup:
    """Return the snippet as safe markup: every part is escaped before it is put between our own tags."""
    parts, at = [], 0
    for start, end in hit.marks:
        parts += [escape(hit.snippet[at:start]), Markup("<mark>"), escape(hit.snippet[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, escape(hit.snippet[at:])])


def publishers() -> list[tuple[str, str]]:
    """Return (slug, name) of the publishers to choose from. One query."""
    return list(Publisher.objects.order_by("name").values_list("slug", "name")[:MOST_PUBLISHERS])
