"""What can be wrong with sources.

SourceError
└── BadListError   a file is no readable source list
"""


class SourceError(Exception):
    """Something about a source is wrong; the message says which and what to do."""


class BadListError(SourceError):
    """The file is no OPML, or holds no feed. Trying again does not help; export the list anew."""
