"""An article's text as numbered paragraphs of addressed sentences. Pure: rows in, plain values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `id` is "s{paragraph}-{n}" for a sentence, "" for what stands between sentences."""

    text: str
    id: str = ""
    start: int = -1


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: `number` counts from 1 over the whole text; `kind` is paragraph, heading, quote or list."""

    number: int
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The whole text. `places` maps a sentence's offset to (its id, its paragraph's number)."""

    blocks: tuple[Block, ...] = ()
    places: dict[int, tuple[str, int]] = field(default_factory=dict)

    def place(self, start: int) -> tuple[str, int] | None:
        """Return (id, paragraph number) of the sentence in which offset `start` lies; None when there is none."""
        before = [at for at in self.places if at <= start]
        return self.places[max(before)] if before else None


def body_of(paragraphs: Iterable[tuple[int, str, str]], sentences: Sequence[Sequence[int]]) -> Body:
    """Join paragraphs (offset, text, kind) and sentences [start, end, …]; sentences that cross a paragraph are left out."""
    blocks: list[Block] = []
    places: dict[int, tuple[str, int]] = {}
    waiting = sorted((int(s[0]), int(s[1])) for s in sentences)
    for number, (offset, text, kind) in enumerate(paragraphs, start=1):
        pieces: list[Piece] = []
        at, end, count = offset, offset + len(text), 0
        while waiting and waiting[0][0] < end:
            start, stop = waiting.pop(0)
            if start < at or stop > end:
                continue
            if start > at:
                pieces.append(Piece(text[at - offset : start - offset]))
            count += 1
            name = f"s{number}-{count}"
            places[start] = (name, number)
            pieces.append(Piece(text[start - offset : stop - offset], name, start))
            at = stop
        if at < end:
            pieces.append(Piece(text[at - offset :]))
        blocks.append(Block(number, kind, tuple(pieces)))
    return Body(tuple(blocks), places)
