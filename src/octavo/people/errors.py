"""What a reader may not do.

PeopleError
├── UnclearError      a rule in plain words that cannot be understood
├── NotYoursError     the comment belongs to someone else
├── ClosedError       the comment can no longer be changed, or the thread takes none
├── TooFastError      more comments than a person writes; carries the wait
└── SuspendedError    the account may read, not write
"""


class PeopleError(Exception):
    """A reader's wish was refused; `message` is written for that reader. Nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotYoursError(PeopleError):
    """The comment belongs to someone else."""


class ClosedError(PeopleError):
    """The comment or the thread no longer takes changes."""


class TooFastError(PeopleError):
    """Too many comments in a short time; try again after `seconds`."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class SuspendedError(PeopleError):
    """The account may read, not write, until a time that the message names."""


class UnclearError(PeopleError):
    """A rule in plain words was not understood; the message shows how one is written."""
