"""What runs in the child that parses feeds: bytes in, plain values out. Imports no Django and no extractor: it starts fast."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from octavo.article.logic.listing import listed_entries, listed_pages
from octavo.fetch.decode import unpacked
from octavo.fetch.feed import parse_feed
from octavo.fetch.feed.parts import raw
from octavo.fetch.links import alternates
from octavo.fetch.sitemap import parse_sitemap
from octavo.fetch.types import Feed, SitemapPage
from octavo.flow.types import MOST_ENTRIES, NamedFeeds, ParsedFeed

_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_NEVER = datetime.min.replace(tzinfo=UTC)


def parse_source(kind: str, access: str, body: bytes, url: str, content_type: str | None) -> ParsedFeed:
    """Parse a feed or a sitemap, keeping what `access` allows. Raises FetchError's children when it is neither.

    What is one at its beginning is a sitemap whatever `kind` says: lists of subscriptions know only feeds.
    """
    body = unpacked(body, url)
    if kind == "sitemap" or _SITEMAP.search(body[:4096]):
        found = parse_sitemap(body, url=url)
        pages = listed_pages(_newest(found.pages)[:MOST_ENTRIES])
        return ParsedFeed(Feed(kind="sitemap"), tuple(pages), access, tuple(_newest(found.sitemaps)))
    feed = parse_feed(body, url=url, content_type=content_type, fit=raw)
    return ParsedFeed(
        replace(feed, entries=()), tuple(listed_entries(feed.entries[:MOST_ENTRIES], url, access)), access
    )


def _newest(rows: Sequence[SitemapPage]) -> list[SitemapPage]:
    """Return rows with the newest first and the undated last, otherwise in their order. Sitemaps begin anywhere."""
    return sorted(rows, key=lambda row: row.published or row.modified or _NEVER, reverse=True)


def name_feeds(body: bytes, url: str, link: str | None) -> NamedFeeds:
    """Return where the feeds of the site may be whose page at `url` is `body`; `link` is the page's Link header."""
    from octavo.source.logic.discover import discover, is_feed_type, leads_to  # feeds are read without it

    header = [address for address, kind in alternates(link, url) if is_feed_type(kind)]
    found = discover(body, url)
    named = [*header, *(one.url for one in found if one.how != "guessed")]
    return NamedFeeds(
        tuple(dict.fromkeys(named)), tuple(one.url for one in found if one.how == "guessed"), leads_to(body, url)
    )
