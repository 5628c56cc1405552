"""Path patterns as robots.txt writes them (RFC 9309 section 2.2.2): a prefix, `*` for anything, `$` for the end."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_KEPT = "!#$%&'()*+,/:;=?@[]~-._"


def path_of(url: str) -> str:
    """Return path and query of `url`, as patterns are compared with it; "/" when there is none."""
    parts = urlsplit(url)
    return _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")


def matches(pattern: str, path: str) -> bool:
    """Say whether `pattern` covers `path` (from `path_of`). Percent-encoding makes no difference.

    Each piece between stars is taken where it first stands, so no pattern costs more than one pass over the path.
    """
    first, rest, end = _pieces(pattern)
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in rest[:-1] if end else rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if not end:
        return True
    return path[at:].endswith(rest[-1]) if rest else at == len(path)


@lru_cache(maxsize=4096)
def _pieces(pattern: str) -> tuple[str, tuple[str, ...], bool]:
    plain = _plain(pattern)
    end = plain.endswith("$")
    first, *rest = re.split(r"\*+", plain[:-1] if end else plain)
    return first, tuple(rest), end


def _plain(text: str) -> str:
    """Return `text` with non-ASCII letters encoded, and letters and digits decoded, so that spellings compare alike."""
    encoded = quote(text, safe=_KEPT)
    return re.sub(r"%([0-9a-fA-F]{2})", _decoded, encoded)


def _decoded(match: re.Match[str]) -> str:
    char = chr(int(match.group(1), 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else match.group(0).upper()
