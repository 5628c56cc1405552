"""What people corrected in hashtags, laid over what the tagger found: the same after every pass, whatever the tagger learns."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

# Added to the rank of a tag that is hidden, or was taken off an article: it is kept, so that an operator can take that back, and
# no page shows ranks as high as that.
OUT = 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """A hashtag on an article: its id, its place, its weight 0..1, the bounds of the sentence that earned it (0, 0 for none), its kind.

    A weight of 0 says that the tagger did not find it: it stands there because it is pinned.
    """

    hashtag: int
    rank: int
    score: float
    start: int
    end: int
    kind: str = ""


def root(hashtag: int, merged: Mapping[int, int]) -> int:
    """Return what a hashtag was merged into in the end; itself when it was not. A ring, which no verb makes, ends where it began."""
    seen = {hashtag}
    while (following := merged.get(hashtag, hashtag)) not in seen:
        seen.add(following)
        hashtag = following
    return hashtag


def corrected(
    found: Sequence[Mark], *, merged: Mapping[int, int], out: Collection[int] = (), pinned: Iterable[Mark] = ()
) -> list[Mark]:
    """Return the marks as people want them: `pinned` first, merged ones under one id, those in `out` kept out of sight."""
    own: dict[int, Mark] = {}
    for mark in sorted(found, key=lambda m: m.rank):
        hashtag = root(mark.hashtag, merged)
        own.setdefault(hashtag, replace(mark, hashtag=hashtag))
    wanted = [replace(mark, hashtag=root(mark.hashtag, merged)) for mark in pinned]
    marks = {
        mark.hashtag: own.get(mark.hashtag, mark) for mark in wanted
    } | own  # a pin keeps the sentence the tagger found
    shown = [mark for mark in marks.values() if mark.hashtag not in out]
    kept = [mark for mark in marks.values() if mark.hashtag in out]
    return [
        *(replace(mark, rank=rank) for rank, mark in enumerate(shown)),
        *(replace(mark, rank=OUT + rank) for rank, mark in enumerate(kept)),
    ]
