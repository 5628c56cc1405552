"""The lead picture: what the page shows of the asset that it states for sharing.

Pictures made for sharing are cropped, and bear logos or words; the page shows the same asset without.
"""

import re
from collections.abc import Iterator

from lxml import html

from octavo.kit.text import whole_number

_ASSET = re.compile(r"(?<![0-9a-z])(?=[0-9a-f-]*\d)[0-9a-f]{8,}(?:-[0-9a-f]{4,}){0,4}|\d{6,}|[A-Z0-9]{20,}")
_LOGO = re.compile(r"(?i)\blogo\b|placeholder|default[-_]|\bdummy\b|spacer")
_MOST = 60  # images looked at: the lead picture stands early


def lead_picture(root: html.HtmlElement, stated: list[str]) -> str | None:
    """Return the address of the lead picture: the widest rendition shown of a stated asset, else the first stated."""
    stated = [link for link in stated if link and not _LOGO.search(link)]
    shown = list(_shown(root))
    for link in stated[:4]:
        assets = _assets(link)
        same = [(width, -at, picture) for at, (picture, width) in enumerate(shown) if assets & _assets(picture)]
        if same:
            return max(same)[2]
    return stated[0] if stated else None


def _assets(link: str) -> set[str]:
    """Return what names the asset in an address: long numbers and hashes of its path (a date or a size is shorter)."""
    return set(_ASSET.findall(re.sub(r"^(https?:)?//[^/]*", "", link.partition("?")[0])))


def _shown(root: html.HtmlElement) -> Iterator[tuple[str, int]]:
    """Yield the addresses of the page's first images with their widths in pixels (0: not said)."""
    for count, node in enumerate(root.iter("img", "source")):
        if count >= _MOST:
            return
        for name in ("srcset", "data-srcset"):
            for part in (node.get(name) or "").split(", "):
                link, _, size = part.strip().partition(" ")
                if link and not link.startswith("data:"):
                    yield link, (whole_number(size[:-1], 5) or 0) if size.endswith("w") else 0
        for name in ("src", "data-src"):
            link = node.get(name) or ""
            if link and not link.startswith("data:"):
                yield link, whole_number(node.get("width"), 4) or 0
