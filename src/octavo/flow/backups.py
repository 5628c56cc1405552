"""The folder of backups: making, checking and forgetting them, and the restore that waits for the next start."""

import fcntl
import json
import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from octavo.flow.errors import BackupError, BadBackupError, StillRunningError
from octavo.flow.packing import examine, pack, put_back
from octavo.kit.clock import rfc3339

log = logging.getLogger("octavo.flow")
MAKE, CHECK = 0, 1  # targets of the step "backup"
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,100}\.tar\.gz", re.ASCII)
_LOCKS = {"reader.lock": "A reader", "serving.lock": "A server"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the folder. `checked` is None until it was looked through; `fault` says what is wrong with it then."""

    name: str
    size: int
    made: datetime
    articles: int | None = None
    checked: datetime | None = None
    fault: str = ""

    @property
    def whole(self) -> bool:
        """Say whether it was looked through and can be restored."""
        return self.checked is not None and not self.fault


def folder() -> Path:
    """Return the folder of backups, making it for its owner alone."""
    place = Path(settings.HOME) / "backups"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def kept() -> list[Kept]:
    """Return what is in the folder, the newest first."""
    found = [_kept(path) for path in folder().iterdir() if _NAME.fullmatch(path.name) and path.is_file()]
    return sorted(found, key=lambda each: (each.made, each.name), reverse=True)


def named(name: str) -> Path | None:
    """Return the file of that name in the folder; None for any other name, whatever it tries."""
    path = folder() / name if _NAME.fullmatch(name) else None
    return path if path and path.is_file() and not path.is_symlink() else None


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _kept(path: Path) -> Kept:
    state = path.stat()
    made = datetime.fromtimestamp(state.st_mtime, UTC)
    try:
        note = json.loads(_note(path).read_bytes())
        if (note["size"], note["mtime"]) == (state.st_size, state.st_mtime_ns):
            at = datetime.fromisoformat(note["checked"])
            return Kept(path.name, state.st_size, made, note.get("articles"), at, str(note.get("fault", "")))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return Kept(path.name, state.st_size, made)


def make(now: datetime, prefix: str = "octavo") -> Path:
    """Back the site up into the folder, look the file through, and forget the oldest beyond OCTAVO_BACKUPS_KEPT.

    Raises BackupError.
    """
    path = folder() / f"{prefix}-{now:%Y%m%d-%H%M%S}.tar.gz"
    pack(path, now)
    if not check(path, now):
        raise BackupError(
            f"{path.name} was written, but is not whole: {_kept(path).fault} See whether the disk is sound."
        )
    whole = [each for each in kept() if each.whole]
    for old in whole[settings.BACKUPS_KEPT :] if settings.BACKUPS_KEPT else ():
        if old.name not in (path.name, (staged() or {}).get("file")):
            forget(folder() / old.name)
    return path


def check(path: Path, now: datetime) -> bool:
    """Look a file through, and write down how it came out. Returns whether it can be restored."""
    articles, fault = None, ""
    try:
        articles = examine(path).articles
    except BadBackupError as error:
        fault = f"{error.why[:1].upper()}{error.why[1:]}."
    state = path.stat()
    told = {
        "checked": rfc3339(now),
        "articles": articles,
        "fault": fault,
        "size": state.st_size,
        "mtime": state.st_mtime_ns,
    }
    _note(path).write_text(json.dumps(told))
    return not fault


def check_all(now: datetime) -> None:
    """Look through every file that nobody has looked through yet."""
    for each in kept():
        if each.checked is None:
            check(folder() / each.name, now)


def forget(path: Path) -> None:
    """Delete a backup and what was noted of it."""
    path.unlink(missing_ok=True)
    _note(path).unlink(missing_ok=True)


def _stage() -> Path:
    return Path(settings.HOME) / "restore.json"


def staged() -> dict[str, str] | None:
    """Return the restore that waits for the next start: its "file", who ("by") and when ("at"), and after a failure the "fault"."""
    try:
        told = json.loads(_stage().read_bytes())
        return {str(name): str(value) for name, value in told.items()}
    except (OSError, ValueError, AttributeError):
        return None


def stage(path: Path, by: str, now: datetime) -> None:
    """Let the next start restore `path`. Raises BadBackupError when it was not looked through, or is not whole."""
    known = _kept(path)
    if not known.whole:
        raise BadBackupError(path.name, known.fault.rstrip(".") or "it was not checked yet")
    _stage().write_text(json.dumps({"file": path.name, "by": by, "at": rfc3339(now)}))


def unstage() -> None:
    """Let the next start restore nothing."""
    _stage().unlink(missing_ok=True)


@contextmanager
def standing_still() -> Iterator[None]:
    """Hold off every reader and server of this home folder. Raises StillRunningError when one is at work."""
    with ExitStack() as held:
        for name, who in _LOCKS.items():
            file = held.enter_context((Path(settings.HOME) / name).open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StillRunningError(who) from error
        yield


def restore_staged(now: datetime) -> dict[str, str] | None:
    """Carry a waiting restore out, the present state backed up first. Returns it, or None when nothing was restored.

    For a start, before anything reads the database. One that fails leaves everything as it was, and says why on the page.
    """
    wanted = staged()
    if wanted is None or wanted.get("fault"):
        return None
    try:
        with standing_still():
            path = named(wanted.get("file", ""))
            if path is None:
                raise BadBackupError(wanted.get("file", "?"), "it is no longer there")
            make(now, "before-restore")
            put_back(path)
    except StillRunningError as error:
        log.warning("a restore waits: %s", error)
        return None
    except BackupError as error:
        log.error("the restore did not happen: %s", error)
        _stage().write_text(json.dumps(wanted | {"fault": str(error)}))
        return None
    unstage()
    log.warning("the site was restored from %s; what was before is in backups/", path.name)
    return wanted
