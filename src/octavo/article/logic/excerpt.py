"""The excerpt of an article: a few whole sentences, never more than its publisher's own teaser or this many words."""

import re
from collections.abc import Sequence

from octavo.kit.text import UNSPACED

WORDS = 60  # about what feeds of newspapers give themselves (median of teasers seen: 35 words)
_CLOSERS = '"”’»)'
_LETTERS = 2  # characters of a word where words are written without spaces, about
_LOOKED_AT = 400  # characters by which a script is judged
_STOP = re.compile(rf"[.!?…][{_CLOSERS}]?(?: |$)|[。！？]")
_ENDED = re.compile(rf"[.!?…。！？:][{_CLOSERS}]*$")


def excerpt_of(text: str, words: int = WORDS, characters: int | None = None) -> str:
    """Return the first sentences of `text` that fit in `words` words; a longer first sentence is cut with an ellipsis.

    `characters` caps the length where the publisher does (max-snippet); "" when not even a word fits.

    Of scripts written without spaces two characters count as one word.

    Leading paragraphs that end without a full stop are standfirsts, which run into the lede without one: they are
    passed over, unless there is nothing else.
    """
    return excerpt_from(text.split("\n\n"), words, characters)


def excerpt_from(paragraphs: Sequence[str], words: int = WORDS, characters: int | None = None) -> str:
    """Return the excerpt of a text given by its paragraphs; see `excerpt_of`."""
    told = [part for part in paragraphs if part and not part.isspace()]
    first = 0
    while first < len(told) - 1 and not _ENDED.search(told[first].rstrip()):
        first += 1
    text = " ".join(told[first:])
    if _unspaced(text):
        most = words * _LETTERS
        return _cut_anywhere(" ".join(text.split()), most if characters is None else min(most, characters))
    # a word too many is enough to see what does not fit; the rest of a long article need not be looked at
    begun = text.split(maxsplit=words + 1)[: words + 1]
    fitting = begun[:words]
    flat = " ".join(fitting)
    if len(begun) == len(fitting) and (characters is None or len(flat) <= characters):
        return flat
    end = _last_stop(flat, len(flat) if characters is None else characters)
    if end:
        return flat[:end]
    while fitting and characters is not None and len(" ".join(fitting)) + 2 > characters:
        fitting.pop()
    return " ".join(fitting) + (" …" if fitting and len(begun) > len(fitting) else "")


def _unspaced(text: str) -> bool:
    """Say whether `text` is written without spaces between its words."""
    return not text.isascii() and 2 * len(UNSPACED.findall(text[:_LOOKED_AT])) > len(text[:_LOOKED_AT])


def _cut_anywhere(flat: str, characters: int) -> str:
    if len(flat) <= characters:
        return flat
    end = _last_stop(flat, characters)
    return flat[:end] if end else flat[: max(characters - 1, 0)].rstrip() + "…" * (characters > 1)


def _last_stop(flat: str, characters: int) -> int:
    """Return where the last whole sentence of `flat` ends that stays within `characters`; 0 when not even the first does."""
    end = 0
    for stop in _STOP.finditer(flat, 0, characters + 1):
        reached = stop.end() - (stop.group()[-1] == " ")
        if reached <= characters:
            end = reached
    return end
