"""`octavo extract`: an HTML page as one article object."""

import sys
from typing import Any, BinaryIO

import click

from octavo.cli.page import options, print_one, read_input
from octavo.cli.stream import LineError, main_filter


@click.command()
@options
def extract(batch: bool, url: str | None, file: BinaryIO | None) -> None:  # noqa: FBT001 - click passes it by name
    """Read one HTML page (FILE or standard input), or with --batch one per line, and print the article in it."""
    if batch:
        main_filter("octavo.cli.extract:answer")
    print_one("octavo.cli.extract:answer_page", (file or sys.stdin.buffer).read(), url)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer `{"id","url","html"}` or `{"id","url","path"}` with the contract's article object.

    Raises LineError when the input cannot be read or is no HTML.
    """
    return answer_page(read_input(row, "html"), row.get("url"))


def answer_page(page: bytes | str, url: str | None = None) -> dict[str, Any]:
    """Return the contract's article object. Raises LineError when `page` is no HTML document."""
    # imported here, since only the child needs the extractor: the parent stays small and starts fast
    from octavo.article.errors import ArticleError
    from octavo.article.logic.extract import extract as read_page

    try:
        return read_page(page, url=url).as_object()
    except ArticleError as error:
        raise LineError("unreadable", str(error)) from error
