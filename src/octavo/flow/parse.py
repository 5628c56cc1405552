"""What runs in the child that parses pages: bytes in, plain values out. Imports no Django, so it stays small."""

from collections.abc import Mapping

from octavo.article.logic.extract import extract
from octavo.article.logic.kind import refusal
from octavo.article.types import PageRule
from octavo.fetch.types import HostWishes
from octavo.flow.types import ParsedPage


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
