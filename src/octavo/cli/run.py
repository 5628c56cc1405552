"""One command, the whole day: prepare the home folder, read in a child process, serve in another, stop both cleanly."""

import contextlib
import fcntl
import hashlib
import logging
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

log = logging.getLogger("octavo")


def prepare(*, pages: bool = True, starting: bool = False) -> None:
    """Bring the home folder up to date: tables, search index, and for a site with `pages` its static files.

    When a reader or a server is `starting`, a restore that waits for that is carried out first. Safe when two processes
    start at once.
    """
    from django.conf import settings

    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = starting and (settings.HOME / "restore.json").exists()
        restored = _restore() if waiting else None
        _migrate()
        if restored:
            _log_restore(restored)
        if pages:
            _collect_static(settings.HOME)


def _restore() -> dict[str, str] | None:
    from octavo.flow.backups import restore_staged
    from octavo.kit.clock import now

    return restore_staged(now())


def _log_restore(restored: dict[str, str]) -> None:
    """Write the restore to the log of the site as it is now: the one that asked for it is gone with its database."""
    from octavo.kit.clock import now
    from octavo.people.actions.moderation import record

    words = f"as {restored['by']} asked on {restored['at']}"
    record(None, "restored the site from", now(), about=restored["file"], words=words)


def _migrate() -> None:
    from octavo.find.actions import search_engine

    if not _is_migrated():
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
    search_engine().prepare()


def _is_migrated() -> bool:
    """Say whether every migration there is has been applied: in a hundredth of the time that `migrate` takes to see it."""
    from django.apps import apps
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except DatabaseError:
        return False
    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    there = {(label, file.stem) for label, folder in folders.items() for file in folder.glob("[!_]*.py")}
    return there <= applied


def _collect_static(home: Path) -> None:
    """Collect and compress static files, when they are not the ones collected last time."""
    from django.conf import settings
    from django.core.management import call_command

    files = sorted(path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*") if path.is_file())
    mark = hashlib.sha256(version("django").encode() + b"".join(path.read_bytes() for path in files)).hexdigest()
    stamp = home / "static.stamp"
    if stamp.exists() and stamp.read_text() == mark:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark)


def serve_site(host: str, port: int, workers: int = 1) -> None:
    """Serve until SIGTERM or Ctrl-C. Granian's processes import the settings themselves."""
    from django.conf import settings

    with (settings.HOME / "serving.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)  # no restore while somebody serves
        _server(host, port, workers).serve()


def _server(host: str, port: int, workers: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - granian is untyped
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    return Granian(
        "octavo.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        backpressure=256,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )


@dataclass(slots=True)
class Day:
    """Reading and serving together."""

    host: str
    port: int
    _reader: subprocess.Popen[bytes] | None = None
    _ending: threading.Event = field(default_factory=threading.Event)

    def run(self, *, starter: bool = False) -> None:
        """Prepare, start the reader, serve until told to stop, then stop the reader."""
        prepare(starting=True)
        if starter:
            _start_with_list()
        keeper = threading.Thread(target=self._keep_reading, name="octavo-keeper", daemon=True)
        keeper.start()
        log.warning("Octavo is at http://%s:%d", "localhost" if self.host == "127.0.0.1" else self.host, self.port)
        try:
            serve_site(self.host, self.port)
        finally:
            self._ending.set()
            self._stop_reader()
            keeper.join(timeout=30)

    def _keep_reading(self) -> None:
        """Run the reader as a child, and again when it dies, a little later each time."""
        wait = 1.0
        while not self._ending.is_set():
            env = os.environ | {"OCTAVO_PARENT": str(os.getpid())}
            self._reader = subprocess.Popen([sys.executable, "-m", "octavo", "read"], env=env)
            status = self._reader.wait()
            if self._ending.is_set():
                return
            log.error("the reader ended with status %d; starting it again in %.0f s", status, wait)
            self._ending.wait(wait)
            wait = min(wait * 2, 60.0)

    def _stop_reader(self) -> None:
        reader = self._reader
        if reader is None or reader.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            reader.send_signal(signal.SIGTERM)
        try:
            reader.wait(timeout=20)
        except subprocess.TimeoutExpired:
            log.error("the reader did not stop in time; its leased work is done again at the next start")
            reader.kill()


def _start_with_list() -> None:
    """Give an empty site the starter list."""
    from octavo.flow.actions import import_starter
    from octavo.kit.clock import now
    from octavo.source.models import Source

    if not Source.objects.exists():
        log.warning("no sources yet: beginning with the starter list of %d feeds", import_starter(now()))
