"""Compare coverage: who reports a claim, who tells it otherwise, who alone has it; and who copied whose text."""

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.article.models import Article
from octavo.assist.logic.lineage import copies
from octavo.assist.reports import Row, to_compare
from octavo.assist.types import Source
from octavo.web.tools.comparing import Compared, compared
from octavo.web.tools.scope import Scope

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Lineage:
    """One text and its near-copies in order of publication."""

    first: Article
    later: tuple[Article, ...]


def show(scope: Scope) -> dict[str, object]:
    """Return the comparison of the story's reports; of an article that stands alone, nothing. One query unless it is kept."""
    together = compared(scope.rows) if len(to_compare(scope.rows)) > 1 else Compared((), (), (), 0)
    several = len(together.publishers) > 1
    own = _own(scope)
    return {
        "together": together,
        "agreed": [k for k in together.known if len(k.saying) > 1 and not k.against][:SHOWN],
        "disputed": [k for k in together.known if k.against][:SHOWN],
        "alone": [k for k in together.known if len(k.cells) == 1 and (not own or k.publisher == own)][:SHOWN]
        if several
        else [],
        "own": own,
        "first": _first(scope.rows),
        "lineage": lineage(scope.rows),
    }


def _own(scope: Scope) -> str:
    return scope.article.publisher.name if scope.article else ""


def _first(rows: Sequence[Row]) -> Article | None:
    found = [row for row in rows if not row.gone]
    return min(found, key=lambda row: (row.article.published, row.article.pk)).article if found else None


def lineage(rows: Sequence[Row]) -> list[Lineage]:
    """Return the near-copies of a story under the text they share, the widest spread first."""
    held: dict[str, Row] = {str(row.article.pk): row for row in rows if not row.gone}
    sources = [
        Source(
            name,
            row.article.title,
            "",
            row.article.publisher.name,
            row.article.published,
            copy_of=str(row.copy_of) if row.copy_of else None,
        )
        for name, row in held.items()
    ]
    out = []
    for group in copies(sources):
        first, *later = [held[name].article for name in group.articles]
        out.append(Lineage(first, tuple(later)))
    return out[:SHOWN]
