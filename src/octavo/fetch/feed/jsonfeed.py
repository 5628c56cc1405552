"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

import json
from typing import Any

from octavo.fetch.dates import moment
from octavo.fetch.feed import parts
from octavo.fetch.types import Enclosure, Entry, Feed


def read(body: bytes, url: str | None, fit: parts.Fit) -> Feed | None:
    """Return the feed in `body`, or None when it is not a JSON Feed."""
    try:
        root = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(root, dict) or not isinstance(root.get("items"), list):
        return None
    kinds = ("websub", "")  # others, such as rssCloud, speak another language
    hubs = [hub.get("url") for hub in _dicts(root.get("hubs")) if str(hub.get("type") or "").lower() in kinds]
    return Feed(
        title=parts.plain(_string(root.get("title"))),
        home=parts.link(_string(root.get("home_page_url")), url),
        language=parts.plain(_string(root.get("language"))),
        hub=parts.link(_string(hubs[0]), url) if hubs else None,
        self_url=parts.link(_string(root.get("feed_url")), url),
        kind="json11" if "1.1" in str(root.get("version")) else "json10",
        entries=tuple(_entry(item, root, url, fit) for item in _dicts(root["items"])),
    )


def _entry(item: dict[str, Any], root: dict[str, Any], url: str | None, fit: parts.Fit) -> Entry:
    text = _string(item.get("content_text"))
    markup = _string(item.get("content_html")) or (text and text.replace("&", "&amp;").replace("<", "&lt;"))
    return Entry(
        id=parts.plain(_string(item.get("id"))),
        url=parts.link(_string(item.get("url")) or _string(item.get("external_url")), url),
        title=parts.plain(_string(item.get("title"))),
        authors=_authors(item) or _authors(root),
        published=moment(_string(item.get("date_published"))),
        updated=moment(_string(item.get("date_modified"))),
        summary=fit(_string(item.get("summary")), url),
        content=fit(markup, url),
        image=parts.link(_string(item.get("image")) or _string(item.get("banner_image")), url),
        categories=tuple(dict.fromkeys(tag for raw in _list(item.get("tags")) if (tag := parts.plain(_string(raw))))),
        enclosures=tuple(
            Enclosure(address, _string(file.get("mime_type")), parts.number(_string(file.get("size_in_bytes"))))
            for file in _dicts(item.get("attachments"))
            if (address := parts.link(_string(file.get("url")), url))
        ),
    )


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    people = _dicts(item.get("authors")) or _dicts([item.get("author")])
    return tuple(name for person in people if (name := parts.plain(_string(person.get("name")))))


def _string(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in _list(value) if isinstance(item, dict)]
