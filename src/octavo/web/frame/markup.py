"""A comment's words as HTML: paragraphs, quoted lines, lists, *emphasis*, **strong**, `code` and bare links. Nothing else.

Every letter is escaped first; marks are looked for in the escaped text and only ever add these few elements.
"""

import re
from functools import lru_cache

from markupsafe import Markup, escape

_LINK = re.compile(r"\bhttps?://[^\s<>\"'`]+")
_TRAIL = ".,;:!?)]}…"
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_CODE = re.compile(r"(`[^`\n]+`)")
_ITEM = re.compile(r"^[-*•] +(?=\S)")
SHOWN = 60  # letters of a link


@lru_cache(maxsize=2048)  # a thread is read far more often than written
def html_of(body: str) -> Markup:
    """Return `body` as safe HTML. Links are absolute http(s) only, and vouch for nothing."""
    blocks = [block for block in re.split(r"\n\s*\n", body.strip()) if block.strip()]
    return Markup("\n").join(_block(block.split("\n")) for block in blocks)


def _block(lines: list[str]) -> Markup:
    made, at = Markup(), 0
    while at < len(lines):
        kind, end = _kind(lines[at]), at + 1
        while end < len(lines) and _kind(lines[end]) == kind:
            end += 1
        made += _run(kind, lines[at:end])
        at = end
    return made


def _kind(line: str) -> str:
    if line.startswith(">"):
        return "quote"
    return "list" if _ITEM.match(line) else "text"


def _run(kind: str, lines: list[str]) -> Markup:
    if kind == "quote":
        inner = Markup("<br>").join(_line(line.lstrip("> ")) for line in lines)
        return Markup("<blockquote><p>{}</p></blockquote>").format(inner)
    if kind == "list":
        items = Markup().join(Markup("<li>{}</li>").format(_line(_ITEM.sub("", line))) for line in lines)
        return Markup("<ul>{}</ul>").format(items)
    return Markup("<p>{}</p>").format(Markup("<br>").join(_line(line) for line in lines))


def _line(text: str) -> Markup:
    """Mark up one line. Code and links are set aside first: nothing inside them is emphasis."""
    made = Markup()
    for part in _CODE.split(text):
        if len(part) > 2 and part.startswith("`") and part.endswith("`"):
            made += Markup("<code>{}</code>").format(part[1:-1])
        else:
            made += _linked(part)
    return made


def _linked(text: str) -> Markup:
    made, at = Markup(), 0
    for found in _LINK.finditer(text):
        address = found.group().rstrip(_TRAIL)
        shown = address.split("://", 1)[1]
        shown = shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
        made += _stressed(text[at : found.start()])
        made += Markup('<a href="{}" rel="nofollow ugc noopener external">{}</a>').format(address, shown)
        at = found.start() + len(address)
    return made + _stressed(text[at:])


def _stressed(text: str) -> Markup:
    escaped = str(escape(text))
    marked = _STRONG.sub(r"<strong>\1</strong>", escaped)
    return Markup(_EMPHASIS.sub(r"<em>\1</em>", marked))  # noqa: S704 - escaped above, only our own elements added
