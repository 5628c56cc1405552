"""From what a feed or a sitemap lists to what may become articles."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from octavo.article.logic.change import digest_of
from octavo.article.logic.excerpt import excerpt_of
from octavo.article.logic.identity import canonical_url
from octavo.article.logic.kept import kept_paragraphs
from octavo.article.types import Listed
from octavo.fetch.types import Entry, SitemapPage
from octavo.kit.html import words_of
from octavo.kit.url import absolute

_LONG = 1200  # characters: from here on a feed's "content" is an article, not a teaser
# Plain words between slashes, as most feeds have them: no rule of `canonical_url` finds anything in such an address, and
# applying them all takes a fifth of the time of reading a feed.
_TIDY = re.compile(
    r"https?://(?!(?:m|mobile|mobil|touch)\.)[a-z0-9.-]*[a-z0-9](?::[1-9]\d{3,4})?(?:/[\w-]+)+(?:\.html)?", re.ASCII
)
_RENDITION = re.compile(r"(?i)amp|print")
LONGEST = 2000  # characters of an address that the table takes


def listed_entries(entries: Iterable[Entry], base: str, access: str) -> list[Listed]:
    """Return the entries that have an address, relative ones joined to `base`. A GUID that is an address will do.

    `access` says how much of their text is kept. Their markup may be as the feed has it: only its words are taken.
    """
    found = []
    for entry in entries:
        guid = entry.id if (entry.id or "").startswith(("http://", "https://")) else None
        address = absolute(entry.url, base) or absolute(guid)
        own = _canonical(address) if address else ""
        if own and len(own) <= LONGEST:
            found.append(listed(own, entry, _teaser(entry, access), access))
    return found


def _canonical(address: str) -> str:
    tidy = _TIDY.fullmatch(address) and not _RENDITION.search(address)
    return address if tidy else canonical_url(address)


def listed_pages(pages: Iterable[SitemapPage]) -> list[Listed]:
    """Return a sitemap's pages as entries without text: those that bear a date, and a title or words for one in their address.

    A sitemap may hold a site's whole past and its imprint; what has neither would come up as today's news.
    """
    found = []
    for page in pages:
        title, dated = page.title or _told(page.url), page.published or page.modified
        if title and dated and len(page.url) <= LONGEST:
            entry = Entry(url=page.url, title=title, published=dated, updated=page.modified)
            found.append(listed(canonical_url(page.url), entry))
    return found


def _told(address: str) -> str | None:
    """Return the words at the end of an address ("/2026/harbour-opens-again-417.html" → "Harbour opens again"); None below three."""
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    words = re.findall(r"[^\W\d_]+(?:'\w+)?", re.sub(r"\.\w{2,5}$", "", last))
    return " ".join(words).capitalize() if len(words) >= 3 else None


def listed(url: str, entry: Entry, paragraphs: Sequence[str] = (), access: str = "headline") -> Listed:
    """Return what is kept of `entry` at its canonical address `url`, its text given as `paragraphs`."""
    title = (entry.title or "").strip()[:500] or excerpt_of(" ".join(paragraphs), 12) or "Untitled"
    kept = kept_paragraphs(paragraphs, access)
    text = "\n\n".join(kept)
    return Listed(
        url=url,
        guid=(entry.id or "")[:500],
        title=title,
        authors=entry.authors[:20],
        published=entry.published,
        updated=entry.updated,
        categories=entry.categories[:20],
        image=(entry.image or "")[:2000],
        text=text,
        paragraphs=len(kept),
        excerpt=text if access == "excerpt" else excerpt_of(text),
        words=len(text.split()),
        digest=digest_of(title, text),
    )


def _teaser(entry: Entry, access: str) -> tuple[str, ...]:
    """Return the words to keep of: the content when it is an article and may be kept whole, else the publisher's summary."""
    if access == "headline" and entry.title:
        return ()
    if access == "full" or not entry.summary:
        content = words_of(entry.content or "")
        if sum(map(len, content)) >= _LONG or not entry.summary:
            return content
    return words_of(entry.summary) or words_of(entry.content or "")
