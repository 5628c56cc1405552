"""The style rules a page carries in itself, as far as they decide whether text can be seen.

Only what hiding takes: rules for screens of any width, and the properties below. Simple selectors (tag, id, classes,
descendants and children) are looked up; of the others, those that hide are sought in the tree, unless they speak of a state that
readers or scripts bring about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from lxml import etree, html

PROPERTIES = frozenset(
    (
        "display visibility opacity font-size position left right top text-indent width height max-width max-height "
        "overflow clip clip-path transform color background background-color background-image -webkit-text-fill-color "
        "content-visibility bottom inset filter scale translate zoom overflow-x overflow-y block-size inline-size white-space"
    ).split(" ")
)
# Shorthands and writing-mode names as the properties they set here.
_SAME = {"overflow-x": "overflow", "overflow-y": "overflow", "block-size": "height", "inline-size": "width"}
_SIDES = ("top", "right", "bottom", "left")
_FONT_SIZE = re.compile(r"(?:^|\s)(0|[\d.]+(?:px|r?em|%|pt|v[wh]|ex|ch))(?:\s*/|\s)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\))?[^()]*))?\)")
_CUSTOM = re.compile(r"(--[\w-]+)\s*:\s*([^;]*)")
Style = dict[str, str]
_Kind = tuple[str, str | None, str | None]  # tag, id and classes as written
# Of margins and fonts, which nearly every rule sets, only those that may hide.
_DECLARATION = re.compile(
    rf"(?i)(?<![\w-])({'|'.join(sorted(PROPERTIES, key=len, reverse=True))}|margin(?:-left|-top)?(?=[^;]*-\s*\d{{3}})|font(?=\s*:\s*0))"
    r"\s*:([^;]*)"
)
_COMMENT = re.compile(r"/\*.*?(\*/|$)", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PART = re.compile(r"[.#]?[\w-]+|\*")
_COMPOUND = re.compile(r"^(\*|[\w-]+)?([.#][\w-]+)*$")
# the values of rules with several compounds that are followed, by their first four letters
_TELLING = {"display": "none bloc flex inli grid list tabl cont", "visibility": "hidd visi coll", "opacity": "0 1"}
_HIDING = (("display", "none"), ("visibility", "hidd"), ("visibility", "coll"), ("opacity", "0"))
_MAX_TEXT, _MAX_RULES = 512_000, 5_000
# Selectors beyond the simple ones: each is sought in the whole tree, a millisecond for a big page.
_MAX_SOUGHT = 40
_STATES = re.compile(r":(?!not\(|is\(|where\(|nth-|first-|last-|only-|root)|:first-l")
_NARROW, _WIDE = 400, 1300  # CSS pixels; what holds at both holds for every reader
_WIDTH = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|r?em)\s*\)")
_NESTED = re.compile(r"@(media|supports|layer|container)([^{};]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.I)


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations that hold for the elements which `compounds` (outermost first) select."""

    compounds: tuple[
        tuple[str, frozenset[str], frozenset[str], bool], ...
    ]  # tag, ids, classes, child of the one before
    weight: tuple[int, int, int]
    style: Style


def declarations(text: str, variables: Mapping[str, str] = MappingProxyType({})) -> Style:
    """Return the declarations in `text` that matter for visibility; a property set twice has its last value."""
    if "/*" in text:
        text = _COMMENT.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), text)
    found: Style = {}
    for name, value in _DECLARATION.findall(text):
        name, value = name.lower(), value.strip().lower()
        if "var(" in value:
            value = _VARIABLE.sub(lambda use: variables.get(use[1], use[2] or "").strip(), value)
        for one, set_to in _long(name, value):
            if set_to.endswith("!important") or not found.get(one, "").endswith("!important"):
                found[one] = set_to
    return found


