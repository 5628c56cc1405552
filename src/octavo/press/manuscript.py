"""Read the story files: plain text in which a report is an editor's page, easy to review and to correct.

    subject: disaster              head: subject, event (hours ago), tags, tags-de …, related stories
    event: 82h
                                   an empty line
    === courier | 80h | Ada Birk   a report: publisher, hours ago (or `arrives 3`: third to arrive), authors
    + beacon | 79h | Headline      a copy of this report by another publisher, under another headline
    ~ silent 5: 14 people => 17 people            a change at arrival 5 that nobody is told of
    ~ correction 6: nine => eight | A note        a change with a note
    ~ withdrawn 9                                 gone with 410 from arrival 9 on
    # Headline
    > Standfirst
                                   paragraphs, divided by empty lines
`{d}`, `{d+1}`, `{d-2}` name the weekday of the event and of the days after and before it, in the publisher's language.
"""

import re
from dataclasses import dataclass, field

from octavo.press.errors import ManuscriptError


@dataclass(slots=True)
class Sheet:
    """One report as it stands in a story file; `hours` before now, or None with `arrives` ≥ 1."""

    publisher: str
    hours: float | None
    arrives: int
    authors: tuple[str, ...]
    headline: str = ""
    standfirst: str = ""
    paragraphs: list[str] = field(default_factory=list)
    copies: list[tuple[str, float, str]] = field(default_factory=list)
    changes: list[tuple[int, str, str, str | None]] = field(default_factory=list)
    withdrawn: int | None = None


@dataclass(slots=True)
class Manuscript:
    """One story file: what its head says and its reports in the order of the file."""

    slug: str
    head: dict[str, str]
    sheets: list[Sheet]


_CHANGE = re.compile(r"(silent|correction) (\d+): (.+?) => (.+?)(?: \| (.+))?$")


def read_manuscript(slug: str, text: str) -> Manuscript:
    """Parse one story file.

    Raises ManuscriptError on a line that does not belong where it stands.
    """
    head_text, *parts = re.split(r"^=== ?", text, flags=re.M)
    head = dict(line.split(": ", 1) for line in head_text.splitlines() if ": " in line)
    return Manuscript(slug, head, [_sheet(slug, part) for part in parts])


def _sheet(slug: str, part: str) -> Sheet:
    first, _, rest = part.partition("\n")
    fields = [piece.strip() for piece in first.split("|")]
    if len(fields) != 3:
        raise ManuscriptError(slug, first, "publisher | hours | authors")
    when = fields[1]
    arrives = int(when.removeprefix("arrives ")) if when.startswith("arrives ") else 0
    authors = tuple(name.strip() for name in fields[2].split(",") if name.strip())
    sheet = Sheet(fields[0], None if arrives else float(when.rstrip("h")), arrives, authors)
    for block in re.split(r"\n\s*\n", rest.strip()):
        _block(slug, sheet, block.strip())
    if not (sheet.headline and sheet.paragraphs):
        raise ManuscriptError(slug, first, "a report with a headline and paragraphs")
    return sheet


def _block(slug: str, sheet: Sheet, block: str) -> None:
    lines = block.splitlines()
    while lines and lines[0][:2] in ("+ ", "~ ", "# ", "> "):
        _mark(slug, sheet, lines.pop(0))
    if lines:
        sheet.paragraphs.append(" ".join(line.strip() for line in lines))


def _mark(slug: str, sheet: Sheet, line: str) -> None:
    kind, value = line[0], line[2:].strip()
    if kind == "#":
        sheet.headline = value
    elif kind == ">":
        sheet.standfirst = value
    elif kind == "+":
        publisher, hours, headline = (piece.strip() for piece in value.split("|", 2))
        sheet.copies.append((publisher, float(hours.rstrip("h")), headline))
    elif value.startswith("withdrawn "):
        sheet.withdrawn = int(value.split()[1])
    elif found := _CHANGE.match(value):
        sheet.changes.append((int(found[2]), found[3], found[4], found[5] if found[1] == "correction" else None))
    else:
        raise ManuscriptError(slug, line, "silent N: old => new, correction N: old => new | note, or withdrawn N")
