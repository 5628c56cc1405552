"""A reader's words as a query: words are joined by AND, "quoted words" stay together, nothing else is an operator."""

import re

_PART = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+", re.UNICODE)
MOST = 20  # a longer query is a pasted text; its first words are enough


def phrases_of(words: str) -> list[list[str]]:
    """Return the phrases to look for, each a list of words: `pier "north harbour"` → [["pier"], ["north", "harbour"]]."""
    found: list[list[str]] = []
    for quoted, plain in _PART.findall(words[:1000]):
        parts = _WORD.findall(quoted or plain)
        if quoted:
            found.append(parts)
        else:
            found.extend([part] for part in parts)
    return [part for part in found if part][:MOST]
