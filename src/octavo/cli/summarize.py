"""`octavo summarize`: the sentences that tell most, word for word."""

from functools import partial
from typing import Any

import click

from octavo.assist.logic.summary import summarize as pick
from octavo.assist.types import Source
from octavo.cli.rows import embedder, id_of, objects_of, optional_text, text_of
from octavo.cli.stories import moment_of
from octavo.cli.stream import LineError, main_filter
from octavo.insight.logic.language import detect


def source_of(row: dict[str, Any], *, default_id: str | None = None) -> Source:
    """Return an article object as a source.

    Raises LineError for a bad field.
    """
    title, text = text_of(row, "title", ""), text_of(row, "text")
    language = optional_text(row, "language") or detect(f"{title}\n{text}")[0]
    name = default_id if default_id is not None else id_of(row)
    return Source(name, title, text, optional_text(row, "publisher"), moment_of(row, "published"), language)


def answer(row: dict[str, Any], *, sentences: int = 4) -> dict[str, Any]:
    """Answer an article or a story with picked sentences.

    Raises LineError for a bad field.
    """
    name = id_of(row)
    if row.get("articles") is None:
        source = source_of(row, default_id=name)
        return {
            "sentences": [
                {"text": p.text, "start": p.start, "end": p.end} for p in pick(source, sentences, embedder=embedder())
            ]
        }
    sources = [source_of(a) for a in objects_of(row, "articles")]
    if not sources:
        raise LineError("bad_field", "the field 'articles' must hold at least one article")
    return {
        "sentences": [
            {"text": p.text, "start": p.start, "end": p.end, "article": p.article} for p in pick(sources, sentences)
        ]
    }


@click.command()
@click.option(
    "--sentences", type=click.IntRange(1, 20), default=4, show_default=True, help="At most so many sentences."
)
def summarize(sentences: int) -> None:
    """Pick the sentences that sum up an article or a story (JSON Lines)."""
    main_filter(partial(answer, sentences=sentences))
