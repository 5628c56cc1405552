"""Make a backup, or check those that were put into the folder. Done by the reader, never while somebody waits for a page."""

import logging
from collections.abc import Sequence
from datetime import datetime

from octavo.flow import backups
from octavo.flow.actions import fail, finish
from octavo.flow.errors import BackupError
from octavo.flow.models import Work

log = logging.getLogger("octavo.flow")
TRIES = 3


def run(rows: Sequence[Work], now: datetime) -> int:
    """Do what each row asks: MAKE or CHECK. One that fails is tried again, a little later each time. Returns how many were done."""
    for row in rows:
        try:
            if row.target == backups.CHECK:
                backups.check_all(now)
            else:
                log.info("backed up to %s", backups.make(now))
        except BackupError as error:
            log.error("%s", error)
            fail(row, str(error), now, TRIES)
        else:
            finish([row])
    return len(rows)
