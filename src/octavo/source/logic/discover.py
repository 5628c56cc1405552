"""The feeds of a home page: those it names, those it links, then those that sites usually have."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree, html

from octavo.kit.text import squeeze
from octavo.kit.url import absolute, same_owner
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


def discover(page: bytes | str, url: str) -> tuple[Candidate, ...]:
    """Return addresses that may be feeds of the site whose page at `url` is `page`, best first, at most 40.

    Comment feeds go last among the named. An address on another owner's host is kept only when the page names it.
    """
    try:
        root = html.fromstring(page)
    except (etree.ParserError, ValueError):
        return _unique(_guessed(url))
    base = absolute(next((node.get("href") for node in root.iter("base")), None), url) or url
    named = sorted(_named(root, base), key=lambda found: "comment" in f"{found.url} {found.title}".lower())
    return _unique([*named, *_linked(root, base, url), *_guessed(url)])


def _unique(found: "list[Candidate] | Iterator[Candidate]") -> tuple[Candidate, ...]:
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.url, candidate)
    return tuple(first.values())[:MAX_CANDIDATES]


def _named(root: html.HtmlElement, base: str) -> Iterator[Candidate]:
    for node in root.iter("link", "a"):
        words = (node.get("rel") or "").lower().split()
        kind = node.get("type") or ""
        if "feed" not in words and not ("alternate" in words and _TYPES.search(kind)):
            continue
        if "oembed" in kind or "wp-json" in (node.get("href") or ""):
            continue
        url = absolute(re.sub(r"^feed:(//)?(?=https?:)", "", node.get("href") or ""), base)
        if url:
            yield Candidate(url, squeeze(node.get("title") or "") or None, "named")


def _linked(root: html.HtmlElement, base: str, home: str) -> Iterator[Candidate]:
    for node in root.iter("a"):
        url = absolute(re.sub(r"^feed:(//)?", "https://", node.get("href") or ""), base)
        if url and _LINKED.search(url.partition("://")[2]) and same_owner(url, home):
            yield Candidate(url, squeeze(node.text_content()) or None, "linked")


def _guessed(home: str) -> Iterator[Candidate]:
    for path in _USUAL:
        url = absolute(urljoin(home, path))
        if url:
            yield Candidate(url, None, "guessed")