def _long(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield what a declaration sets, of what is looked at here."""
    if name in ("inset", "margin"):
        parts = (value.removesuffix("!important").split() or ["0"])[:4]
        sides = (parts * 4)[:4] if len(parts) != 3 else [*parts, parts[1]]
        prefix = "margin-" if name == "margin" else ""
        yield from ((prefix + side, size) for side, size in zip(_SIDES, sides, strict=True) if size != "auto")
    elif name == "font":
        size = _FONT_SIZE.search(value)
        if size:
            yield "font-size", size[1]
    else:
        yield _SAME.get(name, name), value


def rules_of(root: html.HtmlElement) -> "Index":
    """Return the rules in the page's style elements, indexed for lookup."""
    sheets = [
        _flat(_COMMENT.sub("", (node.text_content() or "")[:_MAX_TEXT]))
        for node in root.iter("style")
        if _for_all(node.get("media") or "")
    ]
    variables = _variables(sheets)
    rules: list[Rule] = []
    sought: dict[str, Style] = {}
    for sheet in sheets:
        for rule in _rules(sheet, variables, sought):
            rules.append(rule)
            if len(rules) >= _MAX_RULES:
                return Index(rules, variables=variables)
    return Index(rules, _sought(root, sought) if sought else {}, variables)


def _flat(text: str) -> str:
    """Return the rules of `text` without those of blocks that do not hold for every reader."""

    def flatten(match: re.Match[str]) -> str:
        kind, condition, body = match.groups()
        kind, condition = kind.lower(), condition.strip().lower()
        held = kind == "layer" or (kind == "supports" and not condition.startswith("not"))
        return body if held or (kind == "media" and _for_all(condition)) else ""

    return re.sub(r"@[^{};]*;", "", _NESTED.sub(flatten, text))


def _for_all(media: str) -> bool:
    """Say whether a media query holds on screens narrow and wide."""
    media = media.strip().lower()
    for bound, size, unit in _WIDTH.findall(media):
        pixels = float(size) * (1 if unit == "px" else 16)
        if pixels > _NARROW if bound == "min" else pixels < _WIDE:
            return False
    return bool(
        re.fullmatch(r"(?:only\s+)?(?:all|screen)?", re.sub(r"\s*(?:and)?\s*$", "", _WIDTH.sub("", media).strip()))
    )


def _variables(sheets: Iterable[str]) -> dict[str, str]:
    """Return the custom properties that hold in the whole page."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if "--" in sheet:
            for selectors, body in _RULE.findall(sheet):
                if "--" in body and any(one.strip() in (":root", "html", "body", "*") for one in selectors.split(",")):
                    found |= {name: value.strip().lower() for name, value in _CUSTOM.findall(body)}
    return found


def _rules(sheet: str, variables: Mapping[str, str], sought: dict[str, Style]) -> Iterator[Rule]:
    """Yield the rules with simple selectors; of the others, those that hide are added to `sought` by selector."""
    for selectors, body in _RULE.findall(sheet):
        if "@" in selectors:
            continue
        style = declarations(body, variables)
        if not style:
            continue
        # most rules of big sheets have several compounds; colours and sizes deep inside are not worth the walk
        telling = {name: value for name, value in style.items() if _TELLING.get(name, "").find(value[:4]) >= 0}
        for one in selectors.split(",") if "(" not in selectors else [selectors]:
            if not re.search(r"[:\[+~]", one):
                words = re.sub(r"\s*>\s*", " >", one).split()
                rule = _rule(words, telling if len(words) > 1 else style)
                if rule:
                    yield rule
            elif _may_hide(telling) and len(sought) < _MAX_SOUGHT and not _STATES.search(one):
                sought[one.strip()] = telling


def _sought(root: html.HtmlElement, selectors: Mapping[str, Style]) -> dict[html.HtmlElement, list[Rule]]:
    """Return the rules of `selectors` by the elements that they select. What is no selector selects nothing."""
    from cssselect import HTMLTranslator, SelectorError, parse  # imported late: most pages need none of it

    found: dict[html.HtmlElement, list[Rule]] = {}
    for text, style in selectors.items():
        try:
            for one in parse(text):
                if one.pseudo_element is None:
                    rule = Rule((), one.specificity(), style)
                    nodes = root.xpath(HTMLTranslator().selector_to_xpath(one))
                    assert isinstance(nodes, list)
                    for node in nodes:
                        found.setdefault(node, []).append(rule)
        except (SelectorError, etree.XPathError):
            continue
    return found


def _rule(words: list[str], style: Style) -> Rule | None:
    if not words or not style:
        return None
    compounds = []
    weight = (0, 0, 0)
    for word in words:
        child, word = word.startswith(">"), word.lstrip(">")
        if not word or not _COMPOUND.match(word):
            return None
        names = _PART.findall(word)
        ids = frozenset(name[1:] for name in names if name[0] == "#")
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        tag = names[0].lower() if names[0][0] not in "#.*" else ""
        compounds.append((tag, ids, classes, child))
        weight = (weight[0] + len(ids), weight[1] + len(classes), weight[2] + bool(tag))
    return Rule(tuple(compounds), weight, style)


class Index:
    """Rules by what their last compound asks for, so that an element meets only those that may hold for it.

    Elements of one tag, id and class list share what is found for them: a page has few kinds of elements.
    """

    def __init__(
        self,
        rules: list[Rule],
        further: Mapping[html.HtmlElement, list[Rule]] = MappingProxyType({}),
        variables: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._by: dict[str, list[tuple[int, Rule]]] = {}
        self._further, self._variables = further, variables  # rules of single elements; custom properties
        self._known: dict[_Kind, tuple[Style | None, list[Rule]]] = {}
        self._here: dict[tuple[_Kind, html.HtmlElement | None], Style] = {}  # siblings of one kind share a style
        for order, rule in enumerate(rules):
            tag, ids, classes, _ = rule.compounds[-1]
            key = f"#{next(iter(ids))}" if ids else f".{next(iter(classes))}" if classes else tag
            self._by.setdefault(key, []).append((order, rule))

    def style(self, node: html.HtmlElement) -> Style:
        """Return what the page's rules and its own attribute say of `node`, the strongest last word for each property."""
        kind = (str(node.tag), node.get("id"), node.get("class"))
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = self._found(node, kind)
        settled, rules = known
        inline, own = node.get("style"), self._further.get(node)
        if own:
            held = [rule for rule in rules if settled is not None or _holds(rule, node)]
            found = _merged(sorted([*held, *own], key=lambda rule: rule.weight))
            merge(found, declarations(inline or "", self._variables))
            return _plain(found)
        if settled is not None and not inline:
            return settled
        place = (kind, node.getparent())
        if settled is None and place not in self._here:
            self._here[place] = _merged(rule for rule in rules if _holds(rule, node))
        found = _merged(rules) if settled is not None else self._here[place]
        if inline:
            found = found.copy()
            merge(found, declarations(inline, self._variables))
        return _plain(found)

    def _found(self, node: html.HtmlElement, kind: _Kind) -> tuple[Style | None, list[Rule]]:
        """Return the style that all elements of this kind share, if they do, and the rules for it, weakest first."""
        tag, ident, classes = kind
        keys = ["", tag, *(f".{name}" for name in (classes or "").split())]
        if ident:
            keys.append(f"#{ident}")
        held = [
            (rule.weight, order, rule)
            for key in keys
            for order, rule in self._by.get(key, ())
            if _fits(rule.compounds[-1], node)
        ]
        rules = [rule for _, _, rule in sorted(held, key=lambda item: item[:2])]
        alone = [rule for rule in rules if len(rule.compounds) == 1]
        # rules that depend on ancestors matter only where one of all the rules hides: they hide or show, no more
        if len(alone) == len(rules) or not any(_may_hide(rule.style) for rule in rules):
            return _plain(_merged(alone)), alone
        return None, rules


def _may_hide(style: Style) -> bool:
    return any(style.get(name, "").startswith(start) for name, start in _HIDING)


def _plain(style: Style) -> Style:
    return {name: value.removesuffix("!important").strip() for name, value in style.items()} if style else style


def _merged(rules: Iterable[Rule]) -> Style:
    found: Style = {}
    for rule in rules:
        merge(found, rule.style)
    return found


def merge(style: Style, stronger: Style) -> None:
    """Lay `stronger` over `style`, in place; what is !important below stays unless it is !important above."""
    for name, value in stronger.items():
        if not style.get(name, "").endswith("!important") or value.endswith("!important"):
            style[name] = value


def _holds(rule: Rule, node: html.HtmlElement) -> bool:
    """Say whether the ancestors of `node` fit all compounds but the last."""
    here, child = node, rule.compounds[-1][3]
    for compound in reversed(rule.compounds[:-1]):
        parent = here.getparent()
        while parent is not None and not _fits(compound, parent):
            parent = None if child else parent.getparent()
        if parent is None:
            return False
        here, child = parent, compound[3]
    return True


def _fits(compound: tuple[str, frozenset[str], frozenset[str], bool], node: html.HtmlElement) -> bool:
    tag, ids, classes, _ = compound
    if tag and node.tag != tag:
        return False
    if ids and node.get("id") not in ids:
        return False
    return not classes or classes <= _classes(node.get("class"))


@lru_cache(maxsize=4096)
def _classes(written: str | None) -> frozenset[str]:
    return frozenset((written or "").split())
