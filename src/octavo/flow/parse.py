"""What runs in the child that parses pages: bytes in, plain values out. Imports no Django, so it stays small."""

import re
from collections.abc import Mapping

from octavo.article.logic.extract import extract
from octavo.article.logic.front import front_page
from octavo.article.logic.kind import refusal
from octavo.article.logic.page import decode
from octavo.article.types import PageRule
from octavo.fetch.types import HostWishes
from octavo.flow.types import ParsedFeed, ParsedPage
from octavo.kit.html import NestingError, sanitize

_BODY = re.compile(r"<body\b[^>]{0,2000}>", re.I)
_LEFT_OUT = re.compile(
    r"</?(?:img|main|nav|header|footer|aside|section|article|address)\b[^>]*>"
)  # pictures, and landmarks
_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")
MOST_SHOWN = 400_000  # letters of markup; a page of news has a tenth


def parse_page(
    body: bytes,
    url: str,
    content_type: str | None,
    headers: Mapping[str, str],
    host: HostWishes = HostWishes(),  # noqa: B008 - frozen
    rule: PageRule | None = None,
) -> ParsedPage:
    """Extract an article's page; `host` is what its host's files wish for it, `rule` its publisher's."""
    page = extract(body, url=url, content_type=content_type, headers=headers, host=host, rule=rule)
    return ParsedPage(page, refusal(page, url))


def parse_front(access: str, body: bytes, url: str, content_type: str | None, robots: str | None) -> ParsedFeed:
    """Return what a front page lists, as a feed is; `robots` is its X-Robots-Tag. Raises FetchError's children when it lists nothing."""
    feed, listed = front_page(body, url, content_type, robots)
    return ParsedFeed(feed, tuple(listed), access)


def show_page(body: bytes, url: str, content_type: str | None) -> str:
    """Return what a page shows, as HTML that cannot run: its words, lists and links in their order, without pictures.

    Headings become bold lines: it stands within a page that has headings of its own. "" where it nests beyond reason.
    """
    text = decode(body, content_type)
    begun = _BODY.search(text)
    try:
        shown = _LEFT_OUT.sub(" ", sanitize(text[begun.end() if begun else 0 :][:MOST_SHOWN], url))
    except NestingError:
        return ""
    apart = shown.replace("</a><a", "</a> <a")  # a menu, whose entries its looks kept apart
    return _HEADING.sub(lambda tag: "</b></p>" if tag[1] else "<p><b>", apart)
