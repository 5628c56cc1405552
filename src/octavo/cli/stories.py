"""`octavo stories`: which articles tell of one event, and which of one storyline."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

import click

from octavo.cli.rows import id_of, optional_text, reading_of, text_of
from octavo.cli.stream import LineError, parse_line
from octavo.insight.logic.language import detect
from octavo.story.logic.cluster import Clusterer
from octavo.story.logic.report import report_of
from octavo.story.types import Placement, Report


def report_of_row(row: dict[str, Any]) -> Report:
    """Return the report of an article line.

    Raises LineError for a bad field.
    """
    title, text = text_of(row, "title", ""), text_of(row, "text", "")
    language = optional_text(row, "language") or detect(f"{title}\n{text}")[0]
    return report_of(
        id_of(row),
        publisher=optional_text(row, "publisher"),
        published=moment_of(row, "published"),
        title=title,
        text=text,
        language=language,
        **reading_of(f"{title}\n{text}", language),
    )


def moment_of(row: dict[str, Any], field: str) -> datetime | None:
    """Return an RFC 3339 time, UTC when it names no zone; None when absent.

    Raises LineError when it is not a time.
    """
    value = optional_text(row, field)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise LineError("bad_field", f"the field {field!r} must hold an RFC 3339 time, not {value[:40]!r}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def answer_of(placement: Placement) -> dict[str, Any]:
    """Return the fields of the contract."""
    return {"story": placement.story, "event": placement.event, "copy_of": placement.copy_of}


@dataclass(slots=True)
class _Line:
    id: Any
    article: str | None = None
    fault: LineError | None = None


def group(lines: Iterable[bytes], out: BinaryIO, *, online: bool) -> int:
    """Place every article and write the answers: each at once (`online`), or all after the stream's end and a review.

    Returns the exit status: 0 all good, 1 some lines failed.
    """
    clusterer = Clusterer()
    seen = _placed(lines, clusterer)
    if not online:
        seen = iter(list(seen))
        for _ in clusterer.review():
            pass
    failed = 0
    for line in seen:
        if line.fault is not None:
            failed = 1
            reply: dict[str, Any] = {"id": line.id, "error": {"code": line.fault.code, "message": line.fault.message}}
        else:
            reply = {"id": line.id} | answer_of(clusterer.placements[str(line.article)])
        out.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
        out.flush()
    return failed


def _placed(lines: Iterable[bytes], clusterer: Clusterer) -> Iterator[_Line]:
    for raw in lines:
        if not raw.strip():
            continue
        row: dict[str, Any] = {}
        try:
            row = parse_line(raw)
            report = report_of_row(row)
            if report.id in clusterer.placements:
                raise LineError("repeated_id", f"the id {report.id!r} was already used by an earlier line")
        except LineError as bad:
            yield _Line(row.get("id"), fault=bad)
            continue
        clusterer.place(report)
        yield _Line(row.get("id"), report.id)


@click.command()
@click.option("--online", is_flag=True, help="Answer each line at once, as known on arrival.")
def stories(*, online: bool) -> None:
    """Group a stream of articles into events and storylines (JSON Lines)."""
    sys.exit(group(sys.stdin.buffer, sys.stdout.buffer, online=online))
