"""Which way a body is read: JSON, sound XML, repaired XML, or feedparser's patience."""

from lxml import etree

from octavo.fetch.errors import NotAFeedError
from octavo.fetch.feed import jsonfeed, loose, xmlfeed
from octavo.fetch.types import Feed


def parse_feed(body: bytes, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """Return the feed in `body` (raw bytes as served, decompressed).

    `url` resolves relative addresses; `content_type` may name the charset. Markup is sanitised, times are UTC.
    Raises NotAFeedError when the bytes are no feed.
    """
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = jsonfeed.read(body, url) if start[:1] == b"{" else _xml(body, url)
    if found is None:
        found = loose.read(body, url, content_type)
    if found is None:
        raise NotAFeedError(f"{url or 'this document'} is neither RSS, RDF, Atom nor JSON Feed", url=url)
    return found


def _xml(body: bytes, url: str | None) -> Feed | None:
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs predate lxml 5
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return xmlfeed.read(root, url)
