"""`octavo backfill`: articles by the million from archives on disk, through the same way as live ones."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="Who does the work."
)
@click.option(
    "--rights",
    type=click.Choice(["headline", "excerpt", "full"]),
    default="excerpt",
    show_default=True,
    help="What may be shown of publishers unknown so far.",
)
def backfill(paths: tuple[Path, ...], engine: str, rights: str) -> None:
    """Read archives: WARC files, or JSON Lines of {"url", "html"} or {"url", "path"}; .gz, .xz and .zst are unpacked.

    Articles already known are left as they are, so a stopped backfill goes on where it was.
    """
    if engine == "ray":
        raise click.ClickException("the ray engine is not part of this release; leave --engine out to use this machine")
    from octavo.cli.run import prepare
    from octavo.cli.start import start_django

    start_django()
    prepare()
    from octavo.flow.backfill import Backfill

    done = Backfill(access=rights).run(paths, tell=lambda words: click.echo(words, err=True))
    click.echo(f"{done.stored} stored, {done.known} known already, {done.refused} not articles, {done.failed} failed")
    sys.exit(1 if done.failed else 0)
