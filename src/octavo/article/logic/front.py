"""What a front page lists: its links that lead to articles, told from menus, sections and services by their words and addresses."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from octavo.article.errors import UnreadablePageError
from octavo.article.logic.identity import canonical_url
from octavo.article.logic.kind import is_list_address
from octavo.article.logic.listing import LONGEST, listed
from octavo.article.logic.metadata import addressed, metas, moment
from octavo.article.logic.page import parse
from octavo.article.logic.rights import rights_of
from octavo.article.types import Listed
from octavo.fetch.errors import NotAFeedError, RobotsRefusedError
from octavo.fetch.types import Entry, Feed
from octavo.kit.text import UNSPACED, plain_key, squeeze
from octavo.kit.url import absolute, base_of, host_of, same_owner

MOST_LINKS = 200  # of one page; fronts have some eighty
_LOOKED_AT = 5000  # links; what follows are the tags of an archive
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({"b", "em", "i", "mark", "strong", "sub", "sup", "u", "wbr"})
_WITHIN = _INLINE | {"span", "font"}
_LEFT_OUT = ("nav", "footer", "form", "template", "noscript", "script", "style")
_UNFOLLOWED = frozenset({"nofollow", "sponsored", "ugc"})
# Words of a headline; a menu's entry has one or two. One letter in three of a script without spaces is a word.
_WORDS, _HEADED_WORDS = 4, 3
_LONG = 200  # characters: from here on a link holds a whole card
_CARD = 6  # elements from a link up to the card in which it stands
# Addresses of articles: a number in the last two parts or a month before them, else a headline's words.
_NUMBERED, _DATED = (
    re.compile(r"\d{4,}|\?.*\d{3,}|[\da-f]{8}-[\da-f]{4}-"),
    re.compile(r"/(?:19|20)\d\d[/-]?\d\d?(?:[/-]?\d\d?)?/[^/]*(?:[^\W\d_]|\d{3})"),
)
_SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+){2,}[^/]*$|[^\W_]+(?:[-_][^\W_]+){4,}")
_FILE = re.compile(r"(?i)\.(jpe?g|png|gif|webp|svg|pdf|mp3|mp4|m3u8|zip|xml|rss|json|ics|apk)$")
_SERVICE = re.compile(
    r"(?i)/(about(-us)?|contact(-us)?|impressum|imprint|kontakt|mentions-legales|datenschutz\w*|privacy[\w-]*|cookies?[\w-]*|"
    r"terms[\w-]*|agb|nutzungsbedingungen|conditions[\w-]*|aviso-legal|legal|subscri\w+|abo(nnement\w*)?|suscri\w+|"
    r"newsletters?|jobs?|careers?|karriere|faq|login|signin|sign-in|register|account|advert\w+|mediadaten|publicite|shop|store|"
    r"share|donate|spenden)(/|\.\w{2,5}$|$)|"
    # of these there are articles, too
    r"/(help|hilfe|aide|ayuda|werbung|sitemap|rss|apps?|games?|puzzles?|crosswords?|horoscopes?|weather|wetter|meteo|tv|live-tv|print|"
    r"comments?|feedback|events?-calendar)/?$"
)  # fmt: skip
_BETWEEN = re.compile(r"\s[|–—·•»:-]\s|:\s")  # the parts of a title
_ENOUGH = 5  # addresses that tell an article; with fewer, a heading and a path do
_SCHEME = 0.6  # the share of numbered or dated ones from which on all of a site's are


@dataclass(slots=True)
class _Link:
    """What a page says of one address."""

    words: str
    node: html.HtmlElement
    headed: bool


def front_page(
    body: bytes, url: str, content_type: str | None = None, robots: str | None = None
) -> tuple[Feed, list[Listed]]:
    """Return what the page at `url` is and the articles that it links, at most 200 in its order; `robots` is its X-Robots-Tag.

    Only addresses of the page's own owner are taken. An article's time is that of its card or address, None where neither tells.
    Raises NotAFeedError when the page cannot be parsed or lists no article, RobotsRefusedError when it asks robots to follow no link.
    """
    try:
        root = parse(body, content_type)
    except UnreadablePageError as error:
        raise NotAFeedError(f"{url}: {error}", url=url) from error
    if rights_of(root, {"x-robots-tag": robots} if robots else {}).follow.value == "refused":
        raise RobotsRefusedError(f"{url} asks robots not to follow its links, so none of its articles is read", url=url)
    feed = Feed(title=_site(root, url), home=url, language=root.get("lang"), kind="page")
    for node in list(root.iter(*_LEFT_OUT)):
        node.drop_tree()
    links = _chosen(_links(root, base_of(root, url), url))
    if not links:
        raise NotAFeedError(f"{url} lists no article that can be told from its other links", url=url)
    return feed, [
        listed(address, Entry(title=link.words, published=_time(address, link.node))) for address, link in links
    ]


def _site(root: html.HtmlElement, url: str) -> str | None:
    """Return the site's name: as stated, else the part of the title that is spelt like its host, else the title."""
    meta = metas(root)
    stated = squeeze(next(iter(meta.get("og:site_name") or meta.get("application-name") or ()), ""))
    title = squeeze(next((node.text or "" for node in root.iter("title")), ""))
    host = host_of(url).removeprefix("www.")
    keys = {plain_key(part).replace(" ", ""): part.strip() for part in _BETWEEN.split(title)}
    spelt, label = re.sub(r"\W", "", host), host.partition(".")[0]
    alike = [key for key in keys if len(key) > 2 and key in spelt] or [key for key in keys if label in key]
    return (stated or (keys[max(alike, key=len)] if alike else title))[:300] or None


