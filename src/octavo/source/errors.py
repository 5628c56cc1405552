"""What can be wrong with sources.

SourceError
├── BadListError       a file is no readable source list
└── BadPublisherError  what a publisher is said to be cannot be; carries the field
"""


class SourceError(Exception):
    """Something about a source is wrong; the message says which and what to do."""


class BadListError(SourceError):
    """The file is no OPML, or holds no feed. Trying again does not help; export the list anew."""


class BadPublisherError(SourceError):
    """What was given for `field` of a publisher cannot be. Nothing was changed; mend it and try again."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
