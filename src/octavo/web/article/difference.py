"""What changed between two versions of a text, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WORD = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 4000  # of one paragraph; a longer one is shown as replaced


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words: `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


def paragraphs_changed(old: str, new: str) -> list[list[Run]]:
    """Return the paragraphs that differ, each as runs; paragraphs that stayed are left out. Near-quadratic only in what changed."""
    before, after = (old.split("\n\n") if old else []), (new.split("\n\n") if new else [])
    found: list[list[Run]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, fresh = before[a:b], after[c:d]
        found.extend(words_changed(one, two) for one, two in zip_longest(gone, fresh, fillvalue=""))
    return found


def words_changed(old: str, new: str) -> list[Run]:
    """Return `old` → `new` as runs of same, gone and new words."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if not before or not after or max(len(before), len(after)) > MOST_WORDS:
        return [Run(kind, text) for kind, text in (("gone", old), ("new", new)) if text]
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(before[a:b])))
            continue
        if b > a:
            runs.append(Run("gone", "".join(before[a:b])))
        if d > c:
            runs.append(Run("new", "".join(after[c:d])))
    return runs
