"""`octavo sanitize`: an HTML fragment made safe to show."""

import sys
from typing import Any, BinaryIO

import click

from octavo.cli.stream import LINE_MEBIBYTES, LINE_SECONDS, LineError, main_filter
from octavo.kit.html import NestingError
from octavo.kit.html import sanitize as make_safe
from octavo.kit.sandbox import Sandbox, SandboxError


@click.command()
@click.option("--batch", is_flag=True, help="JSON Lines on standard input and output.")
@click.argument("file", type=click.File("rb"), required=False)
def sanitize(batch: bool, file: BinaryIO | None) -> None:  # noqa: FBT001 - click passes it by name
    """Print a fragment (FILE or standard input) with nothing in it that could run."""
    if batch:
        main_filter("octavo.cli.sanitize:answer")
    fragment = (file or sys.stdin.buffer).read().decode("utf-8", "replace")
    try:
        with Sandbox("octavo.kit.html:sanitize", LINE_SECONDS, LINE_MEBIBYTES) as box:
            click.echo(box.call(fragment), nl=False)
    except (SandboxError, NestingError) as error:
        click.echo(f"octavo: {error}", err=True)
        sys.exit(1)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer `{"id","html"}` with safe HTML. Raises LineError when there is none or it nests beyond reason."""
    if not isinstance(row.get("html"), str):
        raise LineError("no_input", 'the line has no "html"')
    try:
        return {"html": make_safe(row["html"])}
    except NestingError as error:
        raise LineError("too_deep", str(error)) from error
