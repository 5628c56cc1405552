"""The body of an article: trafilatura tuned to precision, its paragraphs kept apart by kind, its edges trimmed."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from octavo.article.logic.blocks import Block, blocks_of
from octavo.article.logic.boxes import drop_boxes
from octavo.article.logic.confidence import confidence_of
from octavo.article.logic.furniture import cut_furniture, teased
from octavo.article.logic.liveblog import lay_out
from octavo.article.logic.metadata import Facts
from octavo.article.logic.restore import from_builds, restored
from octavo.article.logic.trim import trimmed
from octavo.article.types import Paragraph, ParagraphKind, Teased
from octavo.kit.text import plain_key, squeeze

_NOTHING = 100
_LITTLE = 150  # characters of running text that make the shortest report
_SHORT = 500  # characters; for less, the comparison with other extractors is worth its time
_KINDS: dict[str, ParagraphKind] = {"head": "heading", "quote": "quote", "item": "list", "code": "quote"}


def body_of(root: html.HtmlElement, url: str | None, facts: Facts) -> tuple[tuple[Paragraph, ...], float, Teased]:
    """Return the paragraphs of the article in `root`, how sure we are of them (0..1), and how much of the page is teasers.

    `root` is used up.

    The page's furniture is cut before extraction. Precision costs little text; when it costs more than half, the
    extractor's balanced mode is right, and we are less sure.
    """
    page = root.find("body")
    blocks: list[Block] = []
    elsewhere = Teased()
    if page is not None:
        if facts.live:
            lay_out(page)
        drop_boxes(page)
        whole = blocks_of(page)
        elsewhere = teased(whole)
        blocks = cut_furniture(page, whole)
    prose = sum(len(block.text) for block in blocks if block.is_prose)
    chosen, agreed = _chosen(root, url, prose)
    if _size(chosen) < _NOTHING and prose > max(_LITTLE, 1.5 * _size(chosen)):
        chosen, agreed = from_builds(blocks), False
    paragraphs = trimmed(restored(chosen, blocks), facts.title, facts.authors)
    return paragraphs, confidence_of(paragraphs, blocks, elsewhere.own, facts.title, agreed=agreed), elsewhere


def _chosen(root: html.HtmlElement, url: str | None, prose: int) -> tuple[list[Paragraph], bool]:
    """Return the extractor's paragraphs, and whether its two modes agree on them."""
    precise = _extracted(root, url, precise=True, fast=True)
    if _size(precise) * 2 < prose or _size(precise) < _SHORT:
        precise = _extracted(root, url, precise=True)
    if _size(precise) * 2 >= prose:
        return precise, True
    balanced = _extracted(root, url, precise=False)
    agreed = _size(precise) * 2 >= _size(balanced)
    return (precise if agreed else balanced), agreed


def _size(paragraphs: Iterable[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)


def _extracted(root: html.HtmlElement, url: str | None, *, precise: bool, fast: bool = False) -> list[Paragraph]:
    found = bare_extraction(
        root, url=url, include_comments=False, with_metadata=False, favor_precision=precise, fast=fast
    )
    if not isinstance(found, Document):
        return []
    if found.body is None or not len(found.body):
        return [Paragraph(line) for raw in str(found.text or "").split("\n") if (line := squeeze(raw))]
    return list(_paragraphs(found.body))


def _paragraphs(body: etree._Element) -> Iterator[Paragraph]:
    for node in body:
        if node.tag in ("list", "table"):
            for part in node.iter("item", "row"):
                yield from _lines(part, "list" if part.tag == "item" else "paragraph")
        else:
            yield from _lines(node, _KINDS.get(node.tag, "paragraph"))
        loose = squeeze(node.tail or "")
        if loose:
            yield Paragraph(loose)


def _lines(node: etree._Element, kind: ParagraphKind) -> Iterator[Paragraph]:
    for lb in node.iter("lb"):
        lb.tail = "\n" + (lb.tail or "")
    for inner in node.iter("p", "cell", "head", "item"):
        if inner is not node:
            inner.tail = ("\n" if inner.tag != "cell" else " ") + (inner.tail or "")
    for line in "".join(str(text) for text in node.itertext()).split("\n"):
        text = squeeze(line)
        if text and re.search(r"\w", text):
            yield Paragraph(text, kind)


def excerpt_seen(stated: str | None, title: str | None, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Return the page's stated description if its words are mostly those of the article, else None.

    A description is not shown to readers, so it could say anything to machines.
    """
    words = [word for word in plain_key(stated or "").split() if len(word) > 3]
    if not words or not paragraphs:
        return stated if not words else None
    seen = plain_key(" ".join([title or "", *(paragraph.text for paragraph in paragraphs)]))
    return stated if sum(word in seen for word in words) * 2 >= len(words) else None
