"""Errors of this room.

StoryError
├── CorrectionError      what an operator asked for cannot be done
└── ReportFormatError    stored bytes are not a report of this version
"""


class StoryError(Exception):
    """Anything that goes wrong while deciding about stories."""


class ReportFormatError(StoryError):
    """Stored bytes are not a report. Trying again does not help; make the report anew from the article."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes are not a stored report of this version; make it anew with report_of")
        self.size = size


class CorrectionError(StoryError):
    """What an operator asked for cannot be done; `message` says why, to the operator. Trying again does not help."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
