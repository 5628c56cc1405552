"""Translate: headline, summary or article in another language, line by line, with the original of each one step away."""

from dataclasses import dataclass

from django.utils.translation import gettext

from octavo.assist import writing
from octavo.assist.logic.summary import summarize
from octavo.assist.writing import Job, Task, Written
from octavo.assist.writing import Line as Given
from octavo.insight.logic.words import base_language
from octavo.web.tools.prose import how_of
from octavo.web.tools.scope import Scope, refs_of
from octavo.web.tools.shelf import Ref, Report

# In their own words, for who looks for theirs.
INTO = {
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "hi": "हिन्दी", "it": "Italiano",
    "ja": "日本語", "ko": "한국어", "nl": "Nederlands", "pl": "Polski", "pt": "Português", "ru": "Русский", "sv": "Svenska",
    "tr": "Türkçe", "uk": "Українська", "zh": "中文",
}  # fmt: skip
SUMMARY_LINES = 4
TITLE = -1  # the place of a headline, which has no offsets


@dataclass(frozen=True, slots=True)
class Side:
    """One line and its original; `text` is "" where the translation lost a number or a name, and the original stands alone."""

    text: str
    original: str
    refs: tuple[Ref, ...]


def show(scope: Scope) -> dict[str, object]:
    """Return the translation asked for (`to`, and `what`: summary or article), begun now if nobody asked before."""
    asked, parts = scope.asked.get("to", ""), _parts(scope)
    language = base_language(scope.shelf.language)
    into = {code: words for code, words in INTO.items() if code != language}
    target = asked if asked in into else ""
    what = scope.asked.get("what", "")
    what = what if what in dict(parts) else parts[0][0]
    found = writing.written(task_of(scope, what, target)) if target and scope.shelf.reports else None
    done = found if isinstance(found, Written) else None
    return {
        "into": into,
        "to": target,
        "what": what,
        "parts": parts,
        "language": language,
        "making": isinstance(found, Job),
        "sides": _sides(scope, what, done) if done else (),
        "withheld": done.withheld if done else 0,
        "number": done.number if done else None,
        "how": _how(done) if done else (),
        "again": f"{scope.address('translate')}?to={target}&what={what}",
    }


def task_of(scope: Scope, what: str, target: str) -> Task:
    """Return the translation of `what` into `target`."""
    reports = list(scope.shelf.reports.values())
    persons = tuple(dict.fromkeys(e.label for r in reports for e in r.known.entities if e.kind == "person"))
    return Task("translate", tuple(scope.shelf.sources), target, what, names=persons, lines=tuple(_lines(scope, what)))


def _parts(scope: Scope) -> list[tuple[str, str]]:
    whole = [("article", gettext("The whole text"))] if scope.article and scope.article.complete else []
    return [("summary", gettext("Headline and summary")), *whole]


def _lines(scope: Scope, what: str) -> list[Given]:
    reports = list(scope.shelf.reports.values())
    if not reports:
        return []
    first = reports[0]
    lines = [Given(first.source.title, first.source.id, TITLE, TITLE)]
    if what == "article":
        return lines + _paragraphs(first)
    sources = scope.shelf.sources
    return lines + [Given(p.text, p.article, p.start, p.end) for p in summarize(sources, SUMMARY_LINES)]


def _paragraphs(report: Report) -> list[Given]:
    return [
        Given(text, report.source.id, at, at + len(text)) for at, text, _ in report.article.paragraphs if text.strip()
    ]


def _sides(scope: Scope, what: str, done: Written) -> tuple[Side, ...]:
    made = {passed.places[0][:2]: passed.text for passed in done.lines}
    return tuple(
        Side(made.get((line.article, line.start), ""), line.text, refs_of(scope.shelf, [(line.article, line.start)]))
        for line in _lines(scope, what)
    )


def _how(done: Written) -> list[tuple[str, str]]:
    rows = dict(
        how_of(done, gettext("Numbers and names compared with the original; no machine here can check the rest"))
    )
    return list(
        (
            rows
            | {gettext("Method"): gettext("Translated line by line when first asked for"), gettext("Model"): done.model}
        ).items()
    )
