"""A publisher's own rule, applied to a page: CSS selectors say what is the article and what is not.

Selectors are checked when a rule is made. What a reader cannot see is gone before a rule is applied, so none can bring it back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from lxml import etree, html

from octavo.article.errors import BadSelectorError
from octavo.article.logic.blocks import blocks_of
from octavo.article.logic.byline import people
from octavo.article.logic.metadata import Facts, moment
from octavo.article.types import PageRule, Paragraph, ParagraphKind
from octavo.kit.text import plain_key, squeeze

LONGEST, MOST = 300, 40  # characters of a selector; selectors of one field
SURE = 0.99  # a person has looked; pages change all the same
_HEADINGS: tuple[str, ...] = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS: dict[str, ParagraphKind] = {"li": "list", "blockquote": "quote", **dict.fromkeys(_HEADINGS, "heading")}
_NEVER = frozenset(("button", "select", "nav", "figcaption"))  # no paragraph of an article, wherever they stand


def rule_of(fields: Mapping[str, str]) -> PageRule:
    """Return the rule that `fields` spell: in "body" and "remove" a selector a line, in the others one.

    Raises BadSelectorError, naming the field and where in the selector the fault lies.
    """
    body, remove = (tuple(_checked(name, line) for line in _lines(name, fields)) for name in ("body", "remove"))
    title, authors, published = (
        _checked(name, squeeze(fields.get(name, ""))) for name in ("title", "authors", "published")
    )
    return PageRule(body, remove, title, authors, published)


def _lines(name: str, fields: Mapping[str, str]) -> list[str]:
    lines = [line for raw in fields.get(name, "").splitlines() if (line := squeeze(raw))]
    if len(lines) > MOST:
        raise BadSelectorError(name, lines[MOST], f"a field takes {MOST} selectors at most")
    return lines


def _checked(field: str, selector: str) -> str:
    if len(selector) > LONGEST:
        raise BadSelectorError(field, selector, f"it is longer than {LONGEST} letters")
    try:
        if selector:
            _path(selector)(html.Element("p"))  # some faults show only when it is used
    except _faults() as error:
        raise BadSelectorError(field, selector, _why(error)) from error
    return selector


def _faults() -> tuple[type[Exception], ...]:
    from cssselect import SelectorError

    return (SelectorError, etree.XPathError, ValueError, RecursionError)


def _why(error: Exception) -> str:
    """Return what is wrong and where, in one of a few forms that can be told in any language."""
    said = str(error)
    if at := re.search(r"<EOF at (\d+)>", said):
        return f"something is missing at its end, at letter {int(at[1]) + 1}"
    if at := re.search(r"<\w+ '(.*?)' at (\d+)>", said):
        return f"“{at[1]}” at letter {int(at[2]) + 1} is not expected there"
    if at := re.search(r"(?:Unclosed|Invalid) string at (\d+)", said):
        return f"a quotation mark at letter {int(at[1]) + 1} is not closed"
    if at := re.search(r"pseudo-class (:\S+) is unknown", said):
        return f"there is no pseudo-class {at[1]}"
    if "seudo-element" in said:
        return "pseudo-elements are no part of a page"
    if "prefix" in said:
        return "it has a prefix that means nothing here"
    return "it cannot be understood"


@lru_cache(maxsize=512)
def _path(selector: str) -> etree.XPath:
    from cssselect import HTMLTranslator  # imported late: pages without a rule need none of it

    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


def _found(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    try:
        nodes = _path(selector)(root)
    except etree.XPathError:  # too deep for this page
        return []
    return [node for node in nodes if isinstance(node, html.HtmlElement)] if isinstance(nodes, list) else []


def by_rule(root: html.HtmlElement, rule: PageRule, facts: Facts) -> tuple[Facts, tuple[Paragraph, ...]]:
    """Return the facts and the text that `rule` points at; () where it names no body, or the page has none of it.

    `root` loses what the rule takes out. The facts are read first: a header that is no text may hold the headline.
    """
    facts = _facts(root, rule, facts)
    _take_out(root, rule.remove)
    return facts, _body(root, rule, facts.title)


def _facts(root: html.HtmlElement, rule: PageRule, facts: Facts) -> Facts:
    title = next((text for node in _each(root, rule.title) if (text := _said(node))), None)
    authors = people(_said(node) for node in _each(root, rule.authors)[:10])
    published = next((at for node in _each(root, rule.published) if (at := _when(node))), None)
    return replace(
        facts,
        title=title or facts.title,
        authors=authors or facts.authors,
        published=published or facts.published,
    )


def _each(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    return _found(root, selector) if selector else []


def _said(node: html.HtmlElement) -> str:
    return squeeze(node.get("content") or "") if node.tag == "meta" else squeeze(node.text_content())


def _when(node: html.HtmlElement) -> datetime | None:
    return moment(node.get("datetime") or node.get("content") or squeeze(node.text_content()))


def _take_out(root: html.HtmlElement, selectors: Iterable[str]) -> None:
    """Drop what is matched, but never the page itself."""
    for selector in selectors:
        for node in _found(root, selector):
            if node.tag not in ("html", "body") and node.getparent() is not None:
                node.drop_tree()


def _body(root: html.HtmlElement, rule: PageRule, title: str | None) -> tuple[Paragraph, ...]:
    wanted = {node for selector in rule.body for node in _found(root, selector)}
    outermost = (
        [node for node in root.iter() if node in wanted and wanted.isdisjoint(node.iterancestors())] if wanted else []
    )
    paragraphs = [paragraph for node in outermost for paragraph in _paragraphs(node)]
    if paragraphs and plain_key(paragraphs[0].text) == plain_key(title or ""):
        del paragraphs[0]
    return tuple(paragraphs)


def _paragraphs(top: html.HtmlElement) -> Iterator[Paragraph]:
    blocks = blocks_of(top).all
    if not blocks and (text := squeeze(top.text_content())):  # an element within a line ("span.lede") was pointed at
        yield Paragraph(text)
    for block in blocks:
        tags = _tags_up(block.node, top)
        if re.search(r"\w", block.text) and not _NEVER.intersection(tags):
            yield Paragraph(block.text, next((_KINDS[tag] for tag in tags if tag in _KINDS), "paragraph"))


def _tags_up(node: html.HtmlElement, top: html.HtmlElement) -> list[str]:
    """Return the names of `node` and of what it stands in, up to `top`."""
    tags = [str(node.tag)]
    while node is not top and (parent := node.getparent()) is not None:
        node = parent
        tags.append(str(node.tag))
    return tags
