"""Markup from outside made safe to show: an allowlist by nh3 (ammonia), absolute addresses only."""

import re
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin

import nh3

from octavo.kit.text import clean, squeeze
from octavo.kit.url import is_plain

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "ol": {"start", "reversed"},
    "bdo": {"dir"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
# What is dropped with its content: it is code, not text.
DROPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "applet",
        "xmp",
        "plaintext",
        "noembed",
        "noframes",
        "svg",
        "math",
        "title",
        "select",
        "textarea",
        "frameset",
    }
)
_ABSOLUTE = re.compile(r"(?i)^(https?://[^/\s\\@]|mailto:[^\s])")
_MARKUP = re.compile(r"[<&\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What stands on lines of its own.
BLOCKS = frozenset(
    [
        *("p", "div", "section", "article", "header", "footer", "blockquote", "li", "ul", "ol", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "tr", "table", "figure", "figcaption", "pre", "hr", "dl", "dt", "dd"),
    ]
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br>")
_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
MAX_OPEN = 512  # tags left open; browsers stop nesting there as well
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
        "option",
    ]
)


# Parsers compare each attribute of a tag with all before it. What honest markup never has: so many on one tag, whose
# cost over 16 MiB of such tags stays within two seconds (half a nanosecond a comparison).
MOST_ATTRIBUTES, _LONG_TAG = 250, 2000
_SMALL = 16_000  # characters of markup that cost 25 ms at most, whatever they hold
# As parsers see it: a value in quotes does not end a tag, a quote that no "=" precedes is a character like others, and in
# comments and code there are no tags at all.
_WHOLE_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?P<code>script|style|textarea|title)\b(?:.*?</(?P=code)|.*)"""
    r"""|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+""",
    re.S | re.I,
)
_BETWEEN_ATTRIBUTES = re.compile(r"""(?:=\s*+(?:"[^"]*+"|'[^']*+')|[\s/])++""")


class NestingError(ValueError):
    """A fragment nests deeper than any reader's markup. It is hostile or broken; trying again does not help."""


def sanitize(fragment: str, base_url: str | None = None) -> str:
    """Return `fragment` as HTML that cannot run: allowed tags only, no style, events or relative addresses.

    Links and images keep their address only when it is absolute http, https or mailto; with `base_url` relative ones are
    joined to it first. The text of what is removed stays where it is text. Control characters go.
    Raises NestingError when more than 512 tags stay open, which would cost quadratic time.
    """
    if not _MARKUP.search(fragment):
        return clean(fragment).replace(">", "&gt;")
    cleaner = _cleaner if base_url is None else _make(base_url)
    return clean(cleaner.clean(without_floods(fragment, most_open=MAX_OPEN)))


def words_of(fragment: str) -> tuple[str, ...]:
    """Return the text of each block of `fragment`, hostile or not: white space folded, empty ones dropped, no markup left.

    Two line breaks in a row begin a new paragraph. What is code, not text, goes with its content. Markup that nests beyond
    reason is one paragraph.
    """
    if not _MARKUP.search(fragment):
        return tuple(filter(None, (squeeze(fragment),)))
    try:
        tamed = without_floods(fragment, most_open=MAX_OPEN)
    except NestingError:
        return tuple(filter(None, (squeeze(unescape(_ANY_TAG.sub(" ", fragment))),)))
    # what is left is text and the bare tags of blocks; a "<" of the text is an entity
    blocks = _ANY_TAG.split(_BREAK.sub(" ", _BREAKS.sub("<p>", _blocks.clean(tamed))))
    return tuple(text for block in blocks if (text := squeeze(unescape(block) if "&" in block else block)))


def without_floods(markup: str, *, most_open: int | None = None) -> str:
    """Return `markup` in which a tag with more than 250 attributes has none, since parsers take quadratic time over them.

    Raises NestingError when more than `most_open` tags stay open, if that is told. Linear in the length: a few milliseconds
    a megabyte, and next to nothing where the markup is too small for floods and has not that many tags.
    """
    opened = markup.count("<") - markup.count("</")  # never fewer than there are
    limit = most_open if most_open is not None and opened > most_open else None  # None: there is nothing to count
    if len(markup) <= _SMALL and limit is None:
        return markup
    kept, at, depth = [], 0, 0
    for tag in _WHOLE_TAG.finditer(markup):
        if limit is not None and (name := tag["name"]) and name.lower() not in _VOID:
            depth = max(0, depth - 1) if tag["end"] else depth + 1
            if depth > limit:
                raise NestingError(f"more than {most_open} tags stay open; the fragment is not kept")
        start, end = tag.span()
        if end - start <= _LONG_TAG or not tag["name"]:
            continue
        if len(_BETWEEN_ATTRIBUTES.findall(markup, start, end)) > MOST_ATTRIBUTES:
            kept.append(markup[at : tag.end("name")])
            at = end
    return "".join([*kept, markup[at:]]) if kept else markup


@lru_cache(maxsize=512)
def _make(base_url: str | None) -> nh3.Cleaner:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) not in {("a", "href"), ("img", "src")}:
            return value
        return _address(value, base_url, tag)

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=set(SCHEMES),
        strip_comments=True,
        link_rel="noopener noreferrer",
    )


def _address(value: str, base_url: str | None, tag: str) -> str | None:
    if is_plain(value):
        return value
    link = re.sub(r"[\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]", "", value).strip()
    if base_url and not re.match(r"(?i)[a-z][a-z0-9+.-]*:", link):
        try:
            link = urljoin(base_url, link)
        except ValueError:
            return None
    if not _ABSOLUTE.match(link) or (tag == "img" and link[:7].lower() == "mailto:"):
        return None
    return link


_cleaner = _make(None)
_blocks = nh3.Cleaner(
    tags=set(BLOCKS) | {"br"}, clean_content_tags=set(DROPPED), attributes={}, strip_comments=True, link_rel=None
)
