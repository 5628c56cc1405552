"""Pages from archives on disk: WARC (ISO 28500) and JSON Lines, packed or not. Streamed, so any size will do."""

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator

from octavo.fetch.dates import moment
from octavo.fetch.errors import NotAFeedError
from octavo.fetch.headers import by_name
from octavo.kit.url import absolute

MAX_BYTES = 16 * 2**20  # of one page, unpacked
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One page as it was captured. `captured` is aware UTC, None when the archive does not say."""

    url: str
    body: bytes
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    captured: datetime | None = None


def read_archive(path: Path) -> Iterator[ArchivedPage]:
    """Yield the HTML pages of a .warc or .jsonl file (.gz, .xz, .bz2 too).

    Records that are damaged, too large or no HTML are passed over. Raises NotAFeedError when the name says neither kind.
    """
    names = path.name.lower()
    if ".warc" in names:
        with path.open("rb") as file:
            yield from _warc(file)
    elif ".jsonl" in names or ".ndjson" in names:
        with opened(path) as file:
            yield from _lines(file, path.parent)
    elif names.endswith((".html", ".htm", ".html.gz", ".html.xz", ".md", ".txt")):
        return
    else:
        raise NotAFeedError(
            f"{path} is no archive that Octavo reads; give WARC (.warc, .warc.gz) or JSON Lines (.jsonl)"
        )


def opened(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacked according to its name."""
    name = path.name.lower()
    if name.endswith(".gz"):
        return gzip.open(path, "rb")  # type: ignore[return-value]
    if name.endswith(".xz"):
        return lzma.open(path, "rb")
    if name.endswith(".bz2"):
        return bz2.open(path, "rb")
    return path.open("rb")


def _warc(file: IO[bytes]) -> Iterator[ArchivedPage]:
    for record in ArchiveIterator(file):  # type: ignore[no-untyped-call]
        if record.rec_type != "response" or record.http_headers is None:
            continue
        kind = record.http_headers.get_header("content-type") or ""
        if record.http_headers.get_statuscode() != "200" or kind.split(";")[0].strip().lower() not in _HTML:
            continue
        body = record.content_stream().read(MAX_BYTES + 1)
        url = absolute(record.rec_headers.get_header("WARC-Target-URI"))
        if url and len(body) <= MAX_BYTES:
            headers = by_name(record.http_headers.headers)
            yield ArchivedPage(url, body, kind, headers, moment(record.rec_headers.get_header("WARC-Date")))


def _lines(file: IO[bytes], folder: Path) -> Iterator[ArchivedPage]:
    for line in io.BufferedReader(file):  # type: ignore[type-var]
        try:
            row = json.loads(line)
            url, body = absolute(row["url"]), _body(row, folder)
        except (ValueError, KeyError, TypeError, AttributeError, OSError, EOFError, lzma.LZMAError):
            continue
        if url and len(body) <= MAX_BYTES:
            yield ArchivedPage(url, body)


def _body(row: Mapping[str, Any], folder: Path) -> bytes:
    """Return a line's page. A file that it names lies in the archive's folder: an archive may come from anybody."""
    if row.get("html"):
        return bytes(row["html"].encode("utf-8", "replace"))
    file = (folder / (row.get("path") or row["file"])).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise ValueError(file)
    with opened(file) as page:
        return page.read(MAX_BYTES + 1)
