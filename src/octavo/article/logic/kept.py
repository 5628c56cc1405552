"""What of a text may be kept under a publisher's access: text that may not be shown is not stored."""

from collections.abc import Sequence

from octavo.article.logic.excerpt import excerpt_of


def kept_paragraphs(paragraphs: Sequence[str], access: str, characters: int | None = None) -> list[str]:
    """Return what of `paragraphs` may be kept: nothing ("headline"), an excerpt of at most `characters`, or all ("full").

    Blank lines inside a paragraph would break the addresses of what follows, so they go.
    """
    clean = [" ".join(part.split()) for part in paragraphs if part.strip()]
    if access == "headline" or not clean:
        return []
    if access == "excerpt":
        return [part for part in (excerpt_of("\n\n".join(clean), characters=characters),) if part]
    return clean
