"""What a page says of itself in JSON-LD (schema.org), found whatever its nesting."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

_ARTICLES = re.compile(
    r"(?i)^(\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report|ScholarlyArticle|TechArticle|\w+NewsArticle|SocialMediaPosting|Review|AdvertiserContentArticle|MedicalScholarlyArticle)$"
)
_MAX_NODES = 5_000


def article_node(root: html.HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD object that describes the page's article; {} when there is none.

    Of several, the one with a headline and most of body, author and date; a live blog before its posts.
    """
    found = [node for node in nodes(root) if any(_ARTICLES.match(kind) for kind in kinds(node))]
    found = [node for node in found if "LiveBlogPosting" in kinds(node)] or found
    wanted = ("headline", "datePublished", "author", "articleBody", "image", "mainEntityOfPage")
    return max(found, key=lambda node: sum(bool(node.get(name)) for name in wanted), default={})


def nodes(root: html.HtmlElement) -> list[dict[str, Any]]:
    """Return every JSON-LD object of the page, nested ones after their parents, at most 5,000."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _walk(_loads(script.text_content()), 0):
            found.append(node)
            if len(found) >= _MAX_NODES:
                return found
    return found


def kinds(node: dict[str, Any]) -> list[str]:
    """Return the types of a node as bare names."""
    raw = node.get("@type")
    return [str(kind).rpartition("/")[2] for kind in (raw if isinstance(raw, list) else [raw]) if kind]


def parts(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a JSON-LD value that may be one, a list of them, or none."""
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def strings(value: Any, *names: str) -> list[str]:
    """Return the texts in a JSON-LD value: strings themselves, or of objects the first of `names` they have."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return next((strings(value[name]) for name in names if strings(value.get(name))), [])
    return [text for item in value for text in strings(item, *names)] if isinstance(value, list) else []


def _loads(text: str) -> Any:
    text = (
        re.sub(r"^\s*(<!\[CDATA\[|<!--|//<!\[CDATA\[)|(\]\]>|-->|//\]\]>)\s*;?\s*$", "", text.strip())
        .strip()
        .rstrip(";")
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 12:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _walk(inner, depth + 1)
