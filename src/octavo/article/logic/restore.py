"""Paragraphs that the extractor left out although they are built as those it took.

An extractor takes one container and drops what is mostly links; yet articles are laid out in several containers around
boxes, and whole sentences are linked. What has the build of the article's paragraphs, and reads as one, is one of them.
"""

from collections import Counter

from octavo.article.logic.blocks import Block
from octavo.article.types import Paragraph, ParagraphKind

_ENDS = tuple('.!?…"”“»」。！？।')
_KINDS: dict[str, ParagraphKind] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "li": "list",
    "blockquote": "quote",
}
_LEAST, _SENTENCE = 3, 50  # paragraphs of one build; characters of a sentence


def restored(paragraphs: list[Paragraph], blocks: list[Block]) -> list[Paragraph]:
    """Return `paragraphs` with those of `blocks` (the page's, in order, furniture gone) that belong among them."""
    place = {paragraph.text: at for at, paragraph in enumerate(paragraphs)}
    taken = [at for at, block in enumerate(blocks) if block.text in place]
    builds = Counter(blocks[at].kin for at in taken if blocks[at].is_prose)
    if len(taken) < _LEAST or not any(count >= _LEAST for count in builds.values()):
        return paragraphs
    whole = " ".join(paragraph.text for paragraph in paragraphs)
    missing = [
        at
        for at, block in enumerate(blocks)
        if builds[block.kin] >= _LEAST
        and len(block.text) >= _SENTENCE
        and block.text.endswith(_ENDS)
        and block.text not in whole
        and _belongs(blocks, at, taken[0], taken[-1])
    ]
    if sum(len(blocks[at].text) for at in missing if at > taken[-1]) * 3 < len(whole):
        missing = [at for at in missing if at < taken[-1]]  # a line or two behind the end is more likely a note
    return _merged(paragraphs, blocks, missing, place)


def _belongs(blocks: list[Block], at: int, first: int, last: int) -> bool:
    block = blocks[at]
    if first < at < last:
        return True
    if at < first:
        return block.node.getparent() is blocks[first].node.getparent() and first - at <= 2
    return block.linked < 0.5 and block.is_prose


def _merged(
    paragraphs: list[Paragraph], blocks: list[Block], missing: list[int], place: dict[str, int]
) -> list[Paragraph]:
    if not missing:
        return paragraphs
    behind: dict[int, list[Paragraph]] = {}  # place of a paragraph (-1: the beginning) → what follows it
    here, wanted = -1, set(missing)
    for at, block in enumerate(blocks):
        if at in wanted:
            behind.setdefault(here, []).append(Paragraph(block.text))
        elif block.text in place:
            here = place[block.text]
    found = list(behind.get(-1, []))
    for at, paragraph in enumerate(paragraphs):
        found += [paragraph, *behind.get(at, [])]
    return found


def from_builds(blocks: list[Block]) -> list[Paragraph]:
    """Return the text of the containers of one build that hold most of the page's running text.

    For pages where the extractor finds next to nothing; coarser than it, since boxes inside come along.
    """
    sizes: Counter[tuple[object, ...]] = Counter()
    for block in blocks:
        if block.is_prose:
            sizes[block.kin[1:]] += len(block.text)
    if not sizes:
        return []
    main = sizes.most_common(1)[0][0]
    inside = [block for block in blocks if block.kin[1:] == main and (block.is_prose or block.linked < 0.5)]
    return [Paragraph(block.text, _KINDS.get(str(block.node.tag), "paragraph")) for block in inside]
