"""The excerpt of an article: a few whole sentences, never more than its publisher's own teaser or this many words."""

import re

WORDS = 60  # about what feeds of newspapers give themselves (median of teasers seen: 35 words)
_CLOSERS = '"”’»)'
_STOP = re.compile(rf"(?<=[.!?…])\s+|(?<=[.!?…][{_CLOSERS}])\s+|(?<=[。！？])")
_ENDED = re.compile(rf"[.!?…。！？:][{_CLOSERS}]*$")


def excerpt_of(text: str, words: int = WORDS, characters: int | None = None) -> str:
    """Return the first sentences of `text` that fit in `words` words; a longer first sentence is cut with an ellipsis.

    `characters` caps the length where the publisher does (max-snippet); "" when not even a word fits.

    Leading paragraphs that end without a full stop are standfirsts, which run into the lede without one: they are
    passed over, unless there is nothing else.
    """
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    while len(paragraphs) > 1 and not _ENDED.search(paragraphs[0].rstrip()):
        paragraphs.pop(0)
    # a word too many is enough to see what does not fit; the rest of a long article need not be looked at
    flat = " ".join(" ".join(paragraphs).split(maxsplit=words + 1)[: words + 1])
    kept, count = "", 0
    for sentence in _STOP.split(flat):
        longer = f"{kept} {sentence}".strip()
        count += len(sentence.split())
        if count > words or len(longer) > (characters or len(longer)):
            break
        kept = longer
    if kept:
        return kept
    first = flat.split()[:words]
    while characters is not None and first and len(" ".join(first)) + 2 > characters:
        first.pop()
    return " ".join(first) + (" …" if first and len(flat.split()) > len(first) else "")
