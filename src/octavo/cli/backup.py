"""`octavo backup` and `octavo restore`: one file that holds the whole site."""

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def backup(file: Path | None) -> None:
    """Write the whole site (database, pictures, secret key) to FILE, a .tar.gz. Safe while the site runs.

    Without FILE it goes where the page of backups keeps them, and the oldest beyond OCTAVO_BACKUPS_KEPT go.
    """
    from octavo.cli.start import start_django

    start_django()
    from octavo.flow.backups import make
    from octavo.flow.errors import BackupError
    from octavo.flow.packing import pack
    from octavo.kit.clock import now

    try:
        if file is None:
            file, told = make(now()), "whole"
        else:
            told = f"{pack(file, now()).articles} articles"
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {told}, {file.stat().st_size // 2**10} KiB")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the site that is there.")
def restore(file: Path, *, force: bool) -> None:
    """Bring back the site in FILE. Stop Octavo first; a site that is there is replaced only with --force."""
    from octavo.cli.start import start_django

    start_django()
    from django.conf import settings

    from octavo.flow.backups import standing_still
    from octavo.flow.errors import BackupError
    from octavo.flow.packing import put_back

    home = Path(settings.HOME)
    there = settings.POSTGRES or Path(settings.DATABASES["default"]["NAME"]).exists()
    if there and not force:
        raise click.ClickException(
            f"{home} already holds a site; add --force to replace it, or set OCTAVO_HOME to another folder"
        )
    home.mkdir(parents=True, exist_ok=True)
    try:
        with standing_still():
            put_back(file)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{home} restored from {file}")
