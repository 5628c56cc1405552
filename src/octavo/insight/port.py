"""The seam to an embedding model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors. One text alone gives exactly the vector it gives in a batch.

    Vectors of two embedders are never compared: `name` says whose they are. `languages` are those (primary subtags) whose
    texts it tells apart, so that unrelated ones have a cosine near 0 and two languages can be compared; empty means all.
    """

    name: str
    dimensions: int
    languages: frozenset[str]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[len(texts), dimensions]; rows are L2-normalised, all zeros for a text without words.

        Raises InsightError when it cannot.
        """
        ...


def tells_apart(embedder: Embedder, language: str) -> bool:
    """Say whether `embedder` tells texts of `language` (BCP 47) apart."""
    return not embedder.languages or language[:2].lower() in embedder.languages
