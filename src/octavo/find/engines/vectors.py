"""Vectors in memory: sign bits find the candidates, float16 decides. No index to build, nothing to tune."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_GROW = 4096


class NumpyVectors:
    """Holds vectors as sign bits (32 bytes for 256 dimensions) and float16.

    A query costs about 1 ms per 100,000 vectors for the bits, then an exact cosine over `_WIDE` candidates.
    """

    _WIDE = 400

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._ids = np.zeros(0, np.int64)
        self._bits = np.zeros((0, 0), np.uint8)
        self._halves = np.zeros((0, 0), np.float16)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, article_ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """See `octavo.find.port.Vectors.add`."""
        if not len(article_ids):
            return
        self._reserve(len(self._rows) + len(article_ids), vectors.shape[1])
        for article_id, vector in zip(article_ids, vectors, strict=True):
            row = self._rows.setdefault(article_id, len(self._rows))
            self._ids[row] = article_id
            self._bits[row] = np.packbits(vector > 0)
            self._halves[row] = vector

    def nearest(self, vector: NDArray[np.float32], *, limit: int) -> list[tuple[int, float]]:
        """See `octavo.find.port.Vectors.nearest`."""
        held = len(self._rows)
        if not held or not vector.any():
            return []
        wide = max(limit, self._WIDE)
        rows = np.arange(held)
        if held > wide:
            apart = np.bitwise_count(self._bits[:held] ^ np.packbits(vector > 0)).sum(axis=1)
            rows = np.argpartition(apart, wide)[:wide]
        cosines = self._halves[rows].astype(np.float32) @ vector.astype(np.float32)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [(int(self._ids[rows[i]]), float(cosines[i])) for i in best]

    def _reserve(self, rows: int, dimensions: int) -> None:
        if rows <= len(self._ids):
            return
        size = rows + _GROW
        wide = self._halves.shape[1] or dimensions
        self._ids = np.resize(self._ids, size) if len(self._ids) else np.zeros(size, np.int64)
        for name, width, dtype in (("_bits", (wide + 7) // 8, np.uint8), ("_halves", wide, np.float16)):
            grown = np.zeros((size, width), dtype)
            old = getattr(self, name)
            grown[: len(old)] = old.reshape(len(old), width)
            setattr(self, name, grown)
