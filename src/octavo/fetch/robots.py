"""robots.txt by RFC 9309: who may fetch what. Parsing is protego's; the edges of the standard are ours."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from protego import Protego

MAX_BYTES = 500 * 1024  # RFC 9309 section 2.5: at least 500 KiB must be parsed


def allowed(robots: bytes, agent: str, url: str) -> bool:
    """Say whether `agent` may fetch `url` by a robots.txt served as `robots`.

    `agent` is a product token or a whole User-Agent header. Only the first 500 KiB count; bytes that are not UTF-8 lose
    only their line. Linear in the number of rules, parsed once for the last 64 bodies.
    """
    if urlsplit(url).path == "/robots.txt":
        return True  # section 2.2.2: it is implicitly allowed
    return bool(_parse(robots[:MAX_BYTES]).can_fetch(url, token(agent)))


def crawl_delay(robots: bytes, agent: str) -> float | None:
    """Return the seconds (above 0) a publisher asks for between two requests of `agent`; None when nothing is asked.

    The standard knows no such line, and leaves others than its own to whoever reads them (section 2.2.4).
    """
    if b"delay" not in robots.lower():  # as in most: asked for each host, and parsing is not for nothing
        return None
    delay = float(_parse(robots[:MAX_BYTES]).crawl_delay(token(agent)) or 0)
    return delay if delay > 0 else None


def sitemaps(robots: bytes) -> tuple[str, ...]:
    """Return the sitemap addresses named in `robots`, in order."""
    return tuple(_parse(robots[:MAX_BYTES]).sitemaps)


def token(agent: str) -> str:
    """Return the product token of a User-Agent header: "OctavoBot/1.0 (+…)" → "OctavoBot" (section 2.2.1)."""
    found = re.match(r"[A-Za-z_-]+(?=/)", agent)
    return found.group() if found else agent


@lru_cache(maxsize=64)
def _parse(body: bytes) -> Protego:
    text = body.decode("utf-8-sig", "replace")
    return Protego.parse(text.replace("\r\n", "\n").replace("\r", "\n"))
