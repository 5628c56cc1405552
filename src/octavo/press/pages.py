"""Pages that are not articles: a publisher's front page, an author's index, a small fixed page."""

from collections.abc import Sequence
from html import escape

from octavo.press.layouts.sheet import STYLE, feed_type
from octavo.press.types import LABEL, Article, Publisher


def home_page(publisher: Publisher, articles: Sequence[Article], home: str) -> str:
    """Return the front page: every article's headline and standfirst, newest first."""
    return _frame(publisher, publisher.motto, _list(articles), home)


def author_page(publisher: Publisher, articles: Sequence[Article], home: str, name: str) -> str:
    """Return an index of one author's articles; it stands in the feed but is no article."""
    return _frame(publisher, f"All articles by {name}", _list([a for a in articles if name in a.authors]), home)


def prose_page(publisher: Publisher, home: str, title: str, text: str) -> str:
    """Return a page of one sentence."""
    return _frame(publisher, title, f"<p>{escape(text)}</p>", home)


def _list(articles: Sequence[Article]) -> str:
    return "".join(
        f'<section><h2><a href="{article.path}">{escape(article.headline)}</a></h2>'
        f'<p class="meta">{article.published:%Y-%m-%d %H:%M} UTC</p><p>{escape(article.standfirst)}</p></section>'
        for article in articles
    )


def _frame(publisher: Publisher, title: str, body: str, home: str) -> str:
    return f"""<!doctype html><html lang="{publisher.language}"><head><meta charset="utf-8">
<title>{escape(title)} – {escape(publisher.name)}</title><meta name="viewport" content="width=device-width">
<link rel="alternate" type="{feed_type(publisher)}" href="{home}{publisher.feed_path}" title="{escape(publisher.name)}">
<style>:root{{--c:{publisher.colour}}}{STYLE}</style></head><body><p class="ficta">{LABEL}</p>
<header><b>{escape(publisher.name)}</b></header><main><h1>{escape(title)}</h1>{body}</main>
<footer><p>{LABEL}. Every person, place and event is invented.</p></footer></body></html>"""
