"""Bytes of a page as a tree: the charset found as browsers find it, the tree bounded."""

import re

from lxml import etree, html

from octavo.article.errors import UnreadablePageError
from octavo.kit.html import without_floods

_META = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""")
_NOSCRIPT = re.compile(r"(?i)<(/?)noscript\b[^<>]{0,200}>")
# Labels mean what browsers mean by them (WHATWG Encoding).
_LABELS = {
    "cp1252": "iso-8859-1 latin1 latin-1 us-ascii ascii",
    "gb18030": "gb2312 gbk x-gbk",
    "cp932": "shift_jis shift-jis x-sjis windows-31j",
    "cp949": "euc-kr ks_c_5601-1987",
    "cp1254": "iso-8859-9",
    "cp874": "tis-620",
    "big5hkscs": "big5",
    "utf-8": "utf8 unicode",
}
_LATIN = frozenset({"cp1252", "cp1254", "windows-1252"})
_RUNS = re.compile(rb"[\x80-\xff]{4,}")
_ALIASES = {label: name for name, labels in _LABELS.items() for label in labels.split(" ")}
# every element of one class, chosen in C: lxml.html's own lookup calls Python for each, a fifth of the time of a page
_ONE_CLASS = etree.ElementDefaultClassLookup(element=html.HtmlElement)


def decode(page: bytes, content_type: str | None = None) -> str:
    """Return the text of `page`: byte order mark, then valid UTF-8, then header, then meta, then a statistical guess.

    Valid UTF-8 comes before what is declared, since wrong declarations of legacy charsets are common and other charsets
    hardly ever happen to be valid UTF-8.
    """
    if page[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return page.decode("utf-16", "replace")
    if b"\x1b$B" in page or b"\x1b$@" in page:  # ISO-2022-JP is plain ASCII to whoever does not look for its escapes
        return page.decode("iso2022_jp", "replace")
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken_at = error.start
    header = re.search(r"(?i)charset\s*=\s*[\"']?([\w.:-]+)", content_type or "")
    declared = [header.group(1)] if header else []
    declared += [match.decode("ascii", "replace") for match in _META.findall(page[:4096])[:1]]
    for name in declared:
        codec = _ALIASES.get(name.lower(), name.lower())
        text = None if codec in _LATIN and _is_no_latin(page) else _by(page, codec)
        if text is not None:
            return text
    return _guessed(page, broken_at)


def _is_no_latin(page: bytes) -> bool:
    """Say whether runs of bytes above ASCII are too many for a Latin script, where such letters stand among plain ones."""
    runs = sum(map(len, _RUNS.findall(page)))
    return runs > 60 and runs * 3 > sum(byte > 0x7F for byte in page)


def _by(page: bytes, name: str) -> str | None:
    try:
        text = page.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    # a declared charset that fails on more than 1 in 200 characters is a wrong declaration
    return text if text.count("\ufffd") * 200 <= len(text) else None


def _guessed(page: bytes, broken_at: int) -> str:
    from charset_normalizer import from_bytes  # imported late: rarely needed and slow to load

    lenient = page.decode("utf-8", "replace")
    if lenient.count("\ufffd") * 200 <= len(lenient):  # UTF-8 cut in the wrong place, here and there
        return lenient
    best = from_bytes(page[max(0, broken_at - 2000) : broken_at + 60_000]).best()
    return page.decode(best.encoding if best else "cp1252", "replace")


def _without_broken_noscript(text: str) -> str:
    """Drop noscript elements whose content is no whole of elements: a browser reads it as text, a parser would lose its place.

    Linear in the length of `text`.
    """
    kept, at, opened = [], 0, None
    for tag in _NOSCRIPT.finditer(text):
        if not tag.group(1):
            opened = tag if opened is None else opened
        elif opened is not None:
            inside = text[opened.end() : tag.start()].lower()
            if inside.count("<div") != inside.count("</div"):
                kept.append(text[at : opened.start()])
                at = tag.end()
            opened = None
    return "".join([*kept, text[at:]]) if kept else text


def parse(page: bytes | str, content_type: str | None = None) -> html.HtmlElement:
    """Return the tree of `page`. Raises UnreadablePageError when there is no element in it."""
    # what else is invisible goes when texts are squeezed; a NUL would end the parser's input
    text = (page if isinstance(page, str) else decode(page, content_type)).replace("\x00", "")
    text = without_floods(_without_broken_noscript(text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadablePageError(f"this page is no HTML that can be parsed ({error})") from error
    return root
