"""What runs in the child that parses feeds: bytes in, plain values out. Imports no Django and no extractor: it starts fast."""

from dataclasses import replace

from octavo.article.logic.listing import listed_entries, listed_pages
from octavo.fetch.feed import parse_feed
from octavo.fetch.feed.parts import raw
from octavo.fetch.sitemap import parse_sitemap
from octavo.fetch.types import Feed
from octavo.flow.types import ParsedFeed

MOST_ENTRIES = 2000  # of one feed in one read; feeds list the newest first


def parse_source(kind: str, access: str, body: bytes, url: str, content_type: str | None) -> ParsedFeed:
    """Parse a "feed" or a "sitemap", keeping what `access` allows. Raises FetchError's children when it is neither."""
    if kind == "sitemap":
        pages = parse_sitemap(body, url=url).pages[:MOST_ENTRIES]
        return ParsedFeed(Feed(kind="sitemap"), tuple(listed_pages(pages)), access)
    feed = parse_feed(body, url=url, content_type=content_type, fit=raw)
    return ParsedFeed(
        replace(feed, entries=()), tuple(listed_entries(feed.entries[:MOST_ENTRIES], url, access)), access
    )
