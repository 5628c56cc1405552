"""Key facts: names, dates, figures and quotes, each with the sentence it stands in; over a story, those that more publishers give first."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from octavo.assist.types import FACT_KINDS, Fact
from octavo.web.tools.comparing import Differing, compared
from octavo.web.tools.scope import Scope, day_words, refs_of
from octavo.web.tools.shelf import Ref, Report

NAMES = {
    "who": gettext_lazy("Who"),
    "what": gettext_lazy("What"),
    "when": gettext_lazy("When"),
    "where": gettext_lazy("Where"),
    "numbers": gettext_lazy("Numbers"),
    "quotes": gettext_lazy("Quotes"),
}
MOST = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as shown: its words as written, what it is about, and where it stands."""

    label: str
    about: str
    quoted: bool
    refs: tuple[Ref, ...]
    publishers: int
    language: str


def show(scope: Scope) -> dict[str, object]:
    """Return the facts by kind, and of a story the figures that differ."""
    gathered: dict[str, dict[tuple[str, str], list[tuple[Report, Fact]]]] = {kind: {} for kind in FACT_KINDS}
    for report in scope.shelf.reports.values():
        for kind, found in report.made().facts.items():
            for fact in found:
                gathered[kind].setdefault(_key(fact), []).append((report, fact))
    shown = []
    for kind in FACT_KINDS:
        groups = sorted(gathered[kind].values(), key=lambda g: -len({r.article.publisher_id for r, _ in g}))
        rows = [row for group in groups if (row := _row(scope, group))][:MOST]
        if rows:
            shown.append((NAMES[kind], rows))
    differing: tuple[Differing, ...] = ()
    if scope.article is None:
        differing = compared(scope.rows).differing
    return {"facts": shown, "differing": differing}


def _key(fact: Fact) -> tuple[str, str]:
    """Return what facts have in common that are shown as one: the words, or of days the day that is meant."""
    if fact.kind == "when" and fact.about:
        return "", fact.about
    about = "" if fact.kind in ("who", "where", "what", "quotes") else fact.about.casefold()
    return fact.label.casefold().strip(" .,;:!?"), about


def _row(scope: Scope, group: list[tuple[Report, Fact]]) -> Row | None:
    report, fact = group[0]
    refs = refs_of(scope.shelf, [(r.source.id, f.sentence_start) for r, f in group])
    if not refs:
        return None
    publishers = len({r.article.publisher_id for r, _ in group})
    return Row(fact.label, _about(fact), fact.kind == "quotes", refs, publishers, report.source.language)


def _about(fact: Fact) -> str:
    if fact.kind == "when" and fact.about:
        first, _, last = fact.about.partition("/")
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
        return day_words(begin, end, _grain(begin, end))
    if fact.kind == "quotes":
        return fact.about or gettext("speaker not named beside the quote")
    return fact.about if fact.kind == "numbers" and fact.about.lower() not in fact.label.lower() else ""


def _grain(first: date, last: date) -> str:
    days = (last - first).days
    return "year" if days > 300 else "month" if days > 26 else "week" if days else "day"
