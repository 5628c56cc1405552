"""`octavo feed`: a feed of any kind as one JSON object."""

import sys
from typing import Any, BinaryIO

import click

from octavo.cli.page import options, print_one, read_input
from octavo.cli.stream import LineError, main_filter
from octavo.fetch.types import Entry, Feed
from octavo.kit.clock import rfc3339


@click.command()
@options
def feed(batch: bool, url: str | None, file: BinaryIO | None) -> None:  # noqa: FBT001 - click passes it by name
    """Read one feed (FILE or standard input), or with --batch one per line, and print feed and entries."""
    if batch:
        main_filter("octavo.cli.feed:answer")
    print_one("octavo.cli.feed:answer_body", (file or sys.stdin.buffer).read(), url)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer `{"id","url","path"}` or `{"id","url","body"}` with `{"feed","entries"}`.

    Raises LineError when the input cannot be read or is no feed.
    """
    return answer_body(read_input(row, "body"), row.get("url"), row.get("content_type"))


def answer_body(body: bytes | str, url: str | None = None, content_type: str | None = None) -> dict[str, Any]:
    """Return the contract's feed object. Raises LineError when `body` is no feed."""
    # imported here, since only the child needs the parsers: the parent stays small and starts fast
    from octavo.fetch.errors import NotAFeedError
    from octavo.fetch.feed import parse_feed

    if isinstance(body, str):  # text has left its charset behind
        body, content_type = body.encode("utf-8", "replace"), "application/xml; charset=utf-8"
    try:
        return as_object(parse_feed(body, url=url, content_type=content_type))
    except NotAFeedError as error:
        raise LineError(error.code, error.message) from error


def as_object(found: Feed) -> dict[str, Any]:
    """Return `found` as the contract's object, ready for JSON."""
    head = {
        "title": found.title,
        "home": found.home,
        "language": found.language,
        "updated": rfc3339(found.updated),
        "ttl_seconds": found.ttl_seconds,
        "hub": found.hub,
        "self": found.self_url,
        "kind": found.kind,
    }
    return {"feed": head, "entries": [_entry(entry) for entry in found.entries]}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "authors": entry.authors,
        "published": rfc3339(entry.published),
        "updated": rfc3339(entry.updated),
        "summary": entry.summary,
        "content": entry.content,
        "image": entry.image,
        "categories": entry.categories,
        "enclosures": [{"url": file.url, "type": file.type, "length": file.length} for file in entry.enclosures],
    }
