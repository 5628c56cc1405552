"""The reports that a tool works on, with the address of every sentence in them: one article, or a story's."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.assist.logic.aids import FORM, Known, Made, from_rows, known_from, make, places_of
from octavo.assist.logic.quiz import Read
from octavo.assist.models import Aids
from octavo.assist.types import Source
from octavo.insight.models import Understanding
from octavo.web.frame.addresses import article_url

NOTHING = Read()
_COLUMNS = ("facts", "moments", "terms", "quiz")


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a machine-made line opens its source: `text` stands on the page, `label` is what a screen reader says."""

    href: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Report:
    """One text that machines may read, with what is known of its present revision."""

    article: Article
    source: Source
    known: Known
    places: dict[int, tuple[int, int]]
    aids: Aids | None

    def sentence(self, start: int) -> str:
        """Return the words of the sentence that begins at `start`."""
        end = next((s.end for s in self.known.sentences if s.start == start), start)
        return self.source.text[start:end]

    def anchor(self, start: int) -> str:
        """Return the anchor of the sentence in which `start` lies; "" when it has none."""
        before = [at for at in self.places if at <= start]
        return "s{}-{}".format(*self.places[max(before)]) if before else ""

    @property
    def stored(self) -> Aids | None:
        """What was made of just this revision when the article came in."""
        row = self.aids
        return row if row is not None and row.revision == self.article.revision and row.form == FORM else None

    def made(self, read: Read = NOTHING) -> Made:
        """Return what is stored; made now where nothing is stored yet, with a quiz only if `read` offers wrong answers."""
        if self.stored:
            return from_rows({name: getattr(self.stored, name) for name in _COLUMNS}, self.source.id, self.source.text)
        return make(self.source, self.known, read)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Reports by their id. `alone`: they are one article, and the tool stands on its page."""

    reports: dict[str, Report] = field(default_factory=dict)
    alone: bool = False

    @property
    def sources(self) -> list[Source]:
        """The texts."""
        return [report.source for report in self.reports.values()]

    @property
    def language(self) -> str:
        """The language of the first report."""
        return next((r.source.language for r in self.reports.values()), "en")

    @property
    def publishers(self) -> tuple[str, ...]:
        """Names of the publishers, each once."""
        return tuple(dict.fromkeys(r.article.publisher.name for r in self.reports.values()))

    def ref(self, article: str, start: int) -> Ref | None:
        """Return the reference to a sentence; None where it has no address, for then its line is not shown."""
        report = self.reports.get(article)
        anchor = report.anchor(start) if report else ""
        if not report or not anchor:
            return None
        paragraph = anchor[1:].partition("-")[0]
        if self.alone:
            return Ref(f"#{anchor}", f"¶{paragraph}", f"Source ¶{paragraph}")
        name = report.article.publisher.name
        return Ref(
            f"{article_url(report.article)}#{anchor}",
            name,
            gettext("%(publisher)s, ¶%(paragraph)s: open the sentence") % {"publisher": name, "paragraph": paragraph},
        )


def understanding_of(article: Article) -> Understanding | None:
    """Return what is known of the present revision; None while it is being understood anew."""
    known: Understanding | None = getattr(article, "understanding", None)
    return known if known is not None and known.revision == article.revision else None


def report_of(article: Article, copy_of: str | None = None, aids: Aids | None = None) -> Report | None:
    """Return an article as a report; None where machines may not read it or have not yet."""
    known = understanding_of(article)
    if known is None or not article.may_summarise or not article.text:
        return None
    source = Source(
        str(article.pk),
        article.title,
        article.text,
        article.publisher.name,
        article.published,
        known.language or article.language or "en",
        copy_of,
    )
    read = known_from(known.sentences, known.key_sentences, known.entities)
    return Report(article, source, read, places_of(known.sentences), aids)


def shelf_of(ids: Iterable[int], *, copies: dict[int, int] | None = None, aids: bool = False) -> Shelf:
    """Return the reports among these articles, in this order. One query; `aids` loads what was made of them too."""
    wanted = list(ids)
    rows = (
        Article.objects.live()
        .filter(pk__in=wanted)
        .select_related("publisher", "understanding", *(["aids"] if aids else []))
        .defer("rights", "kinds", "categories", "excerpt", "understanding__vector")
    )
    found = {row.pk: row for row in rows}
    shelf = Shelf()
    for pk in wanted:
        if pk in found:
            copy = (copies or {}).get(pk)
            report = report_of(
                found[pk], str(copy) if copy else None, getattr(found[pk], "aids", None) if aids else None
            )
            if report:
                shelf.reports[str(pk)] = report
    return shelf
