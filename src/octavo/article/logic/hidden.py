"""What a reader cannot see is taken out before anything is read."""

import re

from lxml import html

_NEVER = ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "dialog")
_STYLE = re.compile(
    r"(?i)(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*\.?0+(?![\d.])|font-size\s*:\s*0*\.?0+(?![\d.])|"
    r"(left|top|right|text-indent)\s*:\s*-\s*\d{3,}|(?<![\w-])(width|height)\s*:\s*0*(\.0+)?(px|em|rem|%|pt)?\s*(;|$|!))"
)


def drop_hidden(root: html.HtmlElement) -> None:
    """Take out of `root` every element that a reader cannot see."""
    for node in [*root.iter(*_NEVER)]:
        _drop(node)
    for node in root.xpath("//*[@hidden or @style or @aria-hidden='true']"):
        if (
            node.get("hidden") is not None
            or node.get("aria-hidden") == "true"
            or _STYLE.search(node.get("style") or "")
        ):
            _drop(node)


def _drop(node: html.HtmlElement) -> None:
    if node.getparent() is not None and node.tag not in ("html", "body"):
        node.drop_tree()
