"""What can go wrong with backups.

BackupError
├── BadBackupError     a file is no whole backup, or none that this site can take; carries the file's name
└── StillRunningError  a restore needs Octavo to stand still, and it does not
"""


class BackupError(Exception):
    """A backup or a restore did not happen; the message says why and what to do. Nothing was changed."""


class BadBackupError(BackupError):
    """`name` is no backup that can be restored here. Trying again with the same file gives the same."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} cannot be restored: {why}. The site was not changed.")
        self.name, self.why = name, why


class StillRunningError(BackupError):
    """`who` is at work in the home folder. Stop it, then try again."""

    def __init__(self, who: str) -> None:
        super().__init__(f"{who} is at work in this home folder. Stop every Octavo here, then try again.")
        self.who = who
