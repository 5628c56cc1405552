"""Addresses as publishers write them: parse, join and compare without surprises. Only http and https pass."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from lxml import html

MAX_LENGTH = 4096  # longer than any address a browser or proxy is sure to carry
_BAD = re.compile(r"[\x00-\x20\x7f\\<>\"`{}|^]")
_DEFAULT_PORT = {"http": 80, "https": 443}
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
# An address that `absolute` would hand back letter by letter, as nearly all are: no user, default port, params or fragment.
_PLAIN = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?!:80/|:443/)(?::[1-9]\d{1,3})?/[\w!$%&'()*+,/:=@~.-]*(?:\?[\w!$%&'()*+,/:=@~.-]+)?",
    re.ASCII,
)


def is_plain(link: str) -> bool:
    """Say whether `link` is an absolute http(s) address as it stands, with nothing in it to join, quote or drop."""
    return _PLAIN.fullmatch(link) is not None and len(link) <= MAX_LENGTH


def absolute(link: str | None, base: str | None = None) -> str | None:
    """Return `link` as an absolute http(s) address, joined to `base`; None when it cannot be one.

    White space around it and line breaks inside are dropped, as browsers do; spaces and non-ASCII letters in path and
    query are percent-encoded. Addresses that carry a user name, and those over 4,096 characters, are refused.
    """
    if not link:
        return None
    if is_plain(link):
        return link
    link = re.sub(r"[\t\r\n]", "", link.strip())
    try:
        joined = urljoin(base, link) if base else link
        if joined.startswith("//"):
            joined = "https:" + joined
        parts = urlsplit(joined)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname
    if parts.scheme not in _DEFAULT_PORT or not host or "@" in parts.netloc or len(joined) > MAX_LENGTH:
        return None
    if _BAD.search(parts.netloc):
        return None
    return urlunsplit((parts.scheme, _netloc(host, port, parts.scheme), *_quoted(parts)))


def _netloc(host: str, port: int | None, scheme: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None or port == _DEFAULT_PORT[scheme] else f"{shown}:{port}"


def _quoted(parts: SplitResult) -> tuple[str, str, str]:
    return quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE), quote(parts.fragment, safe=_SAFE)


def base_of(root: "html.HtmlElement", url: str) -> str:
    """Return what the relative addresses of the page at `url` are joined to: its first <base>, else itself."""
    return absolute(next((node.get("href") for node in root.iter("base")), None), url) or url


def host_of(url: str | None) -> str:
    """Return the lower-case host of `url` without port and final dot; "" when there is none."""
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Return the part of `host` that one owner registered ("news.bbc.co.uk" → "bbc.co.uk").

    By the Public Suffix List, its private part included, so that two blogs at one hoster are two owners. An IP address,
    a bare name and anything unknown stand for themselves.
    """
    from tld import get_fld  # imported here: most feeds are read without it

    found = get_fld(f"https://{host}", fail_silently=True, search_private=True)
    return found if isinstance(found, str) else host


def same_owner(one: str | None, other: str | None) -> bool:
    """Say whether two addresses lie under one registrable host."""
    first, second = host_of(one), host_of(other)
    return bool(first) and registrable(first) == registrable(second)
