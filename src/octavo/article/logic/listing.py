"""From what a feed or a sitemap lists to what may become articles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from octavo.article.logic.fragment import paragraphs_of
from octavo.article.logic.identity import canonical_url
from octavo.fetch.types import Entry, SitemapPage
from octavo.kit.url import absolute

_LONG = 1200  # characters: from here on a feed's "content" is an article, not a teaser


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry with its canonical address, its markup gone and its text as plain paragraphs."""

    url: str
    entry: Entry
    paragraphs: tuple[str, ...]


def listed_entries(entries: Iterable[Entry], base: str) -> list[Listed]:
    """Return the entries that have an address, relative ones joined to `base`. A GUID that is an address will do."""
    found = []
    for entry in entries:
        guid = entry.id if (entry.id or "").startswith(("http://", "https://")) else None
        address = absolute(entry.url, base) or absolute(guid)
        if address:
            found.append(Listed(canonical_url(address), replace(entry, summary=None, content=None), _teaser(entry)))
    return found


def listed_pages(pages: Iterable[SitemapPage]) -> list[Listed]:
    """Return a news sitemap's pages as entries without text."""
    return [
        Listed(
            canonical_url(page.url),
            Entry(url=page.url, title=page.title, published=page.published or page.modified, updated=page.modified),
            (),
        )
        for page in pages
    ]


def _teaser(entry: Entry) -> tuple[str, ...]:
    """Return the content when it is an article or there is no summary, else the summary."""
    summary, content = paragraphs_of(entry.summary), paragraphs_of(entry.content)
    if sum(map(len, content)) >= _LONG or not summary:
        return content or summary
    return summary
