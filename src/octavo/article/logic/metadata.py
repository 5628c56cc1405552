"""The facts of a page: JSON-LD first, then OpenGraph and its kin, then the markup."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateutil import parser as dateutil_parser
from lxml import html

from octavo.article.logic import jsonld
from octavo.article.types import Image
from octavo.kit.text import squeeze
from octavo.kit.url import absolute


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article outside the body. Absent is None or ()."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None
    excerpt: str | None = None
    canonical: str | None = None
    paywalled: bool | None = None


def facts_of(root: html.HtmlElement, url: str | None) -> Facts:
    """Return the facts of the page at `url`."""
    node = jsonld.article_node(root)
    meta = metas(root)
    title = _first(
        jsonld.strings(node.get("headline")),
        meta.get("og:title"),
        meta.get("twitter:title"),
        _text(root, "//h1"),
        _text(root, "//title"),
    )
    image = absolute(
        _first(
            jsonld.strings(node.get("image"), "url", "contentUrl", "@id"),
            meta.get("og:image"),
            meta.get("twitter:image"),
        ),
        url,
    )
    return Facts(
        title=title,
        authors=tuple(
            dict.fromkeys(
                squeeze(name)
                for name in jsonld.strings(node.get("author"), "name") or meta.get("author", [])
                if squeeze(name)
            )
        ),
        published=_moment(
            _first(jsonld.strings(node.get("datePublished")), meta.get("article:published_time"), meta.get("date"))
        ),
        modified=_moment(_first(jsonld.strings(node.get("dateModified")), meta.get("article:modified_time"))),
        language=(root.get("lang") or "").strip() or None,
        publisher=_first(jsonld.strings(node.get("publisher"), "name"), meta.get("og:site_name")),
        section=_first(jsonld.strings(node.get("articleSection")), meta.get("article:section")),
        tags=tuple(dict.fromkeys(meta.get("article:tag", []))),
        image=Image(image) if image else None,
        excerpt=_first(jsonld.strings(node.get("description")), meta.get("og:description"), meta.get("description")),
        canonical=absolute(next(iter(root.xpath("//link[@rel='canonical']/@href")), None), url),
        paywalled=_paywalled(node),
    )


def metas(root: html.HtmlElement) -> dict[str, list[str]]:
    """Return the contents of meta elements by lower-case name, property or itemprop, in order."""
    found: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        content = squeeze(node.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = (node.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _first(*choices: Any) -> str | None:
    for choice in choices:
        for text in choice or []:
            found = squeeze(re.sub(r"<[^<>]+>", "", text))
            if found:
                return found
    return None


def _text(root: html.HtmlElement, path: str) -> list[str]:
    return [node.text_content() for node in root.xpath(path)[:1]]


def _moment(text: str | None) -> datetime | None:
    from datetime import UTC

    if not text:
        return None
    try:
        found = dateutil_parser.parse(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _paywalled(node: dict[str, Any]) -> bool | None:
    free = str(node.get("isAccessibleForFree", "")).strip().lower().rpartition("/")[2]
    return {"false": True, "no": True, "0": True, "true": False, "yes": False, "1": False}.get(free)
