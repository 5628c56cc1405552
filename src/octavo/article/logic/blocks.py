"""A page as the blocks a reader sees: runs of text between block elements, in document order."""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from octavo.kit.text import UNSPACED, squeeze

_DENSE = re.compile(f"{UNSPACED.pattern}|[가-힣]")  # scripts that say in thirty characters what others do in eighty

_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q ruby rb rt rp s samp small span "
        "strike strong sub sup time tt u var wbr"
    ).split(" ")
)
_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "title"})


@dataclass(slots=True)
class Block:
    """One run of text. `node` is the block element it stands in; `linked` the share of its characters in links."""

    text: str
    node: html.HtmlElement
    linked: float
    kin: tuple[object, ...] = ()

    @property
    def is_prose(self) -> bool:
        """Say whether this is running text: a sentence or two, not mostly links."""
        size = len(self.text)
        return self.linked < 0.5 and (size >= 80 or (size >= 30 and len(_DENSE.findall(self.text)) > size // 2))


@dataclass(slots=True)
class Blocks:
    """All blocks of a page; `first` and `last` say which of them each element holds (absent: none)."""

    all: list[Block] = field(default_factory=list)
    first: dict[html.HtmlElement, int] = field(default_factory=dict)
    last: dict[html.HtmlElement, int] = field(default_factory=dict)


def blocks_of(body: html.HtmlElement) -> Blocks:
    """Return the blocks of `body`. Linear in the size of the page."""
    found = _Walk()
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(node.tag, str):
            if event == "end" and node.tail:
                found.add(node.tail)
            continue
        inline = node.tag in _INLINE
        if event == "start":
            found.open(node, inline=inline)
        else:
            found.close(node, inline=inline)
            if node is not body and node.tail:
                found.add(node.tail)
    found.flush()
    return found.blocks


class _Walk:
    def __init__(self) -> None:
        self.blocks = Blocks()
        self.path: list[html.HtmlElement] = []  # open block elements
        self.pieces: list[str] = []
        self.linked = self.links = self.unread = 0

    def open(self, node: html.HtmlElement, *, inline: bool) -> None:
        self.unread += node.tag in _UNREAD
        self.links += node.tag == "a"
        if not inline:
            self.flush()
            self.path.append(node)
            self.blocks.first[node] = len(self.blocks.all)
        elif node.tag == "br":
            self.add(" ")
        if node.text:
            self.add(node.text)

    def close(self, node: html.HtmlElement, *, inline: bool) -> None:
        self.unread -= node.tag in _UNREAD
        self.links -= node.tag == "a"
        if not inline:
            self.flush()
            self.path.pop()
            if self.blocks.first[node] == len(self.blocks.all):
                del self.blocks.first[node]
            else:
                self.blocks.last[node] = len(self.blocks.all) - 1

    def add(self, text: str) -> None:
        if self.unread or not (self.pieces or text.strip()):  # white space at a block's beginning is none of its text
            return
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def flush(self) -> None:
        if not self.pieces:
            return
        text = squeeze("".join(self.pieces))
        if text and self.path:
            node = self.path[-1]
            parent = self.path[-2] if len(self.path) > 1 else node
            kin = (node.tag, len(self.path), parent.tag, parent.get("class"))
            self.blocks.all.append(Block(text, node, min(1.0, self.linked / len(text)), kin))
        self.pieces, self.linked = [], 0
