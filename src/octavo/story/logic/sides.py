"""A report's words as arrays, so that many reports are laid beside one at once."""

from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np

from octavo.story.types import Sides

COUNT = 4  # the whole text's words, the head's, names, the title's
NAMES = 2


def sides_of(
    terms: Mapping[str, float],
    head: Mapping[str, float],
    names: Mapping[str, float],
    title: Mapping[str, float],
    foremost: Mapping[str, float],
) -> Sides:
    """Return the arrays of a report's weights. `foremost` is some of `names`. Two words in 4,000 million share a key by chance."""
    parts = (terms, head, names, title)
    return Sides(
        keys=np.fromiter(_keys(parts), np.uint32),
        values=np.fromiter((weight for part in parts for weight in part.values()), np.float64),
        foremost=np.fromiter(
            (foremost.get(term, 0.0) if n == NAMES else 0.0 for n, part in enumerate(parts) for term in part),
            np.float64,
        ),
        lengths=np.array([len(part) for part in parts]),
    )


def _keys(parts: Iterable[Mapping[str, float]]) -> Iterable[int]:
    """A word of the head is another than the same word of the text."""
    return (crc32(term.encode(), n) for n, part in enumerate(parts) for term in part)
