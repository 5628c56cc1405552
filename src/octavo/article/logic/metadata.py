"""The facts of a page: JSON-LD first, then OpenGraph and its kin, then the markup."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

from dateutil import parser as dateutil_parser
from htmldate import find_date
from lxml import html

from octavo.article.logic import jsonld
from octavo.article.logic.byline import is_name, people, shown, signed
from octavo.article.logic.headline import headline
from octavo.article.logic.picture import lead_picture
from octavo.article.types import Image
from octavo.kit.text import squeeze
from octavo.kit.url import absolute, host_of, registrable

_PUBLISHED = (
    "article:published_time article:published datepublished og:published_time og:article:published_time dcterms.created "
    "dc.date.issued dc.date dcterms.date dc.date.created publish-date publication_date publishdate pubdate date "
    "sailthru.date parsely-pub-date cxenseparse:recs:publishtime article_date_original"
).split(" ")
_MODIFIED = "article:modified_time og:updated_time datemodified dcterms.modified last-modified lastmod".split(" ")
# Hours east of UTC, for pages that write the zone as letters
_HOURS = "EST -5 EDT -4 CST -6 CDT -5 PST -8 PDT -7 BST 1 CET 1 CEST 2 IST 5.5 JST 9 MSK 3".split(" ")
_ZONES = {name: int(float(hours) * 3600) for name, hours in zip(_HOURS[::2], _HOURS[1::2], strict=True)}
_DOTTED = re.compile(r"\D*\d\d?\.\s?\d\d?\.\s?\d{4}")
_YEAR_FIRST = re.compile(r"\s*\d{4}")
_LAST_PART = re.compile(r"\s[|–—-]\s+(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)$")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=/)")


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
    live: bool = False  # a live blog, whose entries stand under their times


def facts_of(root: html.HtmlElement, url: str | None) -> Facts:
    """Return the facts of the page at `url`. Hidden text must be gone from `root` already, except in its head."""
    node, meta = jsonld.article_node(root), metas(root)
    publisher = _first(jsonld.strings(node.get("publisher"), "name"), meta.get("og:site_name"))
    section = _first(jsonld.strings(node.get("articleSection")), meta.get("article:section"))
    language = _language(root, node, meta)
    day_first = bool(language) and language not in ("en", "en-US")
    stated = _first(jsonld.strings(node.get("datePublished")), *(meta.get(name) for name in _PUBLISHED))
    published = moment(stated, day_first=day_first)
    return Facts(
        title=_title(root, node, meta, publisher, url),
        subtitle=_first(
            jsonld.strings(node.get("alternativeHeadline")), _texts(root, "//*[@itemprop='alternativeHeadline']")
        ),
        authors=_authors(root, node, meta, publisher),
        published=published or addressed(url) or _titled(root, meta) or _dated(root),
        modified=moment(
            _first(jsonld.strings(node.get("dateModified")), *(meta.get(name) for name in _MODIFIED)),
            day_first=day_first,
        ),
        language=language,
        publisher=publisher,
        section=section,
        tags=_tags(node, meta),
        image=_image(root, node, meta, url),
        excerpt=_first(jsonld.strings(node.get("description")), meta.get("og:description"), meta.get("description")),
        canonical=absolute(
            next(
                (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
            ),
            url,
        ),
        paywalled=_paywalled(root, node, meta),
        live="LiveBlogPosting" in jsonld.kinds(node)
        or bool(root.xpath("boolean(//*[contains(@itemtype, 'LiveBlogPosting')])")),
    )


def metas(root: html.HtmlElement) -> dict[str, list[str]]:
    """Return the contents of meta elements by lower-case name, property or itemprop, in order."""
    found: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        content = squeeze(node.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (node.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _first(*choices: Iterable[str] | None) -> str | None:
    for choice in choices:
        for text in choice or ():
            found = squeeze(re.sub(r"</?[a-zA-Z][^<>]*>", "", unescape(unescape(text))))
            if found:
                return found
    return None


def _texts(root: html.HtmlElement, path: str) -> list[str]:
    nodes = root.xpath(path)
    assert isinstance(nodes, list)
    return [squeeze(node.text_content()) for node in nodes[:3] if isinstance(node, html.HtmlElement)]


def _title(
    root: html.HtmlElement, node: dict[str, Any], meta: dict[str, list[str]], publisher: str | None, url: str | None
) -> str | None:
    """Return the headline as the page states it, without the site's name around it."""
    heads = [text for text in _texts(root, "//h1") if text]
    houses = [publisher, *meta.get("og:site_name", []), registrable(host_of(url)).partition(".")[0]]
    stated = (
        _first(jsonld.strings(node.get("headline"))),
        _first(meta.get("og:title"), meta.get("twitter:title")),
        _first(_texts(root, "//head/title")),
    )
    return headline(heads, *stated, houses=[house for house in houses if house])


def _authors(
    root: html.HtmlElement, node: dict[str, Any], meta: dict[str, list[str]], publisher: str | None
) -> tuple[str, ...]:
    """Return who wrote it: people named in JSON-LD, meta or byline; else whom JSON-LD states, be it the house itself."""
    stated = [unescape(name) for name in jsonld.strings(node.get("author"), "name")]
    named = [
        unescape(name)
        for key in ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author")
        for name in meta.get(key, [])
    ]
    houses = (publisher, *meta.get("og:site_name", []))
    for names in (stated, named):
        found = people(names, *houses)
        if found:
            return found
    seen = people(shown(root), *houses)
    if stated:  # the house signs: a byline beats it only when it reads as a person's name
        seen = tuple(name for name in seen if is_name(name))
    return seen or people(signed(root), *houses) or people(stated)


