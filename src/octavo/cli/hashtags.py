"""`octavo hashtags`: what a text is about, each tag with the sentence that earned it."""

from dataclasses import asdict
from functools import partial
from typing import Any

import click

from octavo.cli.rows import embedder, id_of, optional_text, text_of
from octavo.cli.stream import main_filter
from octavo.insight.logic.understand import understand


def answer(row: dict[str, Any], *, top: int = 5) -> dict[str, Any]:
    """Answer an article with at most `top` hashtags.

    Raises LineError for a bad field.
    """
    id_of(row)
    insight = understand(
        text_of(row, "title", ""),
        text_of(row, "text"),
        embedder=embedder(),
        language=optional_text(row, "language"),
        publisher=optional_text(row, "publisher"),
        top=top,
    )
    return {"hashtags": [asdict(tag) for tag in insight.hashtags]}


@click.command()
@click.option("--top", type=click.IntRange(1, 20), default=5, show_default=True, help="At most so many tags.")
def hashtags(top: int) -> None:
    """Name the subjects of each article (JSON Lines)."""
    main_filter(partial(answer, top=top))
