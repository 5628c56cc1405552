"""The body of an article: trafilatura tuned to precision, its paragraphs kept apart by kind, its edges trimmed."""

import re
from collections.abc import Iterator

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from octavo.article.logic.boxes import drop_boxes
from octavo.article.logic.furniture import cut_furniture
from octavo.article.logic.metadata import Facts
from octavo.article.logic.trim import trimmed
from octavo.article.types import Paragraph, ParagraphKind
from octavo.kit.text import plain_key, squeeze

_SHORT = 500  # characters; for less, the comparison with other extractors is worth its time
_KINDS: dict[str, ParagraphKind] = {"head": "heading", "quote": "quote", "item": "list", "code": "quote"}


def body_of(root: html.HtmlElement, url: str | None, facts: Facts) -> tuple[tuple[Paragraph, ...], float]:
    """Return the paragraphs of the article in `root` and how sure we are of them (0..1). `root` is used up.

    The page's furniture is cut before extraction. Precision costs little text; when it costs more than half, the
    extractor's balanced mode is right, and we are less sure.
    """
    page = root.find("body")
    if page is not None:
        drop_boxes(page)
        cut_furniture(page)
    prose = sum(len(node.text_content()) for node in root.iter("p"))
    precise = _extracted(root, url, precise=True, fast=True)
    size = sum(len(paragraph.text) for paragraph in precise)
    if size * 2 < prose or size < _SHORT:
        precise = _extracted(root, url, precise=True)
        size = sum(len(paragraph.text) for paragraph in precise)
    if size * 2 >= prose:
        return trimmed(precise, facts.title, facts.authors), _confidence(precise, prose, agreed=True)
    balanced = _extracted(root, url, precise=False)
    agreed = size * 2 >= sum(len(paragraph.text) for paragraph in balanced)
    chosen = precise if agreed else balanced
    return trimmed(chosen, facts.title, facts.authors), _confidence(chosen, prose, agreed=agreed)


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


def _confidence(paragraphs: list[Paragraph], prose: int, *, agreed: bool) -> float:
    """Return 0..1: the share of the page's paragraphs that came through, less for short, listed or doubtful bodies."""
    size = sum(len(paragraph.text) for paragraph in paragraphs)
    if not size:
        return 0.0
    share = min(1.0, size / max(prose, 1))
    long_enough = min(1.0, size / 800)
    running = sum(len(paragraph.text) for paragraph in paragraphs if paragraph.kind == "paragraph") / size
    return round(
        (0.45 + 0.55 * share) * (0.4 + 0.6 * long_enough) * (0.5 + 0.5 * running) * (1.0 if agreed else 0.7), 3
    )
