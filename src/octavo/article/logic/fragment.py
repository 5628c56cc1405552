"""A sanitised HTML fragment, as feeds carry it, to plain paragraphs."""

from lxml import html
from lxml.etree import ParserError, _Element

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "figure",
        "figcaption",
        "pre",
        "hr",
        "dl",
        "dt",
        "dd",
    ]
)
_SILENT = frozenset(("script", "style", "template", "noscript"))


def paragraphs_of(fragment: str | None) -> tuple[str, ...]:
    """Return the text of each block of `fragment`, white space folded, empty ones dropped. Plain text is one paragraph."""
    if not fragment or not fragment.strip():
        return ()
    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (ParserError, ValueError):
        return (" ".join(fragment.split()),)
    blocks: list[list[str]] = [[]]
    _walk(root, blocks)
    folded = (" ".join("".join(block).split()) for block in blocks)
    return tuple(block for block in folded if block)


def _walk(element: _Element, blocks: list[list[str]]) -> None:
    """Append the text under `element`; a block element, or two line breaks in a row, begins a new paragraph."""
    if element.text:
        blocks[-1].append(element.text)
    broke = False
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            if broke:
                blocks.append([])
            blocks[-1].append(" ")
        elif tag in _BLOCKS:
            blocks.append([])
            _walk(child, blocks)
            blocks.append([])
        elif tag and tag not in _SILENT:
            _walk(child, blocks)
        broke = tag == "br" and not (child.tail or "").strip()
        if child.tail:
            blocks[-1].append(child.tail)
