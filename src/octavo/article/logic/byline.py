"""Who wrote an article: names taken apart, without prepositions, agencies' addresses and the publisher itself."""

import re
from collections.abc import Iterable

from lxml import html

from octavo.kit.text import plain_key, squeeze

_BY = re.compile(
    r"(?i)^\s*((written|words|reported|story|text|photos?)\s+)?(by|von|par|por|di|door|av|af|od|przez|автор|текст|autor(es|in)?|auteurs?|author|redac[çc][ãa]o|foto)\s*[:\s]\s*(?=\S)"
)
_LABEL = re.compile(
    r"(?i)^\s*(?:(?:view |see |show |read )?all (?:posts|articles|stories) by|(?:zeige )?alle (?:beiträge|artikel) von"
    r"|voir tous les articles de|(?:posted|published|written) by|geschrieben von|ein beitrag von|escrito por|publicado por)\s+"
    r"|^(?-i:Author|Autor|Auteur|Autore)(?=[A-Z])"
)
_WHEN = re.compile(r"\s+[-–—|•·]\s+[^-–—|•·]*\d[^-–—|•·]*$")
_AND = re.compile(r"\s*(?:;|\||\s[·•/]\s|\s+(?:and|und|et|y|e|en|og|och|ja|oraz|и|та|&|with|mit)\s+(?=[^\W\d_]))\s*")
_TITLE = re.compile(r"\s*(?:기자|특파원|記者|记者)\s*$")
_JUNK = re.compile(
    r"(?i)https?://|www\.|@|\.(com|de|org|net)\b|^\W*$|^(admin|staff|editor|author|newsroom|redaktion|редакция|null|undefined|none)$|[{}<>\d]{3,}|\d[:.]\d\d|\bcookies?\b"
)
_NODES = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//a[contains(concat(' ', @rel, ' '), ' author ')]",
    "//address[contains(@class, 'author') or contains(@class, 'byline')]",
    "//*[self::span or self::a or self::p or self::div or self::li][contains(@class, 'author') and contains(@class, 'name')]",
    "//*[self::span or self::a or self::p or self::div][contains(@class, 'byline') or @data-testid='byline']",
)


# Looser: whatever says in its class that it is about the author, and a line below the headline that says by whom. What is
# found there counts only when it reads as a name.
_LOOSE = (
    "//*[self::a or self::span or self::p or self::div or self::li or self::strong or self::em or self::address or self::cite]"
    "[contains(@class, 'uthor') or contains(@class, 'autor') or contains(@class, 'auteur') or contains(@class, 'yline')"
    " or contains(@class, 'erfasser') or contains(@class, 'signature') or contains(@id, 'author') or @rel='author']"
    "[not(ancestor::*[self::aside or self::footer or self::nav or contains(@class, 'omment') or contains(@class, 'elated')])]"
)
_BELOW = "(//h1)[1]/following::*[self::p or self::div or self::span or self::em or self::strong or self::li][position() <= 25]"
_BY_LINE = re.compile(
    r"(?i)^\W*(?:by|von|par|por|di|door|av|af|od|przez|texte?|text by|autor(?:in)?|auteur|автор)\s*[:\s]\s*\S"
)


def people(raw: Iterable[str], *houses: str | None) -> tuple[str, ...]:
    """Return the names in `raw` one by one, each once; addresses and the names of `houses` are no authors."""
    names: dict[str, str] = {}
    own = {plain_key(house or "") for house in houses}
    for text in raw:
        text = _BY.sub("", _LABEL.sub("", _WHEN.sub("", squeeze(text))))
        for part in _AND.split(text):
            for name in _by_comma(part):
                name = _TITLE.sub("", name).strip(" ,.;:-–—|/")
                key = plain_key(name)
                if key and 1 < len(name) <= 60 and len(name.split()) <= 6 and not _JUNK.search(name) and key not in own:
                    names.setdefault(key, name)
    return tuple(names.values())


def is_name(text: str) -> bool:
    """Say whether `text` reads as a person's name: two to four words, each beginning with a capital."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and not re.search(r"[\d/.:@]\w", text)


def _by_comma(text: str) -> list[str]:
    """Split at commas unless they belong to one name ("Lee, Ann" has one word on a side)."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and len(parts[0].split()) >= 2:
        return parts
    return [text]


def shown(root: html.HtmlElement) -> list[str]:
    """Return the texts of the page's first byline, by markup; [] when there is none short enough to be one."""
    for path in _NODES:
        nodes = root.xpath(path)
        assert isinstance(nodes, list)
        texts = [squeeze(node.text_content()) for node in nodes[:6] if isinstance(node, html.HtmlElement)]
        texts = [text for text in texts if 3 < len(text) <= 80]
        if texts:
            return texts[:4] if len(texts) <= 4 else texts[:1]
    return []


def signed(root: html.HtmlElement) -> list[str]:
    """Return the first text that the page marks as its author's or puts below its headline, and that reads as names; [] for none."""
    for path, wanted in ((_LOOSE, None), (_BELOW, _BY_LINE)):
        nodes = root.xpath(path)
        assert isinstance(nodes, list)
        for node in nodes[:25]:
            text = squeeze(node.text_content()) if isinstance(node, html.HtmlElement) else ""
            if 4 < len(text) <= 80 and (wanted is None or wanted.match(text)):
                found = people([text])
                if found and all(is_name(name) for name in found):
                    return list(found)
    return []
