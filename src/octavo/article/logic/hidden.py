"""What a reader cannot see is taken out before anything is read.

Prompts and keywords are hidden in pages for machines to find; what no reader saw, no machine may repeat.
"""

import re
from functools import lru_cache

from lxml import html
from PIL import ImageColor

from octavo.article.logic.stylesheet import Index, Style, declarations, rules_of

_NEVER = (
    "script style template noscript iframe object embed applet svg math canvas audio video dialog select datalist "
    "textarea noembed noframes"
).split(" ")
_ZERO = re.compile(r"^[+-]?0*\.?0*(px|em|rem|%|pt|ex|ch|vh|vw|cm|mm|in)?$")
_TINY = re.compile(r"^[+-]?(0*\.?0+|[01]?(\.\d+)?)(px|pt)?$|^0*\.0\d*(em|rem|%)?$|^0(em|rem|%)?$")
_FAR = re.compile(r"^-\s*(\d{3,}(\.\d+)?(px|pt)?|\d{2,}(\.\d+)?(em|rem|vw|vh)|\d{3,}%)")
_FAR_AWAY = re.compile(r"^-\s*(\d{4,}(\.\d+)?(px|pt)|\d{3,}(\.\d+)?(em|rem|vw|vh))")  # no layout pulls boxes so far
_BEYOND = re.compile(r"^\+?(\d{4,}(\.\d+)?(px|pt)|(1[5-9]\d|[2-9]\d\d|\d{4,})(\.\d+)?(vw|%)|\d{3,}(\.\d+)?r?em)")
_CLIPPED = re.compile(r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)")
_CLIPPED_PATH = re.compile(
    r"inset\(\s*([5-9]\d|\d{3,})(\.\d+)?%|(circle|ellipse)\(\s*0|polygon\((\s*0(px|%)?\s+0(px|%)?\s*,?)+\)"
)
_GONE = re.compile(
    r"scale[xy]?\(\s*0*(\.0+)?\s*[,)]|translate[xy3d]*\([^()]*-\s*(\d{4,}|\d{3,}(\.\d+)?v[wh])|rotate[xy]\(\s*-?(90|270)deg"
    r"|matrix(3d)?\(\s*0(\.0+)?\s*,\s*0(\.0+)?\s*,\s*0"
)
_FILTERED = re.compile(r"opacity\(\s*0*(\.0*)?%?\s*\)")
_ALPHA = re.compile(
    r"(rgb|hsl)a?\(\s*([\d.]+(?:deg)?%?)\s*[, ]\s*([\d.]+%?)\s*[, ]\s*([\d.]+%?)\s*[,/]\s*([\d.]*\d[\d.]*%?)\s*\)$"
)
_SPACED = re.compile(r"(rgb|hsl)a?\(\s*[\d.]+(?:deg)?%?\s+[\d.]+%?\s+[\d.]+%?\s*\)$")
_NUMBER = re.compile(r"[\d.]+%?")
_FADING = frozenset({"opacity", "visibility"})  # pages fade in by script; a whole page is not hidden by it
_LONG, _INLINE = 60, frozenset({"a", "b", "i", "em", "strong", "span", "mark", "u", "q", "abbr", "cite", "font"})
_WHITE, _CLOSE = (255, 255, 255), 20
Colour = tuple[int, int, int]


def drop_hidden(root: html.HtmlElement) -> None:
    """Take out of `root` every element that a reader cannot see.

    By element, attribute, inline style, and the page's own style sheets (outside ones are not known here). Rules of
    sheets that together would take a third of the prose are not followed: such pages show it by script, to subscribers
    for instance, or after a fade.
    """
    rules = rules_of(root)
    canvas = None if any("stylesheet" in (node.get("rel") or "").lower() for node in root.iter("link")) else _WHITE
    for node in [*root.iter(*_NEVER)]:
        if node.tag != "dialog" or node.get("open") is None:
            _drop(node)
    body = root.find("body")
    if body is not None:
        sweep = _Sweep(rules, _prose(body))
        sweep.visit(body, None, canvas)
        if sum(_prose(node) for node in sweep.by_rule) * 3 < sweep.size:
            for node in sweep.by_rule:
                _drop(node)


def _prose(node: html.HtmlElement) -> int:
    """Return the characters of `node` in paragraphs long enough to be read, not clicked."""
    return sum(size for part in node.iter("p", "li", "td", "div") if (size := _own_size(part)) >= _LONG)


def _own_size(node: html.HtmlElement) -> int:
    size = len((node.text or "").strip()) + sum(len((child.tail or "").strip()) for child in node)
    return size + sum(len(child.text_content()) for child in node if child.tag in _INLINE) if size else 0


