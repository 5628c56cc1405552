"""XML that is not quite XML, mended before it is parsed: charset, control characters, entities, bare ampersands."""

import re
from html.entities import html5

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?([\w.:-]+)")
# what XML 1.0 allows as characters (section 2.2), turned round
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ILLEGAL_REFERENCE = re.compile(r"&#(x0*([0-8bcefBCEF]|1[0-9a-fA-F])|0*([0-8]|1[124-9]|2\d|3[01]));")
# CDATA sections and comments are matched first, so that nothing inside them is touched; what XML knows itself is passed over
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)"
    r"|&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)(?:([a-zA-Z][a-zA-Z0-9]*);)?",
    re.S,
)


def repair(body: bytes, content_type: str | None) -> bytes:
    """Return `body` as UTF-8 in which only what XML allows stands, without declaration; entities of HTML become characters."""
    text = decode(body, content_type)
    text = _ILLEGAL_REFERENCE.sub("", _ILLEGAL.sub("", _DECLARATION.sub("", text.lstrip("\ufeff"))))
    if "<!ENTITY" not in text[:4096]:
        text = _AMPERSAND.sub(_mended, text)
    return text.lstrip().encode("utf-8", "replace")


def decode(body: bytes, content_type: str | None) -> str:
    """Return the text of `body`: byte order mark, valid UTF-8, then what header or declaration name, then Windows-1252."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    if body[:4] in (b"<\x00?\x00", b"<\x00r\x00"):
        return body.decode("utf-16-le", "replace")
    if body[:4] in (b"\x00<\x00?", b"\x00<\x00r"):
        return body.decode("utf-16-be", "replace")
    named = [match.decode("ascii") for match in _ENCODING.findall(body[:400])]
    named += _CHARSET.findall(content_type or "")
    for name in ["utf-8-sig", *named]:
        try:
            return body.decode(name)
        except (LookupError, ValueError):
            continue
    lenient = body.decode("utf-8", "replace")
    return lenient if lenient.count("\ufffd") * 500 < len(lenient) else body.decode("cp1252", "replace")


def _mended(match: re.Match[str]) -> str:
    found, name = match.group(), match.group(1)
    if found == "&":
        return "&amp;"
    if not name:
        return found
    letters = html5.get(f"{name};")
    return "&amp;" + found[1:] if letters is None else letters.replace("&", "&amp;").replace("<", "&lt;")
