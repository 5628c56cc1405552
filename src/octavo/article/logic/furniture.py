"""The page's furniture behind an article, cut before extraction: comments, related cards, hashtags, prompts.

By what readers see, not by class names: a box head in some language, relative times, or cards of one build. The cut is
guarded. What goes must be a pure tail (the article's own paragraphs do not come back behind it), and at least 35 % of the
page's running text must stand before it. Without the guard such cuts ruin pages that put boxes between paragraphs.
"""

from collections import Counter
from itertools import groupby

from lxml import html

from octavo.article.logic.blocks import Block, Blocks
from octavo.article.logic.furniture_words import is_ago, is_head
from octavo.article.types import Teased
from octavo.kit.text import UNSPACED

_STAYS = 0.35
_TITLE, _LINES, _ROW = 12, 12, 4  # of a page of cards: characters of a title, blocks of a card, cards
_OWN = 25  # characters of a line that says something
_TEASER = 180  # characters of a card's text
_FEW = 5  # lines of small boxes before a tail; more of them are a table or a list in the article's own way
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LISTED = frozenset({"li", "td", "th", "dd", "dt", "pre", "blockquote", "figcaption"})
_SHORT = 60  # a title or publisher line inside a card


def teased(blocks: Blocks) -> Teased:
    """Return how much of a page stands in cards: at least four of one tag and depth.

    A card is the largest element around a linked title with one paragraph at most.
    """
    cards: dict[tuple[str, int], set[html.HtmlElement]] = {}
    for block in blocks.all:
        if block.linked > 0.8 and len(block.text) >= _TITLE:
            card, depth = _card_around(blocks, block.node)
            if card is not None:
                cards.setdefault((str(card.tag), depth), set()).add(card)
    within = {
        index
        for kind in cards.values()
        if len(kind) >= _ROW
        for card in kind
        for index in range(blocks.first[card], blocks.last[card] + 1)
    }
    prose = {index: len(block.text) for index, block in enumerate(blocks.all) if block.is_prose}
    share = sum(size for index, size in prose.items() if index in within) / max(sum(prose.values()), 1)
    lines = (block for index, block in enumerate(blocks.all) if index not in within and block.linked < 0.5)
    return Teased(share, sum(size for line in lines if (size := len(line.text)) >= _OWN))


def _card_around(blocks: Blocks, node: html.HtmlElement) -> tuple[html.HtmlElement | None, int]:
    """Return the card that `node` stands in and its depth; None where there is no paragraph with it."""
    card = None
    while node in blocks.last and node.tag != "body":
        inside = blocks.all[blocks.first[node] : blocks.last[node] + 1]
        paragraphs = sum(block.is_prose for block in inside)
        if paragraphs > 1 or len(inside) > _LINES:
            break
        card = node if paragraphs else card
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return card, sum(1 for _ in card.iterancestors()) if card is not None else 0


def cut_furniture(body: html.HtmlElement, blocks: Blocks) -> list[Block]:
    """Cut the tail of furniture off `body`, whose blocks are `blocks`, in place, and boxes of links between its paragraphs.

    Returns the blocks that stay, in order.
    """
    prose = [len(block.text) if block.is_prose else 0 for block in blocks.all]
    total, before = sum(prose), 0
    cards = _card_starts(body, blocks)
    boxes: list[int] = []
    dated: list[int] = []
    for index, block in enumerate(blocks.all):
        if before >= _STAYS * total and total and not prose[index]:
            head = is_head(block.text)
            if (head or index in cards or is_ago(block.text)) and _is_pure_tail(blocks, index, strong=head):
                _drop_from(blocks, start := _start(blocks, index, prose, head=head))
                _drop_boxes(blocks, boxes)
                return _staying(blocks.all[:start], body)
            if head:
                boxes.append(index)
            elif is_ago(block.text):
                dated.append(index)
        before += prose[index]
    _drop_boxes(blocks, boxes)
    _drop_cards(blocks, dated)
    return _staying(blocks.all, body) if boxes or dated else blocks.all


def _staying(blocks: list[Block], body: html.HtmlElement) -> list[Block]:
    held = set(body.iter())
    return [block for block in blocks if block.node in held]


def _is_pure_tail(blocks: Blocks, index: int, *, strong: bool) -> bool:
    """Say whether none of the article's own paragraphs stands behind block `index`.

    A paragraph is the article's own when at least two before it have its build; but where cards are built like
    paragraphs, their short lines (publisher, time, title) give them away.
    """
    kin = Counter(block.kin for block in blocks.all[:index] if block.is_prose)
    own, cardlike = 0, 0
    lines: list[Block] = []
    for is_prose, run in groupby(blocks.all[index + strong :], key=lambda block: block.is_prose):
        parts = list(run)
        if not is_prose:
            lines = parts
        elif any(kin[block.kin] >= 2 for block in parts):
            beside = [line for line in lines if line.node.getparent() is parts[0].node.getparent()]
            short = sum(len(line.text) <= 2 * _SHORT for line in beside)
            short_run = len(parts) <= 2  # a long title and the text below it
            own += len(parts)
            cardlike += len(parts) * (
                short_run and (short >= (2 if strong else 3) or any(is_ago(line.text) for line in beside))
            )
    return own == 0 or cardlike >= 0.8 * own


