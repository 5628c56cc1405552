"""Sitemaps, news sitemaps and their indexes (sitemaps.org 0.9, Google's news extension), XML or plain text, packed or not."""

from itertools import islice

from lxml import etree

from octavo.fetch.dates import moment
from octavo.fetch.decode import unpacked
from octavo.fetch.errors import NotAFeedError
from octavo.fetch.types import Sitemap, SitemapPage
from octavo.kit.text import squeeze
from octavo.kit.url import absolute

MAX_PAGES = 50_000  # the protocol's own limit


def parse_sitemap(body: bytes, *, url: str | None = None) -> Sitemap:
    """Return the pages of a sitemap, or the sitemaps of an index; at most 50,000, in document order.

    Raises NotAFeedError when the bytes are neither, FeedTooLargeError when they unpack to more than 16 MiB.
    """
    body = unpacked(body, url).removeprefix(b"\xef\xbb\xbf").lstrip()
    if body[:4].lower() == b"http":
        lines = (absolute(line, url) for line in body.decode("utf-8", "replace").splitlines()[:MAX_PAGES])
        return Sitemap(pages=tuple(SitemapPage(line) for line in lines if line))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    kind = _local(root) if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        raise NotAFeedError(f"{url or 'this document'} is no sitemap", url=url)
    rows = tuple(page for node in islice(root, MAX_PAGES) if (page := _page(_row(node), url)))
    return Sitemap(sitemaps=rows) if kind == "sitemapindex" else Sitemap(pages=rows)


def _local(node: etree._Element) -> str:
    """Return an element's name without its namespace, or its prefix where that was never declared."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2].lower() if isinstance(node.tag, str) else ""


def _row(node: etree._Element) -> dict[str, str]:
    """Return what a row says itself, and in its news part. Its pictures and films have titles of their own."""
    found: dict[str, str] = {}
    for child in node:
        for part in child.iter() if _local(child) == "news" else (child,):
            text = squeeze(part.text or "")
            if text:
                found.setdefault(_local(part), text)
    return found


def _page(row: dict[str, str], url: str | None) -> SitemapPage | None:
    link = absolute(row.get("loc"), url)
    if link is None:
        return None
    return SitemapPage(
        url=link,
        modified=moment(row.get("lastmod")),
        published=moment(row.get("publication_date")),
        title=row.get("title"),
        language=row.get("language"),
        publisher=row.get("name"),
    )
