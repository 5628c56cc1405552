"""The timeline: dated sentences in order of time, of an article or merged over a story's reports."""

from dataclasses import dataclass

from octavo.assist.logic.timeline import merged
from octavo.assist.types import Happening, Moment
from octavo.web.tools.scope import Scope, day_words, refs_of
from octavo.web.tools.shelf import Ref


@dataclass(frozen=True, slots=True)
class Item:
    """One moment: `when` is its day in words ("" when no date is reported), `words` the text's own for it."""

    when: str
    words: str
    text: str
    language: str
    refs: tuple[Ref, ...]
    publishers: int
    latest: bool = False
    ahead: bool = False


def show(scope: Scope) -> dict[str, object]:
    """Return the moments; the last one that lies not ahead of now is marked."""
    if scope.article:
        made = [m for report in scope.shelf.reports.values() for m in report.made().moments]
        found = [Happening(moment, (moment,)) for moment in made]
    else:
        found = list(merged([(r.source, r.made().moments) for r in scope.shelf.reports.values()]))
    items = [item for happening in found if (item := _item(scope, happening))]
    dated = [i for i, item in enumerate(items) if item.when and not item.ahead]
    if dated:
        last = items[dated[-1]]
        items[dated[-1]] = Item(
            last.when, last.words, last.text, last.language, last.refs, last.publishers, latest=True
        )
    return {"items": items}


def _item(scope: Scope, happening: Happening) -> Item | None:
    moment = happening.moment
    refs = refs_of(scope.shelf, [(m.article, m.start) for m in (moment, *happening.told)])
    if not refs:
        return None
    report = scope.shelf.reports[moment.article]
    publishers = len({scope.shelf.reports[m.article].article.publisher_id for m in happening.told})
    ahead = bool(moment.first and moment.first > scope.now.date())
    text = report.source.text[moment.start : moment.end]
    return Item(_when(moment), moment.words, text, report.source.language, refs, publishers, ahead=ahead)


def _when(moment: Moment) -> str:
    return day_words(moment.first, moment.last, moment.grain)
