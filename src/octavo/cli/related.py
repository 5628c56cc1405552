"""`octavo related`: what to read next, from a pool, with the reason."""

import sys
from dataclasses import asdict, replace
from functools import partial
from typing import Any

import click

from octavo.cli.rows import text_of
from octavo.cli.stories import report_of_row
from octavo.cli.stream import LineError, main_filter, parse_line
from octavo.find.logic.related import relate
from octavo.insight.logic.names import names
from octavo.insight.logic.sentences import split
from octavo.insight.logic.words import base_language
from octavo.story.logic.window import Window
from octavo.story.types import Report

CONSIDERED = 150  # candidates compared in full for each article


def named_report(row: dict[str, Any]) -> Report:
    """Return the report of an article line with the labels of what it names.

    Raises LineError for a bad field.
    """
    report = report_of_row(row)
    text = text_of(row, "text", "")
    found = names(report.title, text, split(text), base_language(report.language))
    return replace(report, entities=tuple(n.label for n in found[:40]))


def pool_of(path: str) -> Window:
    """Read the pool's articles, one JSON object a line.

    Raises click.UsageError (exit status 2) when a line is not an article.
    """
    window, number = Window(), 0
    try:
        with open(path, "rb") as lines:  # noqa: PTH123 - a stream of lines, read once
            for line in lines:
                number += 1
                if line.strip():
                    window.add(named_report(parse_line(line)))
    except OSError as error:
        raise click.UsageError(f"the pool {path} cannot be read: {error.strerror}") from error
    except LineError as bad:
        raise click.UsageError(f"line {number} of the pool {path}: {bad.message}") from bad
    return window


def answer(row: dict[str, Any], *, pool: Window, top: int) -> dict[str, Any]:
    """Answer an article with what the pool holds near it.

    Raises LineError for a bad field.
    """
    report = named_report(row)
    return {"related": [asdict(r) for r in relate(report, pool.near(report, CONSIDERED), top=top)]}


@click.command()
@click.option(
    "--pool",
    "path",
    required=True,
    type=click.Path(exists=True, dir_okay=False),
    help="JSON Lines file of the articles to choose from.",
)
@click.option("--top", type=click.IntRange(1, 50), default=8, show_default=True, help="At most so many.")
def related(path: str, top: int) -> None:
    """Name the articles of a pool that belong beside each article (JSON Lines)."""
    try:
        pool = pool_of(path)
    except click.UsageError as error:
        click.echo(f"octavo related: {error.message}", err=True)
        sys.exit(2)
    main_filter(partial(answer, pool=pool, top=top))
