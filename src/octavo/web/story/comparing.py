"""What the reports of a story say together: what is known, where figures differ, who reports what. Kept while nothing changes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from octavo.article.models import Article
from octavo.assist.logic.accounts import differing_figures
from octavo.assist.logic.coverage import who_reports_what
from octavo.assist.types import Claim, Difference, Figure, Source
from octavo.web.frame.addresses import article_url
from octavo.web.frame.body import Body, body_of
from octavo.web.story.reading import Row, texts

KEPT_SECONDS = 3600
KNOWN, COLUMNS, DIFFERENCES = 5, 6, 4
FORM = 2  # of what is kept; counts up when its shape changes


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a publisher says a claim; `address` leads to the sentence."""

    publisher: str
    address: str


@dataclass(frozen=True, slots=True)
class Known:
    """A claim in one publisher's words, and the cells of all who report it."""

    text: str
    language: str
    publisher: str
    address: str
    cells: tuple[Cell, ...]
    disputed: bool
    first: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One figure as written, in its sentence, with those who give it."""

    figure: str
    before: str
    after: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing counted differently."""

    what: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison of `reports` reports by `publishers`."""

    known: tuple[Known, ...]
    differing: tuple[Differing, ...]
    publishers: tuple[str, ...]
    reports: int


def compared(chosen: Sequence[Row]) -> Compared:
    """Compare reports, or return what was found for just these revisions before. One query; about 0.1 s for 24 reports the first time."""
    mark = ",".join(f"{row.article.pk}.{row.article.revision}" for row in chosen)
    key = f"octavo.story.{FORM}.{hashlib.blake2b(mark.encode(), digest_size=16).hexdigest()}"
    kept = cache.get(key)
    if isinstance(kept, Compared):
        return kept
    made = _compare(chosen)
    cache.set(key, made, KEPT_SECONDS)
    return made


@dataclass(frozen=True, slots=True)
class _Shelf:
    articles: dict[str, Article]
    sources: dict[str, Source]
    bodies: dict[str, Body]

    def address(self, article: str, start: int) -> str:
        """Return the address of the sentence at `start`; of the article when it has none."""
        place = self.bodies[article].place(start)
        return article_url(self.articles[article]) + (f"#{place[0]}" if place else "")

    def cell(self, publisher: str | None, article: str, start: int) -> Cell:
        """Return the cell of one saying."""
        return Cell(publisher or self.articles[article].publisher.name, self.address(article, start))


def _compare(chosen: Sequence[Row]) -> Compared:
    read = texts(chosen)
    shelf = _Shelf({}, {}, {})
    for row in chosen:
        article, held = row.article, read.get(row.article.pk)
        if not held or not held["text"]:
            continue
        name = str(article.pk)
        shelf.articles[name] = article
        shelf.sources[name] = Source(
            name, article.title, held["text"], article.publisher.name, article.published, article.language or "en"
        )
        current = held["understanding__revision"] == held["revision"]
        shelf.bodies[name] = body_of(_paragraphs(held["text"]), held["understanding__sentences"] if current else [])
    sources = list(shelf.sources.values())
    if not sources:
        return Compared((), (), (), 0)
    claims = who_reports_what(sources, max(KNOWN, COLUMNS))
    differing = [_differing(found, shelf) for found in differing_figures(sources, DIFFERENCES)]
    publishers = tuple(dict.fromkeys(source.publisher or source.id for source in sources))
    return Compared(tuple(_known(claim, shelf) for claim in claims), tuple(differing), publishers, len(sources))


def _paragraphs(text: str) -> list[tuple[int, str, str]]:
    found, at = [], 0
    for part in text.split("\n\n"):
        found.append((at, part, "paragraph"))
        at += len(part) + 2
    return found


def _known(claim: Claim, shelf: _Shelf) -> Known:
    picked = claim.sentence
    article = shelf.articles[picked.article]
    cells = tuple(shelf.cell(told.publisher, told.article, told.start) for told in claim.told)
    address = shelf.address(picked.article, picked.start)
    return Known(picked.text, article.language, article.publisher.name, address, cells, claim.disputed, claim.first)


def _differing(found: Difference, shelf: _Shelf) -> Differing:
    by_value: dict[float, list[Figure]] = {}
    for figure in found.figures:
        by_value.setdefault(figure.value, []).append(figure)
    return Differing(found.what, tuple(_side(figures, shelf) for figures in by_value.values()))


def _side(figures: Sequence[Figure], shelf: _Shelf) -> Side:
    one = figures[0]
    text = shelf.sources[one.article].text
    before, after = text[one.sentence_start : one.start], text[one.end : one.sentence_end]
    cells = tuple(shelf.cell(f.publisher, f.article, f.sentence_start) for f in figures)
    return Side(text[one.start : one.end], before, after, cells)
