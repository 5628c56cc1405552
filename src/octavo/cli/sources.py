"""`octavo sources`: import, export, add, list, check."""

import asyncio
import sys
from pathlib import Path

import click


@click.group()
def sources() -> None:
    """The sources that are read."""
    from octavo.cli.run import prepare
    from octavo.cli.start import start_django

    start_django()
    prepare()


@sources.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--starter", is_flag=True, help="Import the starter list that comes with Octavo.")
def import_(file: Path | None, *, starter: bool) -> None:
    """Add every feed of an OPML FILE; folders are kept, known feeds are left as they are."""
    from octavo.flow.actions import import_opml, import_starter
    from octavo.kit.clock import now
    from octavo.source.errors import SourceError

    if file is None and not starter:
        raise click.UsageError("name an OPML file, or use --starter")
    try:
        added = import_opml(file.read_bytes(), now()) if file else import_starter(now())
        click.echo(f"{added} added")
    except SourceError as error:
        raise click.ClickException(f"{file}: {error}") from error


@sources.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default="-")
def export(file: Path) -> None:
    """Write every source as OPML to FILE, or to standard output."""
    from octavo.flow.actions import export_opml
    from octavo.kit.clock import now

    body = export_opml(now())
    if str(file) == "-":
        sys.stdout.buffer.write(body)
    else:
        file.write_bytes(body)


@sources.command()
@click.argument("address")
@click.option("--folder", default="", help="Folder to keep it in.")
@click.option(
    "--rights", type=click.Choice(["headline", "excerpt", "full"]), help="What the publisher allows you to show."
)
@click.option("--page", is_flag=True, help="Read the page itself, even where its site has a feed.")
def add(address: str, folder: str, rights: str | None, *, page: bool) -> None:
    """Add a source by the ADDRESS of a site, of a feed, or of a page that lists articles."""
    from octavo.fetch.errors import FetchError
    from octavo.flow.finding import find_and_add

    try:
        source, new = asyncio.run(find_and_add(address, folder=folder, access=rights, page=page))
    except FetchError as error:
        raise click.ClickException(error.message) from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{'added' if new else 'already known'}: {source.url} ({source.publisher.name})")


@sources.command("list")
def list_() -> None:
    """Print one line a source: state, publisher, address, and the fault where there is one."""
    from octavo.kit.clock import now
    from octavo.source.models import Source

    moment = now()
    for source in Source.objects.select_related("publisher"):
        fault = f"  {source.fault_text}" if source.failures else ""
        click.echo(f"{source.state(moment):<8} {source.publisher.name}  {source.url}{fault}")


@sources.command()
@click.argument("address", required=False)
def check(address: str | None) -> None:
    """Read every source once, or the one at ADDRESS, without storing anything; exit 1 when one fails."""
    from octavo.flow.finding import check_all

    faults = 0
    for source, fault in asyncio.run(check_all(address)):
        faults += bool(fault)
        click.echo(f"{'fail' if fault else 'ok':<5} {source.url}  {fault}")
    sys.exit(1 if faults else 0)
