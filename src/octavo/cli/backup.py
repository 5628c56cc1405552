"""`octavo backup` and `octavo restore`: one file that holds the whole site."""

import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from pathlib import Path

import click

_DATABASE, _SECRET, _MEDIA, _HEAD = "octavo.sqlite3", "secret", "media", "octavo-backup.json"


def _home() -> Path:
    from octavo.cli.start import start_django

    start_django()
    from django.conf import settings

    if settings.POSTGRES:
        raise click.ClickException("this site is on PostgreSQL: use pg_dump and pg_restore, and copy the folder media/")
    return Path(settings.HOME)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the whole site (database, pictures, secret key) to FILE, a .tar.gz. Safe while the site runs."""
    home = _home()
    if not (home / _DATABASE).exists():
        raise click.ClickException(f"{home} holds no site yet; there is nothing to back up")
    draft = file.with_name(file.name + ".part")
    with tempfile.TemporaryDirectory(dir=home) as scratch, tarfile.open(draft, "w:gz") as archive:
        copy = Path(scratch) / _DATABASE
        # SQLite's own backup: a consistent copy whatever is being written meanwhile.
        source, target = sqlite3.connect(home / _DATABASE), sqlite3.connect(copy)
        with target:
            source.backup(target)
        articles = target.execute("SELECT count(*) FROM article_article").fetchone()[0]
        source.close()
        target.close()
        _write_head(archive, articles)
        archive.add(copy, _DATABASE)
        for name in (_SECRET, _MEDIA):
            if (home / name).exists():
                archive.add(home / name, name)
    draft.replace(file)
    click.echo(f"{file}: {articles} articles, {file.stat().st_size // 2**10} KiB")


def _write_head(archive: tarfile.TarFile, articles: int) -> None:
    from importlib.metadata import version

    body = json.dumps({"octavo": version("octavo"), "articles": articles}).encode()
    info = tarfile.TarInfo(_HEAD)
    info.size = len(body)
    archive.addfile(info, io.BytesIO(body))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the site that is there.")
def restore(file: Path, *, force: bool) -> None:
    """Bring back the site in FILE. Stop Octavo first; a site that is there is replaced only with --force."""
    home = _home()
    if (home / _DATABASE).exists() and not force:
        raise click.ClickException(
            f"{home} already holds a site; add --force to replace it, or set OCTAVO_HOME to another folder"
        )
    home.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(file) as archive, tempfile.TemporaryDirectory(dir=home) as scratch:
            if _HEAD not in archive.getnames():
                raise click.ClickException(f"{file} is no backup made by `octavo backup`; nothing was changed")
            archive.extractall(scratch, filter="data")
            _check(Path(scratch) / _DATABASE)
            _move(Path(scratch), home)
    except (tarfile.TarError, OSError, EOFError, sqlite3.DatabaseError) as error:
        raise click.ClickException(f"{file} cannot be restored ({error}); the site was not changed") from error
    click.echo(f"{home} restored from {file}")


def _check(database: Path) -> None:
    with sqlite3.connect(database) as rows:
        rows.execute("SELECT count(*) FROM article_article").fetchone()
        if rows.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the database inside is damaged")


def _move(scratch: Path, home: Path) -> None:
    for stale in (f"{_DATABASE}-wal", f"{_DATABASE}-shm"):
        (home / stale).unlink(missing_ok=True)
    for name in (_DATABASE, _SECRET, _MEDIA):
        if (scratch / name).exists():
            old = home / f"{name}.old"
            if old.is_dir():
                shutil.rmtree(old)
            if (home / name).exists():
                (home / name).rename(old)
            (scratch / name).rename(home / name)
