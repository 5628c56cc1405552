"""Words that all stand in the source and yet were put together wrongly: every word of such a claim is true, and it is not."""

from collections.abc import Sequence
from itertools import pairwise

from octavo.assist.logic.passages import Passage
from octavo.assist.logic.wording import Token
from octavo.insight.logic.words import zipf

SHORT_ING = 5  # letters of "bring", "thing": no participle is shorter than six
SUBJECT_ZIPF = 4.5  # a commoner word that opens a sentence is seldom its subject
_NO_PARTICIPLES = frozenset(
    "being having during morning evening nothing something anything everything according".split()
)
_DETERMINERS = frozenset("the a an this that these those his her its their our my your some any no every each".split())
_Block = tuple[
    int, int, int
]  # words [from, to) of the claim that stand in a row in the sentences, and from which word on


def left_hanging(blocks: Sequence[_Block], places: Sequence[Passage]) -> str:
    """Return which participle the claim leaves out while it keeps what hangs on it ("watching her brother play"); "" for none."""
    ground = [t for p in places for t in p.tokens]
    parted = [mark for p in places for mark in _parted(p)]
    for a, b, c in blocks:
        if b - a < 2 or c < 2 or parted[c] or ground[c - 1].is_name:
            continue
        word = ground[c - 1].surface.lower()
        describes = ground[c - 2].surface.lower() in _DETERMINERS and not parted[c - 1]  # "the coming week"
        if word.endswith("ing") and len(word) > SHORT_ING and word not in _NO_PARTICIPLES and not describes:
            return f"The claim leaves out “{word}” and keeps what hangs on it."
    return ""


def of_another(claim: Sequence[Token], blocks: Sequence[_Block], places: Sequence[Passage]) -> str:
    """Return why two sentences may not be joined: one of them opens on somebody whom the claim does not name."""
    seam = len(places[0].tokens)
    if len(places) == 1 or not {True, False} <= {c < seam for _, _, c in blocks}:
        return ""
    named = {t.form for t in claim}
    for subject in (p.tokens[0] for p in places):
        if subject.telling and zipf(subject.surface.lower()) < SUBJECT_ZIPF and subject.form not in named:
            return f"What the source says of {subject.surface} the claim says of another."
    return ""


def _parted(passage: Passage) -> list[bool]:
    """Tell for each word whether something other than a space parts it from the word before; True for the first."""
    between = (passage.text[a.end : b.start].strip() for a, b in pairwise(passage.tokens))
    return [True, *map(bool, between)] if passage.tokens else []
