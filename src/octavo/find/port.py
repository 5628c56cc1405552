"""What finding needs from an engine: words that match, and vectors that are near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a reader that only stores and indexes never loads it
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader looks for. Empty fields do not narrow; `since` and `until` are aware, `until` is exclusive."""

    words: str = ""
    publisher: str = ""  # slug
    hashtag: str = ""  # slug
    language: str = ""
    section: str = ""
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    forms: str = ""  # the language whose other forms of a word are looked for, too; "" for none


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that matches, and where: `snippet` is plain text, `marks` are offsets into it."""

    article_id: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


class Search(Protocol):
    """A full-text index over title, subtitle and text. Every method runs on the caller's database connection."""

    def prepare(self) -> None:
        """Create the index if it is missing. Done twice, it changes nothing."""

    def add(self, article_ids: Sequence[int]) -> None:
        """Index these articles as they now stand; those withdrawn or refused leave the index."""

    def find(self, query: Query, *, limit: int, offset: int = 0) -> tuple[list[Hit], int]:
        """Return (hits, how many match in all). Any `words` are safe: nothing in them is an operator but quotes and a minus."""

    def known(self, words: Sequence[str]) -> list[str]:
        """Return those of these lower-case words that some indexed text holds, the most frequent first."""


class Vectors(Protocol):
    """The nearest articles by embedding, held by one process."""

    def add(self, article_ids: Sequence[int], vectors: "NDArray[np.float32]") -> None:
        """Hold these vectors, replacing older ones of the same ids. Shape (n, d), rows L2-normalised."""

    def nearest(self, vector: "NDArray[np.float32]", *, limit: int) -> list[tuple[int, float]]:
        """Return (article id, cosine) of the nearest, best first."""

    def __len__(self) -> int:
        """Return how many vectors are held."""