def addressed(url: str | None) -> datetime | None:
    """Return the day that the address names ("/2024/05/31/"), which times beside comments and other articles cannot belie."""
    found = _IN_ADDRESS.search(url or "")
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC) if found else None
    except ValueError:
        return None


def _titled(root: html.HtmlElement, meta: dict[str, list[str]]) -> datetime | None:
    """Return the day at the end of a title, where some archives put it ("A flood | The Herald | 28.04.2023")."""
    titles = (*meta.get("og:title", []), *_texts(root, "//head/title"))
    ends = (_LAST_PART.search(title) for title in titles)
    return next((day for end in ends if end and (day := moment(end[1], day_first=True))), None)


def _dated(root: html.HtmlElement) -> datetime | None:
    for path in ("//*[@itemprop='datePublished']", "//article//time", "//time"):
        nodes = root.xpath(path)
        assert isinstance(nodes, list)
        for node in nodes[:2]:
            if isinstance(node, html.HtmlElement):
                found = moment(node.get("datetime") or node.get("content"))
                if found:
                    return found
    return moment(find_date(root, extensive_search=False, original_date=True))


def moment(text: str | None, *, day_first: bool = False) -> datetime | None:
    """Return the time in `text`, UTC. Text without a year, or before 1990, is no time of an article on the web.

    `day_first`: how 10/5/2022 is read here; 10.5.2022 has the day first everywhere.
    """
    if not text or len(text) > 60 or not re.search(r"\d{4}", text):
        return None
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        found = dateutil_parser.parse(
            text, tzinfos=_ZONES, dayfirst=(day_first or bool(_DOTTED.match(text))) and not _YEAR_FIRST.match(text)
        )
    except (ValueError, OverflowError, TypeError):
        return None
    if found.tzinfo and not any((found.hour, found.minute, found.second)):
        found = found.replace(tzinfo=UTC)  # a day without a time, dressed up by the page's software
    try:
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found.year >= 1990 else None


def _language(root: html.HtmlElement, node: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    named = [
        root.get("lang") or "",
        *jsonld.strings(node.get("inLanguage"), "alternateName", "name"),
        *meta.get("og:locale", []),
        *meta.get("content-language", []),
    ]
    tags = (name.strip().replace("_", "-") for name in named)
    return next((tag for tag in tags if re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", tag)), None)


def _tags(node: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str, ...]:
    stated = (
        jsonld.strings(node.get("keywords"), "name")
        or meta.get("article:tag", [])
        or meta.get("news_keywords", [])
        or meta.get("keywords", [])
    )
    words = [squeeze(unescape(word)) for text in stated for word in (text.split(",") if len(stated) == 1 else [text])]
    return tuple(dict.fromkeys(word for word in words if 1 < len(word) <= 60))[:30]


def _image(root: html.HtmlElement, node: dict[str, Any], meta: dict[str, list[str]], url: str | None) -> Image | None:
    raw = node.get("image")
    pictured = jsonld.strings(raw, "url", "contentUrl")
    first = raw[0] if isinstance(raw, list) and raw else raw
    credit = (
        _first(jsonld.strings(first, "creditText", "copyrightHolder", "author", "copyrightNotice"))
        if isinstance(first, dict)
        else None
    )
    choices = [
        *meta.get("og:image", [])[:1],
        *pictured[:1],
        *meta.get("og:image:url", []),
        *meta.get("twitter:image", []),
        *meta.get("twitter:image:src", []),
        *pictured[1:],
    ]
    choice = lead_picture(root, [unescape(choice) for choice in choices])
    link = absolute(choice, url)
    return Image(link, credit) if link else None


def _paywalled(root: html.HtmlElement, node: dict[str, Any], meta: dict[str, list[str]]) -> bool | None:
    """Read isAccessibleForFree of the article or its page, of a part of it, or as microdata; then meta content tiers.

    One part that is not free (hasPart with a cssSelector) makes the page not free.
    """
    about = [node, *(other for other in jsonld.nodes(root) if "WebPage" in jsonld.kinds(other))] if node else []
    parts = [part for each in about for part in jsonld.parts(each.get("hasPart"))]
    stated = [_is_free(each.get("isAccessibleForFree")) for each in (*about, *parts)]
    stated += [_is_free(text) for text in meta.get("isaccessibleforfree", [])]
    if False in stated or True in stated:
        return False in stated
    tier = (meta.get("article:content_tier") or meta.get("og:article:content_tier") or [""])[0].lower()
    return {"free": False, "locked": True, "metered": True}.get(tier)


def _is_free(value: Any) -> bool | None:
    """Return what a spelling of schema.org's Boolean means: true, "False", 0, "https://schema.org/False", {"@id": …}."""
    if isinstance(value, list):
        found = [_is_free(item) for item in value]
        return False if False in found else True if True in found else None
    if isinstance(value, dict):
        value = next((value[name] for name in ("@value", "@id", "value", "name") if name in value), None)
    word = str(value).strip().lower().rstrip("/").rpartition("/")[2].rpartition(":")[2]
    return {"false": False, "no": False, "0": False, "true": True, "yes": True, "1": True}.get(word)
