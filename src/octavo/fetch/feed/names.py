"""Element names of feeds, whatever prefix or spelling of namespace they come with, as short keys."""

from functools import lru_cache

ATOM, DC, TERMS, CONTENT, MEDIA, ITUNES, SY, RDF = "atom", "dc", "dcterms", "content", "media", "itunes", "sy", "rdf"

_SPACES = {
    "": "",
    "http://www.w3.org/2005/atom": ATOM,
    "http://purl.org/atom/ns#": ATOM,
    "http://purl.org/net/atom#": ATOM,
    "http://example.com/newformat#": ATOM,
    "http://example.com/necho": ATOM,
    "http://purl.org/dc/elements/1.1": DC,
    "http://purl.org/dc/elements/1.0": DC,
    "http://purl.org/dc/terms": TERMS,
    "http://purl.org/rss/1.0/modules/content": CONTENT,
    "http://purl.org/rss/1.0/modules/syndication": SY,
    "http://search.yahoo.com/mrss": MEDIA,
    "http://search.yahoo.com/rss": MEDIA,
    "http://video.search.yahoo.com/mrss": MEDIA,
    "http://www.rssboard.org/media-rss": MEDIA,
    "http://tools.search.yahoo.com/mrss": MEDIA,
    "http://www.itunes.com/dtds/podcast-1.0.dtd": ITUNES,
    "http://example.com/dtds/podcast-1.0.dtd": ITUNES,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": RDF,
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss191": "",
    "http://purl.org/net/rss1.1#": "",
    "http://www.rssboard.org/rss-specification": "",
    "http://cyber.law.harvard.edu/rss/rss.html": "",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.georss.org/georss": "georss",
    "http://wellformedweb.org/commentapi": "wfw",
    "http://purl.org/rss/1.0/modules/slash": "slash",
}


@lru_cache(maxsize=4096)
def key(tag: object) -> str:
    """Return a short key for an lxml tag: "{http://purl.org/dc/elements/1.1/}creator" → "dc:creator".

    RSS's own elements have no prefix; unknown namespaces become "?"; comments and instructions "".
    """
    if not isinstance(tag, str):
        return ""
    space, _, local = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    local = local.lower()
    if not space and ":" in local:  # a prefix that nobody declared, as recovered parsing leaves it
        return local
    short = _SPACES.get(space.lower().rstrip("/"), "?")
    return f"{short}:{local}" if short else local
