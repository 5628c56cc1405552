"""`octavo ask`: a question over articles, answered in their own sentences or not at all."""

from typing import Any

import click

from octavo.assist.logic.ask import ask as find_answer
from octavo.cli.rows import id_of, objects_of, text_of
from octavo.cli.stream import main_filter
from octavo.cli.summarize import source_of


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer a question with quoted spans, or abstain.

    Raises LineError for a bad field.
    """
    id_of(row)
    found = find_answer(text_of(row, "question"), [source_of(a) for a in objects_of(row, "articles")])
    spans = [{"text": p.text, "source": p.article, "start": p.start, "end": p.end} for p in found.spans]
    return {"answer": spans, "abstained": found.abstained}


@click.command()
def ask() -> None:
    """Answer questions over articles in quoted sentences (JSON Lines)."""
    main_filter(answer)
