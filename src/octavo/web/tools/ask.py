"""Ask: answers in the texts' own sentences, or a plain "not in this story". The thread of questions lives in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_lazy

from octavo.assist.logic.ask import ENOUGH, WIDE, ask
from octavo.assist.reports import rows, to_compare
from octavo.assist.types import Answer
from octavo.assist.writing import Task
from octavo.find.reading import candidates
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.web.tools.prose import prose, task_of
from octavo.web.tools.scope import Line, Scope, refs_of
from octavo.web.tools.shelf import Shelf, shelf_of

LETTERS, KEPT = 300, 3  # of a question; earlier questions kept in the thread

ELSEWHERE = {
    "article": gettext_lazy("Ask this article"),
    "story": gettext_lazy("Ask the whole story"),
    "all": gettext_lazy("Ask everything read"),
}


@dataclass(frozen=True, slots=True)
class Replied:
    """One question with its answer: quoted sentences, () where none was found. `again` is the address that asks it."""

    question: str
    lines: tuple[Line, ...]
    again: str


def show(scope: Scope) -> dict[str, object]:
    """Return the answer to the question in the address, those before it, and where else to ask."""
    question, where = clean(scope.asked.get("q", "")), _where(scope)
    before = [clean(text) for text in scope.asked.getlist("t") if clean(text)][-KEPT:]
    shelf = _shelf(scope, where, question) if question else Shelf()
    answer = (
        ask(question, shelf.sources, before, enough=WIDE if where == "all" else ENOUGH)
        if question
        else Answer((), abstained=True)
    )
    lines = _lines(shelf, answer)
    task = _task(shelf, question, before)
    wrote = prose(scope, task, shelf) if task else None
    if wrote:  # what was written word for word needs no quote below it
        lines = tuple(line for line in lines if line.text not in {own.text for own in wrote.lines})
    return {
        "prose": wrote,
        "stream": f"{scope.address('ask-stream')}?{_query(where, question, before)}",
        "again": _again(scope, where, question, before),
        "question": question,
        "where": where,
        "places": places(scope),
        "before": [Replied(text, (), _again(scope, where, text, before[:i])) for i, text in enumerate(before)],
        "answer": lines,
        "read": len(shelf.reports),
        "thread": [*before, question][-KEPT:] if question else before,
        "elsewhere": [
            (name, ELSEWHERE[name if name != "this" else scope.what], _again(scope, name, question, before))
            for name, _ in places(scope)
            if name != where
        ],
    }


def asked_of(scope: Scope) -> tuple[Task | None, Shelf]:
    """Return what a language model is to answer, None for no question, and the texts it answers from."""
    question, where = clean(scope.asked.get("q", "")), _where(scope)
    before = [clean(text) for text in scope.asked.getlist("t") if clean(text)][-KEPT:]
    shelf = _shelf(scope, where, question) if question else Shelf()
    return _task(shelf, question, before), shelf


def _task(shelf: Shelf, question: str, before: list[str]) -> Task | None:
    """A question that is an order to a machine is never put to one."""
    if not question or any(speaks_to_machines(text) for text in (question, *before)):
        return None
    return task_of("ask", shelf, question=question, earlier=before)


def clean(text: str) -> str:
    """Return a question as typed, without what cannot be seen, at most LETTERS long."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LETTERS]


def places(scope: Scope) -> list[tuple[str, str]]:
    """Return (name, words) of what can be asked."""
    here = [("this", gettext("This article") if scope.article else gettext("This story"))]
    story = [("story", gettext("The whole story"))] if scope.article and scope.story else []
    return [*here, *story, ("all", gettext("Everything read"))]


def _where(scope: Scope) -> str:
    asked = scope.asked.get("in", "")
    return asked if asked in dict(places(scope)) else "this"


def _shelf(scope: Scope, where: str, question: str) -> Shelf:
    if where == "all":
        return shelf_of(candidates(question, scope.shelf.language))
    if where == "story" and scope.story:
        return shelf_of([row.article.pk for row in to_compare(scope.rows or rows(scope.story))])
    return scope.shelf


def _lines(shelf: Shelf, answer: Answer) -> tuple[Line, ...]:
    found = []
    for span in answer.spans:
        refs = refs_of(shelf, [(span.article, span.start)])
        if refs:
            found.append(Line(span.text, refs, shelf.reports[span.article].source.language))
    return tuple(found)


def _again(scope: Scope, where: str, question: str, before: list[str]) -> str:
    return f"{scope.address('ask')}?{_query(where, question, before)}#ai-panel"


def _query(where: str, question: str, before: list[str]) -> str:
    fields = [("q", question), *(("t", text) for text in before)]
    if where != "this":
        fields.append(("in", where))
    return urlencode(fields)
