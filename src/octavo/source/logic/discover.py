"""The feeds of a home page: those it names, those it links, then those that sites usually have."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree, html

from octavo.kit.text import squeeze
from octavo.kit.url import absolute, base_of, same_owner
from octavo.source.types import Candidate

_TYPES = re.compile(
    r"(?i)application/(rss|atom|rdf|feed|x-rss|x-atom)?\+?(xml|json)|text/(xml|rss)|application/x\.(rss|atom)\+xml"
)
_LINKED = re.compile(r"(?i)(^|[/._?=-])(rss|atom|feeds?|rdf)([/._?&=0-9-]|$)|\.(rss|rdf|atom|xml)$")
# By how often news sites have them; each is only tried, never stored unseen.
_USUAL = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
    "/news-sitemap.xml",
)
MAX_CANDIDATES = 40
_COMMENTS = re.compile(
    r"(?i)\b(comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarze|kommentarer)\b"
)
_SAID = re.compile(r"(?i)\b(rss|atom)\b")
_SCHEME = re.compile(r"(?i)^feed:(//)?(?:(https?:)|)")
_REFRESH = re.compile(r"(?i)^\s*\d*(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s]+)")


def discover(page: bytes | str, url: str) -> tuple[Candidate, ...]:
    """Return addresses that may be feeds of the site whose page at `url` is `page`, best first, at most 40.

    Comment feeds go last among the named. An address on another owner's host is kept only when the page names it.
    """
    try:
        root = html.fromstring(page)
    except (etree.ParserError, ValueError):
        return _unique(_guessed(url))
    base = base_of(root, url)
    named = sorted(_named(root, base), key=lambda found: bool(_COMMENTS.search(f"{found.url} {found.title}")))
    return _unique([*named, *_linked(root, base, url), *_guessed(url)])


def _unique(found: "list[Candidate] | Iterator[Candidate]") -> tuple[Candidate, ...]:
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.url, candidate)
    return tuple(first.values())[:MAX_CANDIDATES]


def is_feed_type(kind: str) -> bool:
    """Say whether a media type is one that feeds are served as."""
    return bool(_TYPES.search(kind)) and "oembed" not in kind


def leads_to(page: bytes | str, url: str) -> str | None:
    """Return the address to which a page sends its reader on (meta refresh); None when it keeps them."""
    try:
        root = html.fromstring(page)
    except (etree.ParserError, ValueError):
        return None
    for node in root.iter("meta"):
        if (node.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match(node.get("content") or "")
            there = absolute(found.group(1), url) if found else None
            return there if there != url else None
    return None


def _named(root: html.HtmlElement, base: str) -> Iterator[Candidate]:
    for node in root.iter("link", "a"):
        words = (node.get("rel") or "").lower().split()
        href, kind = node.get("href") or "", node.get("type") or ""
        # Some name no type. An alternate in another language, or for another screen, is no feed.
        untyped = not kind and node.get("hreflang") is None and node.get("media") is None and _LINKED.search(href)
        if "feed" not in words and not ("alternate" in words and (is_feed_type(kind) or untyped)):
            continue
        if "oembed" in kind or "wp-json" in href or _is_inert(node):
            continue
        url = _address(href, base)
        if url:
            yield Candidate(url, squeeze(node.get("title") or "") or None, "named")


def _linked(root: html.HtmlElement, base: str, home: str) -> Iterator[Candidate]:
    for node in root.iter("a"):
        url, words = _address(node.get("href") or "", base), squeeze(node.text_content())
        said = _LINKED.search(url.partition("://")[2]) or (len(words) < 40 and _SAID.search(words)) if url else None
        if url and said and same_owner(url, home):
            yield Candidate(url, words or None, "linked")


def _is_inert(node: html.HtmlElement) -> bool:
    return next(node.iterancestors("template"), None) is not None


def _address(href: str, base: str) -> str | None:
    """Return where `href` leads; "feed:" before an address, or in the place of its scheme, goes (once a habit of browsers)."""
    return absolute(_SCHEME.sub(lambda scheme: scheme[2] or "https://", href.strip()), base)


def _guessed(home: str) -> Iterator[Candidate]:
    for path in _USUAL:
        url = absolute(urljoin(home, path))
        if url:
            yield Candidate(url, None, "guessed")
