"""What the filters over documents share: their options, reading a line's document, one document printed."""

import gzip
import json
import lzma
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from octavo.cli.stream import LINE_MEBIBYTES, LINE_SECONDS, LineError
from octavo.kit.sandbox import Sandbox, SandboxError

MAX_BYTES = 16 * 2**20


def options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a click command `--batch`, `--url URL` and `[FILE]`."""
    command = click.argument("file", type=click.File("rb"), required=False)(command)
    command = click.option("--url", help="Where the document came from; resolves relative addresses.")(command)
    return click.option("--batch", is_flag=True, help="JSON Lines on standard input and output.")(command)


def read_input(row: dict[str, Any], key: str) -> bytes | str:
    """Return the document of a line: its text under `key`, or the bytes of its `path` (.gz and .xz are unpacked).

    Raises LineError when there is neither, the file cannot be read, or it is over 16 MiB.
    """
    if isinstance(row.get(key), str):
        return str(row[key])
    if not isinstance(row.get("path"), str):
        raise LineError("no_input", f'the line has neither "{key}" nor "path"')
    path = Path(row["path"])
    openers: dict[str, Any] = {".gz": gzip.open, ".xz": lzma.open}
    try:
        with openers.get(path.suffix, open)(path, "rb") as file:
            body: bytes = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error) as error:
        raise LineError("unreadable", f"{path} cannot be read: {error}") from error
    if len(body) > MAX_BYTES:
        raise LineError("too_large", f"{path} is larger than {MAX_BYTES // 2**20} MiB; it is not read")
    return body


def print_one(name: str, body: bytes, url: str | None) -> None:
    """Answer one document by the function `name` in a child with limits, print it, and leave.

    Pretty-printed on a terminal, one line otherwise. Exits 1 with a word on standard error when it fails.
    """
    try:
        with Sandbox(name, LINE_SECONDS, LINE_MEBIBYTES) as box:
            found = box.call(body, url)
    except (LineError, SandboxError) as error:
        click.echo(f"octavo: {error}", err=True)
        sys.exit(1)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))
    sys.exit(0)
