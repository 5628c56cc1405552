"""RSS, RDF and Atom read in one pass over an lxml tree."""

import re
from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from octavo.fetch.dates import moment
from octavo.fetch.feed import parts
from octavo.fetch.feed.names import key
from octavo.fetch.types import Enclosure, Entry, Feed

Element = etree._Element  # noqa: SLF001 - lxml names its element type so
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMED = re.compile(r"^(.+?)\s*[(<]\s*\S+@\S+\s*[)>]$")
_PERSON = re.compile(r"^\s*\S+@\S+\s*\((.+)\)\s*$")
# A base written on an element moves relative addresses; without any the feed's own address is the base.


def read(root: Element, url: str | None, fit: parts.Fit, *, anywhere: bool = False) -> Feed | None:
    """Return the feed that `root` holds, or None when it is no feed.

    `url` resolves relative addresses, `fit` makes
    the entries' markup fit to keep. With `anywhere`, items count wherever they stand, as in trees recovered from broken markup.
    """
    name = key(root.tag)
    if name == "atom:feed":
        return _atom(root, url, fit, anywhere=anywhere)
    if name == "atom:entry":
        return Feed(kind="atom10", entries=(_entry(root, _based(root, url), fit),))
    if name in ("rss", "rdf:rdf", "channel"):
        return _rss(root, url, fit, anywhere=anywhere)
    return None


def _based(node: Element, base: str | None) -> str | None:
    own = node.get(_BASE)
    return parts.link(own, base) or base if own else base


def _rss(root: Element, url: str | None, fit: parts.Fit, *, anywhere: bool) -> Feed | None:
    channel = next((child for child in root if key(child.tag) == "channel"), root)
    base = _based(channel, _based(root, url))
    fields = _fields(channel)
    items = [node for node in channel if key(node.tag) in ("item", "atom:entry")]
    if root is not channel:
        items += [node for node in root if key(node.tag) == "item"]
    for group in fields.get("items", ()):
        items += [node for node in group if key(node.tag) == "item"]
    if anywhere:
        items = [node for node in root.iter() if key(node.tag) in ("item", "atom:entry")]
    links = _links(fields.get("atom:link", ()), base)
    home = parts.link(_last_link(fields), base)
    return Feed(
        title=_title(fields, "title", "dc:title", "atom:title"),
        home=home or links.get("alternate"),
        language=parts.language(_first(fields, "language", "dc:language") or root.get(_LANG)),
        updated=_time(fields, "lastbuilddate", "dcterms:modified", "atom:updated", "dc:date", "pubdate"),
        ttl_seconds=parts.ttl_seconds(
            _first(fields, "ttl"), _first(fields, "sy:updateperiod"), _first(fields, "sy:updatefrequency")
        ),
        quiet=parts.quiet(_inside(fields, "skiphours", "hour"), _inside(fields, "skipdays", "day")),
        hub=links.get("hub"),
        self_url=links.get("self"),
        kind=_rss_kind(root),
        entries=tuple(_entry(item, _based(item, base), fit) for item in items),
    )


def _rss_kind(root: Element) -> str:
    if key(root.tag) == "rdf:rdf":
        return "rss090" if any("/0.9/" in (space or "") for space in root.nsmap.values()) else "rss10"
    version = re.sub(r"\D", "", root.get("version") or "")
    return f"rss{version[:3]}" if version else "rss"


def _atom(root: Element, url: str | None, fit: parts.Fit, *, anywhere: bool) -> Feed:
    base = _based(root, url)
    fields = _fields(root)
    links = _links(fields.get("atom:link", ()), base)
    old = "purl.org/atom" in str(root.tag)
    return Feed(
        title=_title(fields, "atom:title"),
        home=links.get("alternate"),
        language=parts.language(root.get(_LANG) or _first(fields, "dc:language")),
        updated=_time(fields, "atom:updated", "atom:modified", "dc:date", "atom:published"),
        ttl_seconds=parts.ttl_seconds(None, _first(fields, "sy:updateperiod"), _first(fields, "sy:updatefrequency")),
        hub=links.get("hub"),
        self_url=links.get("self"),
        kind="atom03" if old else "atom10",
        entries=tuple(
            _entry(node, _based(node, base), fit)
            for node in (_entries(root) if anywhere else fields.get("atom:entry", ()))
        ),
    )


