"""Highlights: an engine marks hits with two control characters; readers get plain text and offsets, never markup."""

OPEN, SHUT = "\x02", "\x03"  # never in stored text: control characters are dropped on the way in


def split_marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return (plain text, offsets of the marked parts)."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    start: int | None = None
    for char in marked:
        if char == OPEN:
            start = length
        elif char == SHUT:
            if start is not None:
                marks.append((start, length))
            start = None
        else:
            plain.append(" " if char == "\n" else char)
            length += 1
    return "".join(plain), tuple(marks)