def _links(root: html.HtmlElement, base: str, url: str) -> dict[str, _Link]:
    """Return the addresses that the page links, with the fullest words it has for each. A headline comes before a teaser's words."""
    own = canonical_url(url)
    found: dict[str, _Link] = {}
    for seen, node in enumerate(root.iter("a")):
        if seen >= _LOOKED_AT:
            break
        address = absolute((node.get("href") or "").partition("#")[0], base)
        if not address or not same_owner(address, url) or _UNFOLLOWED & set((node.get("rel") or "").lower().split()):
            continue
        address = canonical_url(address)
        if address == own or len(address) > LONGEST:
            continue
        link = _said(node)
        if not link.headed and _is_in_a_sentence(node, link.words):
            continue
        known = found.setdefault(address, link)
        if (link.headed, _size(link.words)) > (known.headed, _size(known.words)):
            found[address] = link
    return found


def _said(node: html.HtmlElement) -> _Link:
    inside = next(node.iter(*_HEADINGS), None)
    if inside is not None:
        return _Link(_words(inside), node, headed=True)
    words = _words(node)
    if len(words) > _LONG:  # a whole card without a heading: its first line of a headline's length
        lines = (squeeze(part.text or "") for part in node.iter())
        words = next((line for line in lines if _size(line) >= _WORDS), words[:_LONG])
    words = words or squeeze(node.get("title") or node.get("aria-label") or "")
    return _Link(words, node, headed=any(part.tag in _HEADINGS for part in islice(node.iterancestors(), 3)))


def _words(node: html.HtmlElement) -> str:
    """Return the words of a link, those of its parts apart; how long ago it was is none of the headline's."""
    pieces = []
    for event, part in etree.iterwalk(node, events=("start", "end")):
        gap = "" if part.tag in _INLINE else " "
        if event == "start":
            pieces += [gap, "" if part.tag == "time" else part.text or ""]
        elif part is not node:
            pieces += [gap, part.tail or ""]
    return squeeze("".join(pieces))


def _is_in_a_sentence(node: html.HtmlElement, words: str) -> bool:
    """Say whether text goes before a link in its own line, and what stands about it is more than its words."""
    branch = node
    while (line := branch.getparent()) is not None and line.tag in _WITHIN:
        branch = line
    left = branch.getprevious()
    before = squeeze((left.tail if left is not None else line.text if line is not None else "") or "")
    return bool(before) and len(before) + len(squeeze(branch.tail or "")) > len(words)


def _size(words: str) -> int:
    """Return how many words there are, counting three letters of a script without spaces as one."""
    return max(len(words.split()), len(UNSPACED.findall(words)) // 3)


def _chosen(links: dict[str, _Link]) -> list[tuple[str, _Link]]:
    """Return the links that lead to articles, in the page's order.

    Where enough addresses tell an article (a number, a day, a headline's words), those that do not are sections and services;
    where most are numbered, so are those that only have words.
    """
    worded = [
        (address, link)
        for address, link in links.items()
        if _size(link.words) >= (_HEADED_WORDS if link.headed else _WORDS) and not _leads_elsewhere(address)
    ]
    numbered = [(address, link) for address, link in worded if _is_numbered(address)]
    telling = [(address, link) for address, link in worded if _is_numbered(address) or _is_worded(address)]
    if len(telling) < _ENOUGH:
        telling = [(a, link) for a, link in worded if (a, link) in telling or (link.headed and _depth(a) > 1)]
    elif len(numbered) >= max(_ENOUGH, _SCHEME * len(telling)):
        telling = numbered
    return telling[:MOST_LINKS]


def _leads_elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    path = unquote(parts.path)
    listed_there = is_list_address(address) and not _DATED.search(path)  # "/archives/2026/03/01/4711" is an article
    return bool(_SERVICE.search(path) or _FILE.search(path)) or listed_there


def _is_numbered(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_NUMBERED.search(f"{_end(address)}?{parts.query}") or _DATED.search(parts.path))


def _is_worded(address: str) -> bool:
    return bool(_SLUG.search(_end(address)))


def _end(address: str) -> str:
    """Return the last two parts of the path."""
    return "/".join(unquote(urlsplit(address).path).rstrip("/").rsplit("/", 2)[-2:])


def _depth(address: str) -> int:
    return urlsplit(address).path.rstrip("/").count("/")


def _time(address: str, node: html.HtmlElement) -> datetime | None:
    """Return the time that stands in the card of a link: the largest box about it that links nothing else."""
    card = node
    for box in islice(node.iterancestors(), _CARD):
        if any(part.get("href") != node.get("href") for part in box.iter("a")):
            break
        card = box
    told = (moment(part.get("datetime") or part.text) for part in card.iter("time"))
    return next((when for when in told if when), None) or addressed(address)
