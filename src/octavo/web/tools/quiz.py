"""The quiz: three questions from the text; answers are checked here, nothing is kept."""

import re
from dataclasses import dataclass
from zlib import crc32

from django.utils.translation import gettext_lazy

from octavo.assist.reading import around
from octavo.assist.types import Question
from octavo.web.tools.scope import Scope, refs_of
from octavo.web.tools.shelf import NOTHING, Ref, Report

ASKED, REPORTS = 3, 8  # questions; reports of a story they are taken from
WORDS = {
    "who": gettext_lazy("Which name belongs in the gap?"),
    "where": gettext_lazy("Which place belongs in the gap?"),
    "number": gettext_lazy("Which figure belongs in the gap?"),
    "quote": gettext_lazy("Who said this?"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as shown. `before` and `after` stand around the gap; a quote's words are `before`, with no gap.

    `chosen` is the reader's answer ("" when none was given); `answer`, `whole` and `refs` are shown once there is one.
    """

    number: int
    words: str
    before: str
    after: str
    options: tuple[str, ...]
    chosen: str
    answer: str
    whole: str
    refs: tuple[Ref, ...]
    language: str

    @property
    def gap(self) -> bool:
        """Say whether the sentence has a gap."""
        return bool(self.after) or self.words != str(WORDS["quote"])

    @property
    def right(self) -> bool:
        """Say whether the reader's answer is the text's."""
        return self.chosen == self.answer


def show(scope: Scope) -> dict[str, object]:
    """Return three questions, none when the texts hold no three; each with what the reader answered."""
    reports = list(scope.shelf.reports.values())[:REPORTS]
    bare = [r.article.pk for r in reports if not r.stored]
    read = around(bare, scope.shelf.language) if bare else NOTHING
    found = [(r, q) for r in reports for q in r.made(read).quiz]
    if not scope.article:
        found = _spread(found)
    asked = [a for n, (r, q) in enumerate(found[:ASKED], 1) if (a := _asked(scope, n, r, q))]
    if len(asked) < ASKED:
        asked = []
    return {"quiz": asked, "answered": sum(bool(a.chosen) for a in asked), "right": sum(a.right for a in asked)}


def _spread(found: list[tuple[Report, Question]]) -> list[tuple[Report, Question]]:
    """Take one question a report before a second one, and no answer twice; the order of the reports decides."""
    taken: list[tuple[Report, Question]] = []
    answers: set[str] = set()
    for turn in range(ASKED):
        seen: dict[str, int] = {}
        for report, question in found:
            place = seen.get(report.source.id, 0)
            seen[report.source.id] = place + 1
            answer = report.source.text[question.answer_start : question.answer_end].casefold()
            if place == turn and answer not in answers:
                answers.add(answer)
                taken.append((report, question))
    return taken


def _asked(scope: Scope, number: int, report: Report, question: Question) -> Asked | None:
    text = report.source.text
    answer = text[question.answer_start : question.answer_end]
    refs = refs_of(scope.shelf, [(report.source.id, question.start)])
    reports = scope.shelf.reports.values()
    if not refs or any(_holds(other.source.text, wrong) for wrong in question.wrong for other in reports):
        return None  # a report of the same story may hold what this one does not
    options = tuple(sorted((answer, *question.wrong), key=lambda o: crc32(f"{question.start}{o}".encode())))
    if question.kind == "number" and all(o.replace(",", "").isdigit() for o in options):
        options = tuple(sorted(options, key=lambda o: int(o.replace(",", ""))))
    chosen = scope.asked.get(f"a{number}", "")
    quote = question.kind == "quote"
    return Asked(
        number,
        str(WORDS[question.kind]),
        text[question.quote_start : question.quote_end] if quote else text[question.start : question.answer_start],
        "" if quote else text[question.answer_end : question.end],
        options,
        chosen if chosen in options else "",
        answer,
        text[question.start : question.end],
        refs,
        report.source.language,
    )


def _holds(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))
