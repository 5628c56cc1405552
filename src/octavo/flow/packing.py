"""One file that holds the whole site: written while the site runs, looked through before it is believed, and unpacked."""

import gzip
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections

from octavo.article.models import Article
from octavo.flow.errors import BackupError, BadBackupError
from octavo.kit.clock import rfc3339

DATABASE, DUMP, SECRET, MEDIA, HEAD = "octavo.sqlite3", "octavo.pgdump", "secret", "media", "octavo-backup.json"
_PLACE = ("host", "hostaddr", "port", "user", "dbname", "service", "sslmode", "sslrootcert", "sslcert", "sslkey")
_PIECE = 2**20  # bytes read at once


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself. `made` is RFC 3339, "" in files of before; `database` is sqlite or postgresql."""

    octavo: str
    articles: int
    made: str = ""
    database: str = "sqlite"
    migrations: tuple[tuple[str, str], ...] = ()


def pack(file: Path, now: datetime) -> Head:
    """Write the whole site (database, pictures, secret key) to `file`, a .tar.gz for its owner's eyes. Safe while the site runs.

    A minute for each gigabyte or so. Raises BackupError; then there is no file.
    """
    draft = file.with_name(file.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=settings.HOME) as scratch:
            copy = _dump(Path(scratch)) if settings.POSTGRES else _copy(Path(scratch))
            head = _head_now(now)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # it holds the key to every session
            with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as archive:
                _add_head(archive, head)
                archive.add(copy, copy.name)
                for name in (SECRET, MEDIA):
                    if (settings.HOME / name).exists():
                        archive.add(settings.HOME / name, name)
        draft.replace(file)
    except (OSError, sqlite3.Error, tarfile.TarError) as error:
        draft.unlink(missing_ok=True)
        raise BackupError(
            f"The backup was not written ({error}). See whether the disk is full, then try again."
        ) from error
    return head


def _copy(scratch: Path) -> Path:
    """Copy SQLite's file by its own backup: consistent, whatever is being written meanwhile."""
    place = Path(settings.DATABASES["default"]["NAME"])
    if not place.exists():
        raise BackupError(f"{place.parent} holds no site yet; there is nothing to back up.")
    source, target = sqlite3.connect(place), sqlite3.connect(scratch / DATABASE)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return scratch / DATABASE


def _dump(scratch: Path) -> Path:
    _postgres("pg_dump", ["--format=custom", "--no-owner", "--no-acl", f"--file={scratch / DUMP}"])
    return scratch / DUMP


