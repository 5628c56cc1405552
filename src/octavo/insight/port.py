"""The seam to an embedding model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors. One text alone gives exactly the vector it gives in a batch."""

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[len(texts), dimensions]; rows are L2-normalised, all zeros for a text without words."""
        ...
