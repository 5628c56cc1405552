"""Sitemaps and news sitemaps (sitemaps.org 0.9, Google's news extension), XML or plain text."""

from itertools import islice

from lxml import etree

from octavo.fetch.dates import moment
from octavo.fetch.errors import NotAFeedError
from octavo.fetch.types import Sitemap, SitemapPage
from octavo.kit.text import squeeze
from octavo.kit.url import absolute

MAX_PAGES = 50_000  # the protocol's own limit


def parse_sitemap(body: bytes, *, url: str | None = None) -> Sitemap:
    """Return the pages of a sitemap, or the sitemaps of an index; at most 50,000, in document order.

    Raises NotAFeedError when the bytes are neither.
    """
    if body.lstrip()[:4].lower() in (b"http",):
        lines = (absolute(line, url) for line in body.decode("utf-8", "replace").splitlines()[:MAX_PAGES])
        return Sitemap(pages=tuple(SitemapPage(line) for line in lines if line))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    kind = _local(root) if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        raise NotAFeedError(f"{url or 'this document'} is no sitemap", url=url)
    rows = [_row(node) for node in islice(root, MAX_PAGES)]
    if kind == "sitemapindex":
        return Sitemap(sitemaps=tuple(link for row in rows if (link := absolute(row.get("loc"), url))))
    return Sitemap(pages=tuple(page for row in rows if (page := _page(row, url))))


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _row(node: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in node.iter():
        text = squeeze(child.text or "")
        if text:
            found.setdefault(_local(child), text)
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
