"""The body of an article: trafilatura tuned to precision, its paragraphs kept apart by kind."""

from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from octavo.article.logic.furniture import cut_furniture
from octavo.article.logic.metadata import Facts
from octavo.article.types import Paragraph
from octavo.kit.text import squeeze


def body_of(root: html.HtmlElement, url: str | None, facts: Facts) -> tuple[tuple[Paragraph, ...], float]:
    """Return the paragraphs of the article in `root` and how sure we are of them (0..1)."""
    page = root.find("body")
    if page is not None:
        cut_furniture(page)
    found = bare_extraction(root, url=url, include_comments=False, with_metadata=False, favor_precision=True)
    text = str(found.text or "") if isinstance(found, Document) else ""
    paragraphs = tuple(Paragraph(line) for raw in text.split("\n") if (line := squeeze(raw)))
    return paragraphs, 0.5 if paragraphs else 0.0
