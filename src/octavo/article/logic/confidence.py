"""How sure we are of a body: what a second, simpler reading of the same page makes of it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from octavo.article.logic.blocks import Block
from octavo.article.logic.restore import from_builds
from octavo.article.types import Paragraph
from octavo.kit.text import plain_key

UNHEARD = 2.0  # logits: one such text in three is the right one
# Letters of a word that tells, and of its beginning; such words that a headline must have.
TELLING, ROOT, FEWEST = 4, 5, 3
_ENDS = tuple(".!?…。！？؟।")
_CLOSING = '"”’»)]」』'


def confidence_of(
    paragraphs: Sequence[Paragraph], blocks: Sequence[Block], own: int, title: str | None = None, *, agreed: bool
) -> float:
    """Return the body F1 to expect of `paragraphs`, 0..1; 0 where there are none.

    `blocks` are the page's, furniture gone; `own` counts the characters of the page that lead nowhere; `agreed` says whether
    the extractor's two modes chose alike. A logistic model fitted on 583 pages of three public benchmarks: it grows with the
    share of the page's own words that came out, most of all; with the share of the text that stands in containers of one
    build; with how far the reading by builds alone takes the same; and with paragraphs that end as sentences do. Fitted on one
    set of publishers, it ranks those of the two others as well (docs/explanation/ingest.md has the figures).
    """
    size = sum(len(paragraph.text) for paragraph in paragraphs)
    if not size:
        return 0.0
    came_out = min(size, own) / max(size, own)
    ended = sum(paragraph.text.rstrip(_CLOSING).endswith(_ENDS) for paragraph in paragraphs) / len(paragraphs)
    texts = {paragraph.text for paragraph in paragraphs}
    logit = (
        -0.14
        + 1.49 * came_out
        + 0.57 * agreed
        + 0.23 * _alike(texts, blocks)
        + 0.61 * ended
        + 0.55 * _one_build(texts, blocks)
        - UNHEARD * (not is_heard(title, paragraphs))
    )
    return round(1 / (1 + math.exp(-logit)), 3)


def is_heard(title: str | None, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether any word of the headline stands in the text, in whatever form; True of a headline of fewer than three words.

    Of 585 pages that hold an article three are not heard: two of them show another text than the headline's, a notice on cookies
    and one about the publisher.
    """
    words = [word for word in plain_key(title or "").split() if len(word) >= TELLING]
    if len(words) < FEWEST:
        return True
    text = plain_key(" ".join(paragraph.text for paragraph in paragraphs))
    return any(word[:ROOT] in text for word in words)


def _alike(texts: set[str], blocks: Sequence[Block]) -> float:
    """Return how alike `texts` are to what the reading by builds takes: F1 over characters of whole paragraphs."""
    others = {paragraph.text for paragraph in from_builds(list(blocks))}
    both = _size(texts) + _size(others)
    return 2 * _size(texts & others) / both if both else 0.0


def _one_build(texts: set[str], blocks: Iterable[Block]) -> float:
    """Return the share of `texts`, as far as they are blocks, that stands in containers of the commonest build."""
    first: dict[str, Block] = {}
    for block in blocks:
        if block.text in texts:
            first.setdefault(block.text, block)
    builds: Counter[tuple[object, ...]] = Counter()
    for block in first.values():
        builds[block.kin[1:]] += len(block.text)
    return max(builds.values()) / builds.total() if builds else 0.0


def _size(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
