"""What the publisher allows for a page: robots directives, TDM reservation, AI preferences, each with its source.

Sources: robots meta and X-Robots-Tag (Google's documented directives; unscoped, or scoped to our agent), noai and
noimageai (DeviantArt's convention), TDMRep (W3C community group report, header and meta "tdm-reservation"),
Content-Usage (IETF aipref draft) and Content-Signal (its robots.txt relative), as headers. What nobody states is
"unstated", and no reader of these values may take that for yes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import html

from octavo.article.types import Permission, Right, Rights

AGENT = "octavobot"
# directive → rights it refuses
_REFUSES = {
    "noindex": ("index",),
    "nofollow": ("follow",),
    "none": ("index", "follow"),
    "nosnippet": ("snippet",),
    "noarchive": ("archive",),
    "nocache": ("archive",),
    "noai": ("text_and_data_mining", "ai_summary"),
    "notranslate": (),
}
_ALLOWS = {"index": ("index",), "follow": ("follow",), "all": ("index", "follow"), "archive": ("archive",)}
# keys of Content-Usage and Content-Signal → the right they speak of
_USES = {
    "ai": ("text_and_data_mining", "ai_summary"),
    "bots": ("text_and_data_mining",),
    "train-ai": ("text_and_data_mining",),
    "ai-train": ("text_and_data_mining",),
    "train-genai": ("text_and_data_mining",),
    "genai": ("ai_summary",),
    "ai-use": ("ai_summary",),
    "ai-input": ("ai_summary",),
    "search": ("index",),
}
_SCOPED = re.compile(r"^\s*([A-Za-z][\w-]*)\s*:\s*(?!\s*-?\d)(.*)$")
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
Statement = tuple[str, Permission, str]


def rights_of(root: html.HtmlElement, headers: Mapping[str, str]) -> Rights:
    """Return the rights that the page and its response headers state. A refusal outweighs any permission."""
    found: dict[str, Right] = {}
    for name, value, source in (*_page(root), *_response({key.lower(): text for key, text in headers.items()})):
        held = found.get(name)
        if held is None or (held.value == "allowed" and value == "refused"):
            found[name] = Right(value, source)
    return Rights(**found)


def _page(root: html.HtmlElement) -> Iterator[Statement]:
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("http-equiv") or "").strip().lower()
        content = node.get("content") or ""
        if name in ("robots", AGENT, "x-robots-tag"):
            yield from _directives(content.split(","), "robots-meta")
        elif name == "tdm-reservation":
            yield from _reservation(content, "tdmrep-meta")


def _response(headers: Mapping[str, str]) -> Iterator[Statement]:
    yield from _directives(_for_us(headers.get("x-robots-tag", "")), "x-robots-tag")
    yield from _reservation(headers.get("tdm-reservation", ""), "tdmrep-header")
    for name in ("content-usage", "content-signal"):
        yield from _usage(headers.get(name, ""), name)


def _for_us(header: str) -> Iterator[str]:
    """Yield the directives of X-Robots-Tag that are for everyone or for us; a scope lasts until the next one."""
    ours = True
    for part in re.split(r"[,\n]", header):
        match = _SCOPED.match(part)
        if match and match.group(1).lower() not in _VALUED:
            ours, part = match.group(1).lower() == AGENT, match.group(2)
        if ours:
            yield part


def _directives(parts: Iterable[str], source: str) -> Iterator[Statement]:
    for part in parts:
        word = re.sub(r"\s", "", part.lower())
        for name in _REFUSES.get(word, ()):
            yield name, "refused", source
        for name in _ALLOWS.get(word, ()):
            yield name, "allowed", source
        snippet = re.fullmatch(r"max-snippet:(-?\d+)", word)
        if snippet:
            yield "snippet", "refused" if snippet.group(1) == "0" else "allowed", source


def _reservation(value: str, source: str) -> Iterator[Statement]:
    if value.strip() == "1":
        yield "text_and_data_mining", "refused", source
    elif value.strip() == "0":
        yield "text_and_data_mining", "allowed", source


def _usage(header: str, source: str) -> Iterator[Statement]:
    for part in re.split(r"[,;]", header):
        key, _, value = part.partition("=")
        says: Permission | None = {"n": "refused", "no": "refused", "y": "allowed", "yes": "allowed"}.get(  # type: ignore[assignment]
            value.strip().lower()
        )
        if says:
            for name in _USES.get(key.strip().lower(), ()):
                yield name, says, source