def _card_starts(body: html.HtmlElement, blocks: Blocks) -> set[int]:
    """Return where a row of cards begins: siblings of one build, two with a linked or dated title, or three teasers."""
    found = set()
    for parent in {node.getparent() for node in blocks.last if node is not body}:
        if parent is None or parent not in blocks.last:
            continue
        rows = groupby(parent, key=lambda node: (node.tag, node.get("class")))
        for _, row in rows:
            nodes = [node for node in row if node in blocks.last]
            inside = [blocks.all[blocks.first[node] : blocks.last[node] + 1] for node in nodes]
            if (len(nodes) >= 2 and all(map(_is_card, inside))) or (len(nodes) >= 3 and all(map(_is_teaser, inside))):
                found.add(blocks.first[nodes[0]])
    return found


def _is_card(parts: list[Block]) -> bool:
    if not 2 <= len(parts) <= 12 or parts[0].is_prose:
        return False
    heads = [part for part in parts if not part.is_prose]
    titled = any(part.linked > 0.8 for part in heads)
    dated = any(is_ago(part.text) for part in heads)
    return (titled or dated) and sum(part.is_prose for part in parts) <= 2


def _is_teaser(parts: list[Block]) -> bool:
    """Say whether this is a title without an end and one sentence or two below it, shorter than sections are."""
    return (
        len(parts) == 2
        and not _ends(parts[0])
        and len(parts[0].text) <= 2 * _SHORT
        and parts[1].is_prose
        and len(parts[1].text) <= (_TEASER // 2 if UNSPACED.search(parts[1].text) else _TEASER)
    )


def _start(blocks: Blocks, index: int, prose: list[int], *, head: bool) -> int:
    """Return the block where the tail begins. A card begins with the short lines before its time.

    Before that stand the head of its box and small boxes, whatever they say: a few lines that are no sentences and not built
    as the article's paragraphs are.
    """
    while not head and _is_line(blocks, index - 1, prose) and _are_beside(blocks, index - 1, index):
        index -= 1
    built = {block.kin for block, size in zip(blocks.all[:index], prose, strict=False) if size}
    start, few = index, 0
    while _is_line(blocks, start - 1, prose):
        line, linked = blocks.all[start - 1], blocks.all[start - 1].linked >= 0.5
        alone = start == index and prose[start - 2] > 0  # between the last paragraph and the cards
        if (
            line.node.tag not in _HEADS
            and not linked
            and (line.node.tag in _LISTED or (line.kin in built and not alone))
        ):
            break
        start, few = start - 1, few + (not linked)
    return start if few <= _FEW else index


def _is_line(blocks: Blocks, index: int, prose: list[int]) -> bool:
    block = blocks.all[index]
    return index > 0 and not prose[index] and len(block.text) <= _SHORT and not _ends(block)


def _are_beside(blocks: Blocks, one: int, other: int) -> bool:
    return blocks.all[one].node.getparent() is blocks.all[other].node.getparent()


def _ends(block: Block) -> bool:
    return block.text[-1:] in '.!?。！？”"»'


def _drop_from(blocks: Blocks, index: int) -> None:
    """Drop block `index` and all that follows it in the page."""
    node = _outermost(blocks, index)
    while node is not None and node.tag != "body":
        parent = node.getparent()
        if parent is None:
            return
        for later in list(node.itersiblings()):
            parent.remove(later)
        if blocks.first.get(node, -1) >= index:
            node.drop_tree()
        node = parent


def _outermost(blocks: Blocks, index: int) -> html.HtmlElement:
    """Return the largest element that begins with block `index`."""
    node = blocks.all[index].node
    if blocks.first.get(node) != index:
        return node
    while (parent := node.getparent()) is not None and parent.tag != "body" and blocks.first.get(parent) == index:
        node = parent
    return node


def _drop_boxes(blocks: Blocks, heads: list[int]) -> None:
    """Drop boxes between paragraphs: an element that begins with a box head and holds links, no running text."""
    for index in heads:
        node = _outermost(blocks, index)
        if blocks.first.get(node) != index or node.getparent() is None:
            continue
        inside = blocks.all[index : blocks.last[node] + 1]
        if len(inside) > 1 and (
            any(is_ago(block.text) for block in inside) or not any(block.is_prose for block in inside)
        ):
            node.drop_tree()


def _drop_cards(blocks: Blocks, dated: list[int]) -> None:
    """Drop single cards where the article goes on behind them: the largest element around a relative time that is one."""
    for index in dated:
        node, card = blocks.all[index].node, None
        while node.tag != "body" and node in blocks.last and blocks.last[node] - blocks.first[node] < 12:
            inside = blocks.all[blocks.first[node] : blocks.last[node] + 1]
            if sum(block.is_prose for block in inside) > 2:
                break
            if len(inside) > 2 and any(block.is_prose or block.linked > 0.8 for block in inside):
                card = node
            parent = node.getparent()
            if parent is None:
                break
            node = parent
        if card is not None and card.getparent() is not None:
            card.drop_tree()
