"""What the parsing children hand back. Imports nothing heavy: the reader's own process knows these and no parser."""

from dataclasses import dataclass

from octavo.article.types import Extracted, Listed
from octavo.fetch.types import Feed, SitemapPage

MOST_ENTRIES = 2000  # of one source in one read; feeds list the newest first


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed, or a page that lists articles, without its entries; and those that have an address, as much as `access` lets us keep.

    `further` are the sitemaps of an index, the newest first.
    """

    feed: Feed
    listed: tuple[Listed, ...]
    access: str
    further: tuple[SitemapPage, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page as an article, and a slug saying why it is none (None when it is one)."""

    page: Extracted
    refusal: str | None


@dataclass(frozen=True, slots=True)
class NamedFeeds:
    """Where a site's feeds may be, best first: `named` by its page, or `usual` places; `leads_to` is where the page sends a reader."""

    named: tuple[str, ...]
    usual: tuple[str, ...]
    leads_to: str | None