def _inside(fields: "Fields", name: str, part: str) -> list[str]:
    return [child.text or "" for node in fields.get(name, ()) for child in node if key(child.tag) == part]


def _entries(root: Element) -> list[Element]:
    return [node for node in root.iter() if key(node.tag) == "atom:entry"]


Fields = dict[str, list[Element]]


def _fields(node: Element) -> Fields:
    found: Fields = {}
    for child in node:
        name = key(child.tag)
        if name:
            found.setdefault(name, []).append(child)
    return found


def _text(node: Element) -> str:
    """Return all text of `node`; markup inside (XHTML, or tags that should have been escaped) is kept as markup."""
    if not len(node):
        text = node.text or ""
        return parts.unbase64(text) if node.get("mode") == "base64" else text
    if any(isinstance(child.tag, str) for child in node):
        return _inner(node)
    return (node.text or "") + "".join(child.tail or "" for child in node)


def _inner(node: Element) -> str:
    pieces = [_escaped(node.text or "")]
    for child in node:
        raw = etree.tostring(child, encoding="unicode", with_tail=True)
        pieces.append(re.sub(r"(</?)[\w.-]+:(?=\w)", r"\1", re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", raw)))
    return "".join(pieces)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _first(fields: Fields, *names: str) -> str | None:
    for name in names:
        for node in fields.get(name, ()):
            text = _text(node).strip()
            if text:
                return text
    return None


def _last_link(fields: Fields) -> str | None:
    """Return the address of the last link; some write it as Atom does, in an attribute."""
    found = [_text(node).strip() or node.get("href") or "" for node in fields.get("link", ())]
    return next((address for address in reversed(found) if address), None)


def _last(fields: Fields, name: str) -> str | None:
    found = [text for node in fields.get(name, ()) if (text := _text(node).strip())]
    return found[-1] if found else None


def _title(fields: Fields, *names: str) -> str | None:
    for name in names:
        for node in fields.get(name, ()):
            kind = node.get("type") or ""
            found = parts.plain(_text(node), markup="html" in kind or len(node) > 0)
            if found:
                return found
    return None


def _time(fields: Fields, *names: str) -> datetime | None:
    for name in names:
        for node in fields.get(name, ()):
            found = moment(node.text)
            if found:
                return found
    return None


def _links(nodes: Iterable[Element], base: str | None) -> dict[str, str]:
    """Return the first address of each relation; a page in HTML is preferred as alternate."""
    found: dict[str, str] = {}
    for node in nodes:
        address = parts.link(node.get("href"), _based(node, base))
        relation = (node.get("rel") or "alternate").lower().rpartition("/")[2]
        if address and (
            relation not in found
            or (relation == "alternate" and "alternate:html" not in found and "html" in (node.get("type") or ""))
        ):
            found[relation] = address
            if relation == "alternate" and "html" in (node.get("type") or ""):
                found["alternate:html"] = address
    return found


def _entry(item: Element, base: str | None, fit: parts.Fit) -> Entry:
    fields = _fields(item)
    links = _links(fields.get("atom:link", ()), base)
    guid = _first(fields, "guid", "atom:id") or item.get(_ABOUT) or _first(fields, "dc:identifier")
    summary, content = _bodies(fields, base, fit)
    return Entry(
        id=parts.plain(guid),
        url=parts.link(_last_link(fields), base) or links.get("alternate") or _permalink(fields, base),
        title=_title(fields, "title", "atom:title", "dc:title", "media:title", "itunes:title"),
        authors=_authors(fields),
        published=_time(
            fields,
            "pubdate",
            "atom:published",
            "atom:issued",
            "dcterms:issued",
            "dc:date",
            "atom:created",
            "dcterms:created",
        ),
        updated=_time(fields, "atom:updated", "atom:modified", "dcterms:modified", "dc:date"),
        summary=summary,
        content=content,
        image=_image(fields, base) or parts.first_image(content or summary, base),
        categories=_categories(fields),
        enclosures=_enclosures(fields, base),
    )


def _permalink(fields: Fields, base: str | None) -> str | None:
    for node in fields.get("guid", ()):
        if (node.get("ispermalink") or node.get("isPermaLink") or "true").lower() != "false":
            text = (node.text or "").strip()
            return parts.link(text, base) if re.match(r"(?i)https?://", text) else None
    return None


def _bodies(fields: Fields, base: str | None, fit: parts.Fit) -> tuple[str | None, str | None]:
    summary = _body(
        fields,
        base,
        fit,
        "description",
        "atom:summary",
        "itunes:summary",
        "dc:description",
        "media:description",
        "itunes:subtitle",
    )
    content = _body(fields, base, fit, "content:encoded", "atom:content", "xhtml:body", "body", "content", "fullitem")
    if not summary and not content:  # a feed of films has its words with them
        for group in fields.get("media:group", ()):
            summary = summary or _body(_fields(group), base, fit, "media:description")
    return summary, content


def _body(fields: Fields, base: str | None, fit: parts.Fit, *names: str) -> str | None:
    for name in names:
        for node in fields.get(name, ()):
            found = fit(_markup(node), _based(node, base))
            if found:
                return found
    return None


def _markup(node: Element) -> str:
    kind = (node.get("type") or "").lower()
    if kind == "html" and len(node) == 1 and not len(node[0]) and "<" in (node[0].text or ""):
        return node[0].text or ""  # escaped, and then put into an element all the same
    text = _text(node)
    if kind in ("text", "text/plain"):
        return text if len(node) else _escaped(text)
    # RFC 4287 section 4.1.3.3: what is neither text nor XML is Base64
    other = "/" in kind and not kind.startswith("text/") and not kind.endswith(("/xml", "+xml")) and "html" not in kind
    return parts.unbase64(text) if other and not len(node) else text


def _authors(fields: Fields) -> tuple[str, ...]:
    names: list[str] = []
    for name in ("atom:author", "author", "dc:creator", "itunes:author", "dc:author"):
        for node in fields.get(name, ()):
            found = _person(node)
            if found and found not in names:
                names.append(found)
        if names:
            break
    return tuple(names)


def _person(node: Element) -> str | None:
    inner = _fields(node)
    if inner:
        return parts.plain(_first(inner, "atom:name", "name", "atom:email", "email"))
    text = parts.plain(node.text)
    match = _PERSON.match(text or "") or _NAMED.match(text or "")
    return match.group(1).strip() if match else text


def _categories(fields: Fields) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for name in ("category", "atom:category", "dc:subject", "media:category", "itunes:category"):
        for node in fields.get(name, ()):
            found = parts.plain(node.get("term") or node.get("label") or node.get("text") or node.text)
            if found:
                names[found] = None
    return tuple(names)


def _enclosures(fields: Fields, base: str | None) -> tuple[Enclosure, ...]:
    found = [(node, node.get("url")) for node in fields.get("enclosure", ())]
    found += [
        (node, node.get("href"))
        for node in fields.get("atom:link", ())
        if (node.get("rel") or "").lower() == "enclosure"
    ]
    files = [(parts.link(address, base), node) for node, address in found]
    return tuple(
        Enclosure(address, node.get("type"), parts.number(node.get("length"))) for address, node in files if address
    )


def _image(fields: Fields, base: str | None) -> str | None:
    medias = [*fields.get("media:content", ()), *fields.get("media:thumbnail", ())]
    for group in fields.get("media:group", ()):
        inner = _fields(group)
        medias += [*inner.get("media:content", ()), *inner.get("media:thumbnail", ())]
    medias.sort(key=lambda node: key(node.tag) != "media:thumbnail")
    for node in medias:
        kind = f"{node.get('medium') or ''} {node.get('type') or ''}"
        if key(node.tag) == "media:thumbnail" or "image" in kind:
            address = parts.link(node.get("url"), base)
            if address:
                return address
    pictured = [node.get("href") for node in fields.get("itunes:image", ())]
    pictured += [
        node.get("url") for node in fields.get("enclosure", ()) if (node.get("type") or "").startswith("image")
    ]
    return next((address for raw in pictured if (address := parts.link(raw, base))), None)
