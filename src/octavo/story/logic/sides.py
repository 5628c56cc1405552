"""A report's words as arrays, so that many reports are laid beside one at once."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np

from octavo.story.types import Sides

COUNT = 4  # the whole text's words, the head's, names, the title's
TERMS, NAMES = 0, 2


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
        # A word of the head is another than the same word of the text.
        keys=np.array([crc32(term.encode(), n) for n, part in enumerate(parts) for term in part], np.uint32),
        values=np.array([weight for part in parts for weight in part.values()], np.float64),
        foremost=np.concatenate(
            [
                np.zeros(len(terms) + len(head)),
                np.array([foremost.get(name, 0.0) for name in names], np.float64),
                np.zeros(len(title)),
            ]
        ),
        lengths=np.array([len(part) for part in parts]),
    )
