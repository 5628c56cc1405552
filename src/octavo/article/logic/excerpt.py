"""The excerpt of an article: a few whole sentences, never more than its publisher's own teaser or this many words."""

import re

WORDS = 60  # about what feeds of newspapers give themselves (median of teasers seen: 35 words)
_STOP = re.compile(r"(?<=[.!?…。！？])[\"”’»)]*\s+")


def excerpt_of(text: str, words: int = WORDS) -> str:
    """Return the first sentences of `text` that fit in `words` words; a longer first sentence is cut with an ellipsis."""
    flat = " ".join(text.split())
    kept: list[str] = []
    for sentence in _STOP.split(flat):
        if len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    if kept:
        return " ".join(kept)
    first = flat.split()[:words]
    return " ".join(first) + (" …" if len(flat.split()) > words else "")
