"""What runs in the parsing child: bytes in, plain values out. Imports no Django, so the child starts fast and stays small."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from octavo.article.logic.extract import extract
from octavo.article.logic.kind import refusal
from octavo.article.logic.listing import Listed, listed_entries, listed_pages
from octavo.article.types import Extracted
from octavo.fetch.feed import parse_feed
from octavo.fetch.sitemap import parse_sitemap
from octavo.fetch.types import Feed, HostWishes

MOST_ENTRIES = 2000  # of one feed in one read; feeds list the newest first


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed without its entries' markup, and the entries that have an address."""

    feed: Feed
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page as an article, and a slug saying why it is none (None when it is one)."""

    page: Extracted
    refusal: str | None


def parse_source(kind: str, body: bytes, url: str, content_type: str | None) -> ParsedFeed:
    """Parse a "feed" or a "sitemap". Raises FetchError's children when the bytes are neither."""
    if kind == "sitemap":
        pages = parse_sitemap(body, url=url).pages[:MOST_ENTRIES]
        return ParsedFeed(Feed(kind="sitemap"), tuple(listed_pages(pages)))
    feed = parse_feed(body, url=url, content_type=content_type)
    return ParsedFeed(replace(feed, entries=()), tuple(listed_entries(feed.entries[:MOST_ENTRIES], url)))


def parse_page(
    body: bytes,
    url: str,
    content_type: str | None,
    headers: Mapping[str, str],
    host: HostWishes = HostWishes(),  # noqa: B008 - frozen
) -> ParsedPage:
    """Extract an article's page; `host` is what its host's files wish for it."""
    page = extract(body, url=url, content_type=content_type, headers=headers, host=host)
    return ParsedPage(page, refusal(page, url))


_PARSERS: dict[str, Callable[..., ParsedFeed | ParsedPage]] = {"source": parse_source, "page": parse_page}


def parse(what: str, *arguments: object) -> ParsedFeed | ParsedPage:
    """Call `parse_source` or `parse_page`: one child serves both."""
    return _PARSERS[what](*arguments)
