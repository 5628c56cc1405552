"""What a language model wrote for a tool, ready to be shown: lines with their sources, how many were withheld, how it was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from octavo.assist import writing
from octavo.assist.writing import Job, Task, Written
from octavo.web.frame.words import clock_of, number
from octavo.web.tools.scope import Line, Scope, refs_of
from octavo.web.tools.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Prose:
    """What was written: `lines` () when nothing passed the gate, or while it is `making`; then it is worth looking again.

    `number` is its row, for who finds a mistake.
    """

    lines: tuple[Line, ...] = ()
    withheld: int = 0
    how: tuple[tuple[str, str], ...] = ()
    making: bool = False
    number: int | None = None

    @property
    def note(self) -> str:
        """Say how many lines were withheld; "" for none."""
        if not self.withheld:
            return ""
        said = ngettext(
            "%(num)s line was withheld: the check did not find it in the text.",
            "%(num)s lines were withheld: the check did not find them in the text.",
            self.withheld,
        )
        return said % {"num": self.withheld}


def task_of(
    feature: str, shelf: Shelf, *, question: str = "", earlier: Sequence[str] = (), names: Sequence[str] = ()
) -> Task:
    """Return what to write over the texts of a shelf, in their own language. Every text on a shelf may be summarised."""
    return Task(feature, tuple(shelf.sources), shelf.language, question, tuple(names), earlier=tuple(earlier))


def prose(
    scope: Scope, task: Task, shelf: Shelf | None = None, *, make: bool = True, wait: float | None = None
) -> Prose | None:
    """Return what was written, None where nothing is. `make` False only looks at what is kept.

    Without an engine: no query, nothing done. With one: `wait` seconds (None: OCTAVO_LLM_WAIT) when it is asked for first.
    """
    if not writing.writes(task.feature) or not task.sources:
        return None
    found = writing.written(task, wait) if make else writing.kept(task)
    if isinstance(found, Job):
        return Prose(making=True)
    return shown(found, shelf or scope.shelf) if found else None


def shown(found: Written, shelf: Shelf) -> Prose:
    """Return what was written with references that open its sentences; a line whose sentence has no address is not shown."""
    lines = []
    for passed in found.lines:
        refs = refs_of(shelf, [(article, start) for article, start, _ in passed.places])
        if refs:
            lines.append(Line(passed.text, refs, shelf.language))
    check = gettext(
        "Each sentence laid over those it cites; names, numbers, dates, quotes and denials must stand there"
    )
    if writing.judges("summary"):
        check += gettext("; then the model was asked whether they say it")
    return Prose(tuple(lines), found.withheld, tuple(how_of(found, check)), number=found.number)


def how_of(found: Written, check: str) -> list[tuple[str, str]]:
    """Return the rows of "How this was made"."""
    whole = len(found.lines) + found.withheld
    return [
        (gettext("Method"), gettext("Written by a language model when first asked for, then checked line by line")),
        (gettext("Model"), gettext("%(model)s, chosen by this site’s operator") % {"model": found.model}),
        (
            gettext("Read"),
            ngettext("%(num)s publisher", "%(num)s publishers", len(found.sources)) % {"num": len(found.sources)}
            if len(found.sources) > 1
            else gettext("This text as data, without what it hides"),
        ),
        (
            gettext("Made"),
            gettext("%(time)s, in %(seconds)s seconds, %(tokens)s tokens")
            % {
                "time": clock_of(found.made),
                "seconds": f"{found.milliseconds / 1000:.1f}",
                "tokens": number(found.tokens),
            },
        ),
        (
            gettext("Check"),
            ngettext("%(passed)s of %(num)s line passed.", "%(passed)s of %(num)s lines passed.", whole)
            % {"passed": len(found.lines), "num": whole}
            + f" {check}",
        ),
        (gettext("Prompt"), found.prompt[:12]),
    ]
