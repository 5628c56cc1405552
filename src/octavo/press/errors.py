"""PressError ─ ManuscriptError: a story file cannot be read."""


class PressError(Exception):
    """Root of the room's errors."""


class ManuscriptError(PressError):
    """A story file breaks the form described in `manuscript.py`. Mend the file; trying again does not help."""

    def __init__(self, file: str, line: str, expected: str) -> None:
        super().__init__(f"{file}: found {line!r}, expected {expected}; see octavo/press/manuscript.py")
        self.file = file
        self.line = line
        self.expected = expected
