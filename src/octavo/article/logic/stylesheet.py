"""The style rules a page carries in itself, as far as they decide whether text can be seen.

Only what hiding takes: simple selectors (tag, id, classes, descendants and children), rules for screens, and the
properties below. Rules with pseudo-classes or attributes are skipped: what they mean depends on states and scripts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import html

PROPERTIES = frozenset(
    (
        "display visibility opacity font-size position left right top text-indent width height max-width max-height "
        "overflow clip clip-path transform color background background-color background-image -webkit-text-fill-color "
        "content-visibility"
    ).split(" ")
)
Style = dict[str, str]
_Kind = tuple[str, str | None, str | None]  # tag, id and classes as written
_DECLARATION = re.compile(rf"(?i)(?<![\w-])({'|'.join(sorted(PROPERTIES, key=len, reverse=True))})\s*:([^;]*)")
_COMMENT = re.compile(r"/\*.*?(\*/|$)", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PART = re.compile(r"[.#]?[\w-]+|\*")
_COMPOUND = re.compile(r"^(\*|[\w-]+)?([.#][\w-]+)*$")
# the values of rules with several compounds that are followed, by their first four letters
_TELLING = {"display": "none bloc flex inli grid list tabl cont", "visibility": "hidd visi coll", "opacity": "0 1"}
_HIDING = (("display", "none"), ("visibility", "hidd"), ("visibility", "coll"), ("opacity", "0"))
_MAX_TEXT, _MAX_RULES = 512_000, 5_000
_NESTED = re.compile(r"@(media|supports|layer|container)([^{};]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.I)


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations that hold for the elements which `compounds` (outermost first) select."""

    compounds: tuple[
        tuple[str, frozenset[str], frozenset[str], bool], ...
    ]  # tag, ids, classes, child of the one before
    weight: tuple[int, int, int]
    style: Style


def declarations(text: str) -> Style:
    """Return the declarations in `text` that matter for visibility; a property set twice has its last value."""
    found: Style = {}
    for name, value in _DECLARATION.findall(text):
        name, value = name.lower(), value.strip().lower()
        if name in found and found[name].endswith("!important") and not value.endswith("!important"):
            continue
        found[name] = value
    return found


def rules_of(root: html.HtmlElement) -> "Index":
    """Return the rules in the page's style elements, indexed for lookup."""
    rules: list[Rule] = []
    for node in root.iter("style"):
        media = (node.get("media") or "").lower()
        if media and not re.search(r"\b(all|screen)\b", media):
            continue
        for rule in _rules(_COMMENT.sub("", (node.text_content() or "")[:_MAX_TEXT])):
            rules.append(rule)
            if len(rules) >= _MAX_RULES:
                return Index(rules)
    return Index(rules)


def _rules(text: str) -> Iterator[Rule]:
    def flatten(match: re.Match[str]) -> str:
        kind, condition, body = match.groups()
        always = kind.lower() == "layer" or re.fullmatch(r"\s*(only\s+)?(all|screen)\s*", condition.lower())
        return body if always else ""

    text = re.sub(r"@[^{};]*;", "", _NESTED.sub(flatten, text))
    for selectors, body in _RULE.findall(text):
        if "@" in selectors:
            continue
        style = declarations(body)
        if not style:
            continue
        # most rules of big sheets have several compounds; colours and sizes deep inside are not worth the walk
        telling = {name: value for name, value in style.items() if _TELLING.get(name, "").find(value[:4]) >= 0}
        for one in selectors.split(","):
            if ":" not in one and "[" not in one:
                words = re.sub(r"\s*>\s*", " >", one).split()
                rule = _rule(words, telling if len(words) > 1 else style)
                if rule:
                    yield rule


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

    def __init__(self, rules: list[Rule]) -> None:
        self._by: dict[str, list[tuple[int, Rule]]] = {}
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
        inline = node.get("style")
        if settled is not None and not inline:
            return settled
        place = (kind, node.getparent())
        if settled is None and place not in self._here:
            self._here[place] = _merged(rule for rule in rules if _holds(rule, node))
        found = _merged(rules) if settled is not None else self._here[place]
        if inline:
            found = found.copy()
            merge(found, declarations(inline))
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
