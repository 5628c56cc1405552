"""Articles on several pages: which page comes next, and the pages joined into one article without repetition."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import html

from octavo.article.types import Extracted, Rights
from octavo.kit.text import plain_key, squeeze, whole_number
from octavo.kit.url import absolute

MOST_PAGES = 5  # of one article; longer ones are rare, and every page is a request
_KEYS = frozenset({"page", "p", "pg", "pag", "seite", "pagina", "paged", "_page"})
_IN_PATH = re.compile(
    r"(?i)^(.+?)(?:/(?:(?:page|seite|pagina|p)[/-]?)?|[-_,](?:(?:page|seite|pagina|p)-?)?)(\d{1,2})((?:\.\w{3,5})?)/?$"
)


def next_page(root: html.HtmlElement, url: str | None) -> str | None:
    """Return the address that the page names as next, if it is the next page of the same article.

    It is when both addresses differ in nothing but a page number, one higher: blogs name their next article so, too. Named it
    is by rel=next, by a class of that word, or by a link that reads as that number.
    """
    if url is None:
        return None
    base, number = _numbered(url)
    for node in root.iter("link", "a"):
        words = f"{node.get('rel') or ''} {node.get('class') or ''}".lower().split()
        if "next" in words or (node.tag == "a" and squeeze(node.text_content()) == str(number + 1)):
            found = absolute(node.get("href"), url)
            if found and _numbered(found) == (base, number + 1):
                return found
    return None


def _numbered(url: str) -> tuple[str, int]:
    """Return an address without its page number, and that number; 1 where it has none."""
    parts = urlsplit(url)
    query, number = [], 1
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        page = whole_number(value, 2) if key.lower() in _KEYS else None
        if page is not None:
            number = page
        else:
            query.append((key, value))
    path = parts.path.rstrip("/")
    inside = _IN_PATH.match(path) if number == 1 else None
    if inside:
        path, number = inside.group(1) + inside.group(3), int(inside.group(2))
    return urlunsplit(("", parts.netloc, path, urlencode(query), "")), number


def joined(first: Extracted, further: Sequence[Extracted]) -> Extracted:
    """Return `first` with the paragraphs of the pages behind it that were not said before.

    A page that states other rights than the first, or stands behind a paywall, ends the article.
    """
    paragraphs = list(first.paragraphs)
    said = {plain_key(paragraph.text) for paragraph in paragraphs}
    for page in further:
        if _values(page.rights) != _values(first.rights) or page.paywalled:
            break
        for paragraph in page.paragraphs:
            key = plain_key(paragraph.text)
            if key not in said and key != plain_key(first.title or ""):
                said.add(key)
                paragraphs.append(paragraph)
    return replace(first, paragraphs=tuple(paragraphs), next_page=None)


def _values(rights: Rights) -> list[object]:
    return [right["value"] for right in rights.as_object().values()] + [rights.snippet_length]


def may_go_on(page: Extracted) -> bool:
    """Say whether the further pages of an article are wanted: not where its text may not be shown in full anyway."""
    closed = "refused" in (page.rights.snippet.value, page.rights.archive.value, page.rights.index.value)
    return page.next_page is not None and not closed and not page.paywalled and page.rights.snippet_length is None
