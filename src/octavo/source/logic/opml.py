"""Source lists as OPML 1.0 and 2.0 (opml.org), read whatever the exporter did, written by the book."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from octavo.kit.text import squeeze
from octavo.kit.url import absolute
from octavo.source.errors import BadListError
from octavo.source.types import Subscription

MAX_BYTES = 16 * 2**20
MAX_FEEDS = 50_000
_MAX_DEPTH = 32
_PAGE = "page"  # of ours: other readers pass over an outline of a type that they do not know
_BY_URL = frozenset({"rss", "atom", _PAGE})  # types whose address some write as "url"


def read_opml(body: bytes) -> list[Subscription]:
    """Return the feeds of an OPML file in its order, each once per folder, at most 50,000.

    Broken markup is recovered, nothing outside the file is read, and addresses that are not http(s) are left out.
    Raises BadListError when the file is over 16 MiB, is no OPML, or names no feed.
    """
    if len(body) > MAX_BYTES:
        raise BadListError(f"the list is larger than {MAX_BYTES // 2**20} MiB; split it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or not any(_name(node) in ("opml", "outline") for node in (root, *root)):
        raise BadListError("the file is no OPML; export the source list as OPML and try again")
    found: dict[tuple[str, tuple[str, ...]], Subscription] = {}
    for feed in _walk(root, ()):
        found.setdefault((feed.url, feed.folders), feed)
        if len(found) >= MAX_FEEDS:
            break
    if not found:
        raise BadListError("the file names no feed with an http or https address; export it with its feeds")
    return list(found.values())


def _walk(node: etree._Element, folders: tuple[str, ...]) -> Iterator[Subscription]:
    for child in node:
        if _name(child) != "outline":
            yield from _walk(child, folders) if _name(child) in ("opml", "body") else ()
            continue
        values = {str(key).lower(): str(value) for key, value in child.attrib.items()}
        title = squeeze(values.get("title") or values.get("text") or "") or None
        kind = values.get("type", "").lower()
        url = absolute(values.get("xmlurl") or (values.get("url") if kind in _BY_URL else None))
        if url:
            what = _PAGE if kind == _PAGE else "feed"
            yield Subscription(url, title, absolute(values.get("htmlurl")), folders, what)
        inside = folders if url or not title or len(folders) >= _MAX_DEPTH else (*folders, title)
        yield from _walk(child, inside)


def _name(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def write_opml(feeds: Iterable[Subscription], *, title: str, created: datetime) -> bytes:
    """Return an OPML 2.0 file of `feeds`, nested by their folders, UTF-8."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = squeeze(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(created)
    places: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for feed in feeds:
        place = _folder(places, feed.folders)
        name = squeeze(feed.title or feed.url)
        where = {"type": _PAGE, "url": feed.url} if feed.kind == _PAGE else {"type": "rss", "xmlUrl": feed.url}
        node = etree.SubElement(place, "outline", {"text": name, "title": name, **where})
        if feed.home:
            node.set("htmlUrl", feed.home)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _folder(places: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    if path not in places:
        outer = _folder(places, path[:-1])
        name = squeeze(path[-1])
        places[path] = etree.SubElement(outer, "outline", text=name, title=name)
    return places[path]