def _postgres(tool: str, arguments: list[str]) -> str:
    """Run one of PostgreSQL's own tools on our database. Raises BackupError."""
    if shutil.which(tool) is None:
        raise BackupError(
            f"This site is on PostgreSQL, and {tool} is not on this machine. Install PostgreSQL's client programs of the "
            "server's version, or use your provider's backups; copy the folder media/ and the file secret yourself."
        )
    from psycopg.conninfo import make_conninfo  # the driver is there only where PostgreSQL is used

    known = connection.get_connection_params()
    place = make_conninfo("", **{name: known[name] for name in _PLACE if known.get(name)})
    env = os.environ | ({"PGPASSWORD": known["password"]} if known.get("password") else {})
    run = subprocess.run(  # noqa: S603 - our own arguments
        [tool, f"--dbname={place}", *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if run.returncode:
        said = run.stderr.strip().splitlines() or [f"status {run.returncode}"]
        raise BackupError(f"{tool} failed: {said[0][:300]}. Its version must be the server's or newer.")
    return run.stdout


def _head_now(now: datetime) -> Head:
    try:
        articles = Article.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
            applied = tuple((str(app), str(name)) for app, name in cursor.fetchall())
    except DatabaseError:  # tables that were never made
        articles, applied = 0, ()
    return Head(version("octavo"), articles, rfc3339(now) or "", connection.vendor, applied)


def _add_head(archive: tarfile.TarFile, head: Head) -> None:
    told = {name: getattr(head, name) for name in Head.__slots__}
    body = json.dumps(told).encode()
    info = tarfile.TarInfo(HEAD)
    info.size = len(body)
    archive.addfile(info, io.BytesIO(body))


def examine(file: Path) -> Head:
    """Look a backup through: all its bytes, its database, and whether this Octavo can take it. Raises BadBackupError."""
    with tempfile.TemporaryDirectory(dir=settings.HOME) as scratch:
        return unpack(file, Path(scratch), (HEAD, DATABASE, DUMP))


def unpack(file: Path, scratch: Path, names: Iterable[str] | None = None) -> Head:
    """Unpack a backup, or only these `names` of it, into `scratch`, and look it through. Raises BadBackupError."""
    try:
        with gzip.open(file) as whole:  # to its end, where the checksum stands
            while whole.read(_PIECE):
                pass
        with tarfile.open(file) as archive:
            there = set(archive.getnames())
            if HEAD not in there:
                raise BadBackupError(file.name, "it is no backup made by Octavo")
            wanted = [archive.getmember(name) for name in names if name in there] if names else None
            archive.extractall(scratch, members=wanted, filter="data")
        head = _head_of(scratch)
        _check(file, scratch, head)
    except (tarfile.TarError, OSError, EOFError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
        raise BadBackupError(file.name, f"it is damaged ({error})") from error
    return head


def _head_of(scratch: Path) -> Head:
    told = json.loads((scratch / HEAD).read_bytes())
    applied = tuple((str(app), str(name)) for app, name in told.get("migrations", ()))
    return Head(
        str(told["octavo"]),
        int(told["articles"]),
        str(told.get("made", "")),
        str(told.get("database", "sqlite")),
        applied,
    )


def _check(file: Path, scratch: Path, head: Head) -> None:
    ours = "postgresql" if settings.POSTGRES else "sqlite"
    if head.database != ours:
        raise BadBackupError(file.name, f"it was made on {head.database}, and this site is on {ours}")
    applied = set(head.migrations)
    if ours == "sqlite":
        rows = sqlite3.connect(scratch / DATABASE)
        try:
            if rows.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise BadBackupError(file.name, "the database inside is damaged")
            applied |= set(rows.execute("SELECT app, name FROM django_migrations").fetchall())
        finally:
            rows.close()
    elif not (scratch / DUMP).is_file():
        raise BadBackupError(file.name, "there is no database in it")
    newer = {(app, name) for app, name in applied if apps.is_installed(f"octavo.{app}")} - _known()
    if newer:
        raise BadBackupError(file.name, f"it was made by a newer Octavo ({head.octavo}); update this one first")


def _known() -> set[tuple[str, str]]:
    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    return {(label, path.stem) for label, folder in folders.items() for path in folder.glob("[!_]*.py")}


def put_back(file: Path) -> Head:
    """Let the site be what `file` holds. Nobody else may be at work in the home folder. Raises BackupError, changing nothing.

    What was there on SQLite stays beside it as *.old, until the next restore.
    """
    with tempfile.TemporaryDirectory(dir=settings.HOME) as scratch:
        head = unpack(file, Path(scratch))
        connections.close_all()
        if settings.POSTGRES:
            dump = str(Path(scratch) / DUMP)
            _postgres("pg_restore", ["--clean", "--if-exists", "--no-owner", "--single-transaction", dump])
        else:
            place = Path(settings.DATABASES["default"]["NAME"])
            _swap_database(Path(scratch) / DATABASE, place)
        for name in (SECRET, MEDIA):
            if (Path(scratch) / name).exists():
                _swap(Path(scratch) / name, settings.HOME / name)
    return head


def _swap_database(new: Path, place: Path) -> None:
    """Swap with the log beside it: after a kill it holds what was committed last, and belongs to the file of before."""
    log = place.with_name(f"{place.name}-wal")
    old = place.with_name(f"{place.name}.old-wal")
    old.unlink(missing_ok=True)
    if log.exists():
        log.rename(old)
    place.with_name(f"{place.name}-shm").unlink(missing_ok=True)
    _swap(new, place)


def _swap(new: Path, place: Path) -> None:
    old = place.with_name(place.name + ".old")
    if old.is_dir():
        shutil.rmtree(old)
    if place.exists():
        place.rename(old)
    new.rename(place)
