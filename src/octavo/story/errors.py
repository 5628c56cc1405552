"""Errors of this room.

StoryError
└── ReportFormatError    stored bytes are not a report of this version
"""


class StoryError(Exception):
    """Anything that goes wrong while deciding about stories."""


class ReportFormatError(StoryError):
    """Stored bytes are not a report. Trying again does not help; make the report anew from the article."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes are not a stored report of this version; make it anew with report_of")
        self.size = size
