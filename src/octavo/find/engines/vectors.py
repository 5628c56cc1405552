"""Vectors in memory: sign bits find the candidates, float16 decides. No index to build, nothing to tune."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_GROW = 4096


class NumpyVectors:
    """Holds vectors as sign bits (32 bytes for 256 dimensions) and float16.

    A query counts the bits that differ, about 1 ms CPU per 100,000 vectors, then takes the exact cosine of `_WIDE` candidates.
    """

    _WIDE = 400

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._ids = np.zeros(0, np.int64)
        self._bits = np.zeros((0, 0), np.uint64)  # by word, then by row: counting runs along the rows
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
            self._bits[:, row] = _signs(vector)
            self._halves[row] = vector

    def nearest(self, vector: NDArray[np.float32], *, limit: int) -> list[tuple[int, float]]:
        """See `octavo.find.port.Vectors.nearest`."""
        held = len(self._rows)
        if not held or not vector.any():
            return []
        wide = max(limit, self._WIDE)
        rows = self._alike(vector, held, wide) if held > wide else np.arange(held)
        cosines = self._halves[rows].astype(np.float32) @ vector.astype(np.float32)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [(int(self._ids[rows[i]]), float(cosines[i])) for i in best]

    def _alike(self, vector: NDArray[np.float32], held: int, wide: int) -> NDArray[np.intp]:
        """Return the `wide` rows whose signs differ least; of those that differ alike at the edge, the newest."""
        apart = np.zeros(held, np.uint16)
        for word, own in zip(self._bits, _signs(vector), strict=True):
            apart += np.bitwise_count(word[:held] ^ own)
        edge = int(np.searchsorted(np.cumsum(np.bincount(apart)), wide))
        inside, at_edge = np.flatnonzero(apart < edge), np.flatnonzero(apart == edge)
        return np.concatenate([inside, at_edge[len(at_edge) - (wide - len(inside)) :]])

    def _reserve(self, rows: int, dimensions: int) -> None:
        held = len(self._ids)
        if rows <= held:
            return
        size = max(rows + _GROW, held + held // 4)
        wide = self._halves.shape[1] or dimensions
        ids, bits = np.zeros(size, np.int64), np.zeros(((wide + 63) // 64, size), np.uint64)
        halves = np.zeros((size, wide), np.float16)
        if held:
            ids[:held], bits[:, :held], halves[:held] = self._ids, self._bits, self._halves
        self._ids, self._bits, self._halves = ids, bits, halves


def _signs(vector: NDArray[np.float32]) -> NDArray[np.uint64]:
    """Return the signs as uint64[(d + 63) // 64], the missing ones as minus."""
    packed = np.packbits(vector > 0)
    return np.concatenate([packed, np.zeros(-len(packed) % 8, np.uint8)]).view(np.uint64)
