"""`octavo similarity`: how related two articles are."""

from typing import Any

import click

from octavo.cli.rows import id_of, object_of, optional_text, reading_of, text_of
from octavo.cli.stream import main_filter
from octavo.find.logic.degree import similarity as degree
from octavo.story.logic.report import report_of
from octavo.story.types import Report


def side(row: dict[str, Any], field: str) -> Report:
    """Return the report of one side of the pair.

    Raises LineError for a bad field.
    """
    part = object_of(row, field)
    title, text = text_of(part, "title", ""), text_of(part, "text", "")
    language = optional_text(part, "language") or "en"
    return report_of(
        field,
        publisher=None,
        published=None,
        title=title,
        text=text,
        language=language,
        **reading_of(f"{title}\n{text}", language),
    )


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer `{"id","a","b"}` with a score.

    Raises LineError for a bad field.
    """
    id_of(row)
    return {"score": round(degree(side(row, "a"), side(row, "b")), 5)}


@click.command()
def similarity() -> None:
    """Say how related two articles are (JSON Lines)."""
    main_filter(answer)
