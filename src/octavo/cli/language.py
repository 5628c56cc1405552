"""`octavo language`: which language a text is in."""

from typing import Any

import click

from octavo.cli.rows import id_of, text_of
from octavo.cli.stream import main_filter
from octavo.insight.logic.language import detect


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer `{"id","text"}` with language and confidence.

    Raises LineError for a bad field.
    """
    id_of(row)
    code, confidence = detect(text_of(row, "text"))
    return {"language": code, "confidence": confidence}


@click.command()
def language() -> None:
    """Name the language of each text (JSON Lines)."""
    main_filter(answer)
