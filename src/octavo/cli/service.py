"""Running the service: up, demo, serve, read, doctor, manage."""

import gc
import os
import sys
from pathlib import Path

import click

from octavo.cli.start import READING, SETTINGS, start_django

_port = click.option("--port", default=8000, show_default=True, help="Port of the site.")
_host = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")


@click.command()
@_host
@_port
@click.option("--starter/--no-starter", default=True, help="Begin an empty site with the starter list of sources.")
def up(host: str, port: int, *, starter: bool) -> None:
    """Set up if needed, read the sources and serve the site."""
    from octavo.cli.run import Day

    start_django()
    Day(host, port).run(starter=starter)


@click.command()
@_host
@_port
@click.option("--press-port", default=8900, show_default=True, help="Port of the fictional press.")
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Where the demo keeps its data.",
)
@click.option("--pace", default=20.0, show_default=True, help="Seconds between articles that arrive while you watch.")
@click.option("--fresh/--keep", default=True, help="Begin anew, or go on with the last demo's data.")
def demo(host: str, port: int, press_port: int, home: Path, pace: float, *, fresh: bool) -> None:
    """Do what `up` does, fed by a fictional press on loopback. Offline."""
    from octavo.cli.demo import run_demo

    run_demo(host, port, press_port, home, pace, fresh=fresh)


@click.command()
@_host
@_port
@click.option("--workers", default=1, show_default=True, help="Serving processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site without reading any source."""
    start_django()
    from octavo.cli.run import prepare, serve_site

    prepare(starting=True)
    serve_site(host, port, workers)


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is due.")
def read(*, once: bool) -> None:
    """Poll the sources that are due and process what they bring."""
    gc.disable()  # what is loaded now is never let go: the collector need not look through it, now or later
    from octavo.flow.parsers import Parsers

    parsers = Parsers()
    parsers.start("source")  # they are up by the time that Django is
    start_django(READING if once else SETTINGS)  # a reader that stays writes letters, which lead to pages
    from octavo.cli.run import prepare
    from octavo.flow.reader import Reader

    gc.freeze()
    gc.enable()
    prepare(pages=False, starting=True)
    sys.exit(Reader(once, parsers).run())


@click.command()
def doctor() -> None:
    """Check settings, database, engines and sources, and say what is wrong and what to do."""
    start_django()
    from octavo.cli.doctor import examine

    sys.exit(examine())


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands: migrate, createsuperuser, shell and the rest."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["octavo manage", *arguments])
