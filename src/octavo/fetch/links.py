"""Link headers (RFC 8288), as far as feeds use them: where their hub is, what they call themselves, where a page's feeds are."""

import re
from collections.abc import Iterator

from octavo.kit.url import absolute

_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\*?\s*(?:=\s*(?:\"[^\"]*\"|[^\s;,\"]*))?)*)")
_REL = re.compile(r"(?i);\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")
_TYPE = re.compile(r"(?i);\s*type\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")
_LONGEST = 8192  # characters of a header that are looked at


def linked(header: str | None, relation: str, base: str) -> str | None:
    """Return the first http(s) address that a Link header gives for `relation`, joined to `base`; None without one."""
    return next((address for address, _ in _links(header, relation, base)), None)


def alternates(header: str | None, base: str) -> tuple[tuple[str, str], ...]:
    """Return address and media type ("" unsaid) of each alternate form of a page that a Link header names."""
    return tuple((address, kind) for address, kind in _links(header, "alternate", base) if address)


def _links(header: str | None, relation: str, base: str) -> Iterator[tuple[str | None, str]]:
    for match in _LINK.finditer((header or "")[:_LONGEST]):
        rel, kind = _REL.search(match.group(2)), _TYPE.search(match.group(2))
        if rel and relation in (rel.group(1) or rel.group(2)).lower().split():
            yield absolute(match.group(1).strip(), base), (kind.group(1) or kind.group(2) or "") if kind else ""
