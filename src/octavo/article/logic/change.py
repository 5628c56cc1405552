"""Has an article changed? White space and typographic variants do not count."""

import hashlib
import unicodedata


def digest_of(title: str, text: str) -> str:
    """Return 64 hex digits that stay the same while the words of `title` and `text` do."""
    both = f"{title}\n{text}"
    if not (both.isascii() or unicodedata.is_normalized("NFKC", both)):
        both = unicodedata.normalize("NFKC", both)
    words = " ".join(both.split())
    return hashlib.sha256(words.encode()).hexdigest()