class _Sweep:
    """One walk down the tree, carrying the colours that are inherited."""

    def __init__(self, rules: Index, size: int) -> None:
        self.rules, self.size = rules, size
        self.by_rule: list[html.HtmlElement] = []

    def visit(self, top: html.HtmlElement, ink: Colour | None, ground: Colour | None) -> None:
        """Drop what is hidden below `top`. Iterative, since hostile pages nest deeper than Python calls."""
        stack = [(top, ink, ground)]
        while stack:
            node, ink, ground = stack.pop()
            if not isinstance(node.tag, str):
                continue
            style = self.rules.style(node)
            if style or node.attrib:
                ink, ground = _colours(node, style, ink, ground)
                if node is not top and self._is_hidden(node, style, ink, ground):
                    if self._is_own(node):
                        _drop(node)
                    else:
                        self.by_rule.append(node)
                    continue
            stack.extend((child, ink, ground) for child in node)

    def _is_hidden(self, node: html.HtmlElement, style: Style, ink: Colour | None, ground: Colour | None) -> bool:
        if node.get("hidden") is not None and style.get("display", "none") == "none":
            return str(node.get("hidden")) != "until-found"
        if (node.get("aria-hidden") or "").lower() == "true":
            return not self._is_most(node)
        if node.get("popover") is not None and "display" not in style:
            return True
        if not style and node.tag != "font":
            return False
        why = _why_hidden(style)
        if why is None:
            return ink is not None and ground is not None and _alike(ink, ground) and not self._is_most(node)
        if why == "font-size" and len(node) and not self._is_own(node):
            return False  # the old trick against gaps between boxes: their children set a size again
        return why not in _FADING or not self._is_most(node)

    def _is_own(self, node: html.HtmlElement) -> bool:
        """Say whether the element itself says that it is hidden, not a rule of a sheet."""
        if node.tag == "font" or any(node.get(name) is not None for name in ("hidden", "aria-hidden", "popover")):
            return True
        return _why_hidden(declarations((node.get("style") or "").replace("!important", ""))) is not None

    def _is_most(self, node: html.HtmlElement) -> bool:
        return len(node) > 0 and _prose(node) * 2 > self.size


def _why_hidden(style: Style) -> str | None:
    """Return the property that hides, or None."""
    if style.get("display") == "none":
        return "display"
    if style.get("visibility") in ("hidden", "collapse"):
        return "visibility"
    if style.get("content-visibility") == "hidden":
        return "content-visibility"
    if _is_zero(style.get("opacity")):
        return "opacity"
    if _TINY.match(style.get("font-size", "x")):
        return "font-size"
    if _FAR.match(style.get("text-indent", "")):
        return "text-indent"
    if _is_clear(style.get("-webkit-text-fill-color") or style.get("color") or ""):
        return "color"
    if _FILTERED.search(style.get("filter", "")):
        return "filter"
    if _ZERO.match(style.get("zoom", "x")) or _ZERO.match(style.get("scale", "x").split(" ")[0]):
        return "zoom"
    return _why_out_of_sight(style)


def _why_out_of_sight(style: Style) -> str | None:
    if _CLIPPED_PATH.search(style.get("clip-path", "")):
        return "clip-path"
    if _GONE.search(style.get("transform", "")) or _FAR_AWAY.match(style.get("translate", "")):
        return "transform"
    return _why_misplaced(style) or _why_cut(style)


def _why_misplaced(style: Style) -> str | None:
    if style.get("position") in ("absolute", "fixed", "relative"):
        for side in ("left", "right", "top", "bottom"):
            if _FAR.match(style.get(side, "")) or (side in ("left", "right") and _BEYOND.match(style.get(side, ""))):
                return side
    if style.get("position") in ("absolute", "fixed") and _CLIPPED.search(style.get("clip", "")):
        return "clip"
    return next((side for side in ("margin-left", "margin-top") if _FAR_AWAY.match(style.get(side, ""))), None)


def _why_cut(style: Style) -> str | None:
    if "hidden" not in style.get("overflow", "") and "clip" not in style.get("overflow", ""):
        return None
    if style.get("text-indent", "").startswith("100%") and style.get("white-space") == "nowrap":
        return "text-indent"
    return next(
        (size for size in ("height", "width", "max-height", "max-width") if _TINY.match(style.get(size, "x"))), None
    )


def _is_zero(value: str | None) -> bool:
    if not value:
        return False
    try:
        return float(value.rstrip("%")) <= (1 if value.endswith("%") else 0.01)
    except ValueError:
        return False


def _colours(
    node: html.HtmlElement, style: Style, ink: Colour | None, ground: Colour | None
) -> tuple[Colour | None, Colour | None]:
    """Return the colours of text and ground at `node`; None where they cannot be known (a picture behind it)."""
    back = style.get("background-color") or style.get("background") or node.get("bgcolor") or ""
    if "url(" in back or "gradient" in back or style.get("background-image", "none") != "none":
        ground = None
    elif back:
        found = _colour(back)
        ground = found or (ground if back.startswith(("transparent", "none", "inherit")) else None)
    fore = style.get("color") or (node.get("color") if node.tag == "font" else None)
    if fore and fore != "inherit":
        ink = _colour(fore)
    return ink, ground


@lru_cache(maxsize=1024)
def _colour(value: str) -> Colour | None:
    """Return the first colour in `value`; None for none, and for one that lets what is behind it through."""
    value = value.split("!")[0].strip()
    clear = _ALPHA.match(value)
    if clear and not clear[5].endswith("%") and float(clear[5]) <= 0.9:
        return None
    if clear and clear[5].endswith("%") and float(clear[5][:-1]) <= 90:
        return None
    if clear or _SPACED.match(value):
        value = f"{clear[1] if clear else value[:3]}({', '.join(_NUMBER.findall(value)[:3])})"
    for part in (value, *value.split()):
        try:
            found = ImageColor.getrgb(part)
        except ValueError:
            continue
        return None if len(found) > 3 and found[3] < 230 else found[:3]
    return None


def _is_clear(value: str) -> bool:
    """Say whether ink of this colour cannot be seen on anything."""
    value = value.split("!")[0].strip()
    alpha = _ALPHA.match(value)
    if alpha:
        return float(alpha[5].rstrip("%")) <= (4 if alpha[5].endswith("%") else 0.04)
    return value == "transparent" or bool(re.fullmatch(r"#[0-9a-f]{3}0|#[0-9a-f]{6}0[0-9a-f]", value))


def _alike(ink: Colour, ground: Colour) -> bool:
    return all(abs(a - b) <= _CLOSE for a, b in zip(ink, ground, strict=True))


def _drop(node: html.HtmlElement) -> None:
    if node.getparent() is not None and node.tag not in ("html", "body"):
        node.drop_tree()
