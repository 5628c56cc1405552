"""Link headers (RFC 8288), as far as feeds use them: where their hub is, and what they call themselves."""

import re

from octavo.kit.url import absolute

_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\*?\s*(?:=\s*(?:\"[^\"]*\"|[^\s;,\"]*))?)*)")
_REL = re.compile(r"(?i);\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")
_LONGEST = 8192  # characters of a header that are looked at


def linked(header: str | None, relation: str, base: str) -> str | None:
    """Return the first http(s) address that a Link header gives for `relation`, joined to `base`; None without one."""
    for match in _LINK.finditer((header or "")[:_LONGEST]):
        rel = _REL.search(match.group(2))
        if rel and relation in (rel.group(1) or rel.group(2)).lower().split():
            return absolute(match.group(1).strip(), base)
    return None
