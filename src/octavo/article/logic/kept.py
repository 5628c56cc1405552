"""What of a text may be kept under a publisher's access: text that may not be shown is not stored."""

from collections.abc import Sequence

from octavo.article.logic.excerpt import excerpt_from


def kept_paragraphs(paragraphs: Sequence[str], access: str, characters: int | None = None) -> list[str]:
    """Return what of `paragraphs` may be kept: nothing ("headline"), an excerpt of at most `characters`, or all ("full").

    Blank lines inside a paragraph would break the addresses of what follows, so they go.
    """
    if access == "headline":
        return []
    if access == "excerpt":
        return [part for part in (excerpt_from(paragraphs, characters=characters),) if part]
    return [" ".join(part.split()) for part in paragraphs if part.strip()]
