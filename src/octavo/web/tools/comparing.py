"""What the reports of a story say together: what is known, where figures differ, who reports what. Kept while nothing changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from octavo.assist.logic.comparison import Comparison, compare, from_rows, mark_of
from octavo.assist.models import Comparison as Stored
from octavo.assist.reports import Row, reprints, to_compare
from octavo.assist.types import Claim, Difference, Figure
from octavo.kit.text import plain_key
from octavo.web.tools.shelf import Shelf, shelf_of

KEPT_SECONDS = 3600
KNOWN, COLUMNS = 5, 6
MOST_COLUMNS = 10  # publishers side by side
FORM = 5  # of what is kept; counts up when its shape changes


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a publisher says a claim, or (`disputes`) tells it otherwise; `address` leads to the sentence.

    `reprinted`: it stands there word for word, in a near-copy of another's report.
    """

    publisher: str
    address: str
    disputes: bool = False
    reprinted: bool = False


@dataclass(frozen=True, slots=True)
class Credited:
    """One publisher names another as its source, in the sentence at `cell`."""

    publisher: str
    source: str
    cell: Cell


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

    @property
    def saying(self) -> tuple[Cell, ...]:
        """Who reports it in a text of their own."""
        return tuple(cell for cell in self.cells if not cell.disputes and not cell.reprinted)

    @property
    def reprinting(self) -> tuple[Cell, ...]:
        """Who has it in a copy of another's report alone."""
        return tuple(cell for cell in self.cells if cell.reprinted)

    @property
    def against(self) -> tuple[Cell, ...]:
        """Who tells it otherwise."""
        return tuple(cell for cell in self.cells if cell.disputes)


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
    credits: tuple[Credited, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The publishers of the table: those whose texts are compared, then those who ran a copy of one."""
        others = (cell.publisher for known in self.known for cell in known.reprinting)
        return tuple(dict.fromkeys([*self.publishers, *others]))[:MOST_COLUMNS]


def compared(rows: Sequence[Row]) -> Compared:
    """Return the comparison of a story's reports, as it was made when the last of them came in; made now where it was not.

    Two queries, three where there are near-copies.
    """
    chosen = to_compare(rows)
    copies = reprints(rows, chosen)
    mark, other = (mark_of([(row.article.pk, row.article.revision) for row in part]) for part in (chosen, copies))
    key = f"octavo.story.{FORM}.{mark}.{other if copies else ''}"
    kept = cache.get(key)
    if isinstance(kept, Compared):
        return kept
    shelf = shelf_of([row.article.pk for row in chosen])
    made = _shown(_made(shelf, mark, whole=len(shelf.reports) == len(chosen)), shelf, _copied(copies))
    cache.set(key, made, KEPT_SECONDS)
    return made


def _made(shelf: Shelf, mark: str, *, whole: bool) -> Comparison:
    row = Stored.objects.filter(mark=mark).first() if shelf.reports and whole else None
    if row is None:
        return compare(shelf.sources)
    sources = {source.id: source for source in shelf.sources}
    return from_rows({"claims": row.claims, "differing": row.differing, "credits": row.credits}, sources)


@dataclass(frozen=True, slots=True)
class _Copies:
    """Near-copies, and of each the words of its sentences by where they begin."""

    shelf: Shelf
    words: dict[str, dict[int, str]]

    def place(self, report: str, claim: str) -> int | None:
        """Return where a sentence of the report begins that has all words of a claim in their order; None where none does."""
        wanted = plain_key(claim)
        return next((start for start, words in self.words[report].items() if wanted in words), None)


def _copied(copies: Sequence[Row]) -> _Copies:
    shelf = shelf_of([row.article.pk for row in copies]) if copies else Shelf()
    words = {
        name: {s.start: plain_key(report.source.text[s.start : s.end]) for s in report.known.sentences}
        for name, report in shelf.reports.items()
    }
    return _Copies(shelf, words)


def _shown(made: Comparison, shelf: Shelf, copied: _Copies) -> Compared:
    return Compared(
        tuple(known for claim in made.claims if (known := _known(claim, shelf, copied))),
        tuple(_differing(found, shelf) for found in made.differing),
        shelf.publishers,
        len(shelf.reports),
        tuple(
            Credited(credit.publisher, credit.credits, cell)
            for credit in made.credits
            if (cell := _cell(shelf, credit.article, credit.start))
        ),
    )


def _cell(shelf: Shelf, article: str, start: int, *, disputes: bool = False, reprinted: bool = False) -> Cell | None:
    ref = shelf.ref(article, start)
    return Cell(shelf.reports[article].article.publisher.name, ref.href, disputes, reprinted) if ref else None


def _known(claim: Claim, shelf: Shelf, copied: _Copies) -> Known | None:
    picked = claim.sentence
    own = _cell(shelf, picked.article, picked.start)
    if own is None:
        return None
    told = (_cell(shelf, told.article, told.start, disputes=told.disputes) for told in claim.told)
    cells = [cell for cell in told if cell]
    for name in copied.words:
        at = copied.place(name, picked.text)
        cell = _cell(copied.shelf, name, at, reprinted=True) if at is not None else None
        if cell and all(other.publisher != cell.publisher for other in cells):
            cells.append(cell)
    language = shelf.reports[picked.article].source.language
    return Known(picked.text, language, own.publisher, own.address, tuple(cells), claim.disputed, claim.first)


def _differing(found: Difference, shelf: Shelf) -> Differing:
    by_value: dict[float, list[Figure]] = {}
    for figure in found.figures:
        by_value.setdefault(figure.value, []).append(figure)
    return Differing(found.what, tuple(_side(figures, shelf) for figures in by_value.values()))


def _side(figures: Sequence[Figure], shelf: Shelf) -> Side:
    one = figures[0]
    text = shelf.reports[one.article].source.text
    before, after = text[one.sentence_start : one.start], text[one.end : one.sentence_end]
    cells = tuple(c for f in figures if (c := _cell(shelf, f.article, f.sentence_start)))
    return Side(text[one.start : one.end], before, after, cells)
