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
from typing import IO

from dateutil.parser import isoparse
from warcio.archiveiterator import ArchiveIterator

from octavo.fetch.errors import NotAFeedError
from octavo.fetch.headers import by_name

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
        if len(body) <= MAX_BYTES:
            headers = by_name(record.http_headers.headers)
            date = record.rec_headers.get_header("WARC-Date")
            yield ArchivedPage(
                record.rec_headers.get_header("WARC-Target-URI"), body, kind, headers, isoparse(date) if date else None
            )


def _lines(file: IO[bytes], folder: Path) -> Iterator[ArchivedPage]:
    for line in io.BufferedReader(file):  # type: ignore[type-var]
        try:
            row = json.loads(line)
            url = row["url"]
            body = (
                row["html"].encode()
                if row.get("html")
                else opened(folder / (row.get("path") or row["file"])).read(MAX_BYTES + 1)
            )
        except (ValueError, KeyError, TypeError, OSError):
            continue
        if len(body) <= MAX_BYTES and isinstance(url, str):
            yield ArchivedPage(url, body)
