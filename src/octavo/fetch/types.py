"""What a fetch brings home, and what a feed says. All datetime attributes are timezone-aware, UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Validators:
    """What the next conditional request sends so that an unchanged body costs nothing (RFC 9110 section 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP answer, its body decompressed and complete. Status 304 has an empty body.

    `url` is where the body came from; `moved_to` is set only when every redirect on the way was permanent (301, 308), so
    that the stored address may be replaced. `retry_after` and `max_age` are seconds, None when the server said nothing.
    Header names are lower-case; of a header sent twice the values are joined by ", ", those of X-Robots-Tag by line
    breaks, since an agent named in one does not scope the next.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    content_type: str | None
    validators: Validators
    moved_to: str | None = None
    elapsed_ms: int = 0
    retry_after: int | None = None
    max_age: int | None = None


@dataclass(frozen=True, slots=True)
class HostWishes:
    """What a host's own files say of one address, as the like-named response headers would; None where they are silent.

    `agent` is the lower-case product token for which they were read.
    """

    agent: str = "octavobot"
    tdm_reservation: str | None = None
    tdm_policy: str | None = None
    content_usage: str | None = None
    content_signal: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry: podcast episode, video. `length` is bytes as claimed."""

    url: str
    type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `title` and `authors` are plain text; `summary` and `content` are sanitised HTML."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary: str | None = None
    content: str | None = None
    image: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as its publisher wrote it, in document order. `kind` is a slug such as "rss20", "atom10", "json11".

    `ttl_seconds` is how long the publisher asks us to wait (ttl, or sy:updatePeriod and sy:updateFrequency). `quiet` names the
    hours ("0" to "23") and days ("mon" to "sun"), UTC, at which it asks not to be read (skipHours, skipDays), by spaces.
    """

    title: str | None = None
    home: str | None = None
    language: str | None = None
    updated: datetime | None = None
    ttl_seconds: int | None = None
    quiet: str = ""
    hub: str | None = None
    self_url: str | None = None
    kind: str = ""
    entries: tuple[Entry, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """One address of a sitemap; a news sitemap adds title, publication time, language and publisher name."""

    url: str
    modified: datetime | None = None
    published: datetime | None = None
    title: str | None = None
    language: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages of a sitemap, or the further sitemaps of an index with when each was changed."""

    pages: tuple[SitemapPage, ...] = ()
    sitemaps: tuple[SitemapPage, ...] = ()
