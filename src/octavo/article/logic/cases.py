"""What is remembered of one reading of a page, and how another reading differs from it."""

from dataclasses import asdict
from hashlib import blake2b

from octavo.article.types import Extracted, Fingerprint
from octavo.kit.clock import rfc3339

ENDS = 12  # words of the text that are kept of either end: enough to be told by, too few to be read


def fingerprint(page: Extracted) -> Fingerprint:
    """Return what tells this reading of a page from another."""
    words = page.text.split()
    told = "\n".join((page.title or "", *(f"{part.kind} {part.text}" for part in page.paragraphs)))
    return Fingerprint(
        title=page.title or "",
        authors=", ".join(page.authors),
        published=rfc3339(page.published) or "",
        opening=" ".join(words[:ENDS])[:200],
        closing=" ".join(words[-ENDS:])[-200:],
        characters=len(page.text),
        paragraphs=len(page.paragraphs),
        digest=blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest(),
    )


def differences(kept: Fingerprint, found: Fingerprint) -> list[tuple[str, str, str]]:
    """Return (what, as it was kept, as it is now) for all that differs. A digest that differs alone is "between the ends"."""
    was, now = asdict(kept), asdict(found)
    told = [(name, str(was[name]), str(now[name])) for name in was if name != "digest" and was[name] != now[name]]
    if not told and kept.digest != found.digest:
        told = [("between the ends", "other words", "the same length")]
    return told
