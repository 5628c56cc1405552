"""Why a page is no article: an index, a login, a consent wall, an error that calls itself 200."""

from octavo.article.types import Extracted


def refusal(extracted: Extracted, url: str | None = None, page: str | None = None) -> str | None:
    """Return why this page should not be ingested, as "slug: words"; None when it is an article."""
    del url, page
    return None if extracted.paragraphs else "empty: the page holds no text that reads like an article"
