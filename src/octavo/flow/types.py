"""What the parsing children hand back. Imports nothing heavy: the reader's own process knows these and no parser."""

from dataclasses import dataclass

from octavo.article.types import Extracted, Listed
from octavo.fetch.types import Feed


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed without its entries, and those entries that have an address, as much of them as `access` lets us keep."""

    feed: Feed
    listed: tuple[Listed, ...]
    access: str


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page as an article, and a slug saying why it is none (None when it is one)."""

    page: Extracted
    refusal: str | None
