"""Which way a body is read: JSON, sound XML, mended XML, or feedparser's patience."""

import re

from lxml import etree

from octavo.fetch.decode import unpacked
from octavo.fetch.errors import FeedTooLargeError, NotAFeedError
from octavo.fetch.feed import jsonfeed, parts, xmlfeed
from octavo.fetch.feed.repair import repair
from octavo.fetch.types import Feed

_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")


def parse_feed(
    body: bytes, *, url: str | None = None, content_type: str | None = None, fit: parts.Fit = parts.safe
) -> Feed:
    """Return the feed in `body` (raw bytes as served).

    `url` resolves relative addresses; `content_type` may name the charset. Markup is made fit by `fit`: sanitised, unless
    the caller takes nothing but its words (`parts.raw`, which saves half the time). Times are UTC. A feed
    that is not well-formed is mended; of what then comes out, the reading with most entries is taken.
    Raises NotAFeedError when the bytes are no feed.
    """
    body = unpacked(body, url)
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = jsonfeed.read(body, url, fit) if start[:1] == b"{" else _xml(body, url, content_type, fit)
    if found is None:
        raise NotAFeedError(f"{url or 'this document'} is neither RSS, RDF, Atom nor JSON Feed", url=url)
    return found


def _xml(body: bytes, url: str | None, content_type: str | None, fit: parts.Fit) -> Feed | None:
    root = _parsed(body.lstrip())
    found = xmlfeed.read(root, url, fit) if root is not None else None
    if found is not None:
        return found
    mended = repair(body, content_type)
    root = _parsed(mended)
    found = xmlfeed.read(root, url, fit) if root is not None else None
    if found is not None:
        return found
    due = len(_ITEM.findall(mended))
    root = _parsed(mended, recover=True)
    found = xmlfeed.read(root, url, fit, anywhere=True) if root is not None else None
    if found is not None and found.entries and len(found.entries) >= due:
        return found
    from octavo.fetch.feed import loose  # imported here, since few feeds need it: the parsing child starts faster

    patient = loose.read(body, url, content_type, fit)
    return max((reading for reading in (found, patient) if reading), key=lambda feed: len(feed.entries), default=None)


def _parsed(body: bytes, *, recover: bool = False) -> etree._Element | None:
    """Return the root of `body`, None when it is not well-formed. Raises FeedTooLargeError when it nests past any honest feed."""
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs predate lxml 5
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if not recover and "Excessive depth" in str(error):  # well-formed to there: mending it would only cost more
            raise FeedTooLargeError("more than 256 elements lie within one another; the feed is not read") from error
        return None
