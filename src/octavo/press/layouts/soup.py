"""Div soup: no element says what it is, and class names are hashes that change from publisher to publisher."""

import hashlib
import json
from html import escape

from octavo.press.layouts import furniture as around
from octavo.press.layouts.sheet import Sheet, document, news_article


def page(sheet: Sheet) -> str:
    """Set the article in nested divs."""
    article = sheet.article

    def div(role: str, inner: str) -> str:
        name = hashlib.sha256(f"{sheet.publisher.slug}{role}".encode()).hexdigest()[:6]
        return f'<div class="css-{name} w">{inner}</div>'

    text = "".join(div("p", escape(paragraph)) for paragraph in sheet.paragraphs)
    notes = "".join(div("note", escape(note)) for note in around.closing(sheet))
    if "paywall" in sheet.publisher.oddities:
        notes = div("wall", around.word(sheet, "pay")[0])
    lead = f'<img src="{sheet.image}" width="960" height="540" alt="">' + div("cap", around.word(sheet, "plate")[0])
    body = (
        div("top", around.masthead(sheet))
        + div("h", f"<h1>{escape(article.headline)}</h1>")
        + div("s", escape(article.standfirst))
        + div("b", around.byline(sheet))
        + div("i", lead)
        + div("body", text + notes)
        + div("x", around.cards(sheet, linked=False) + around.share(sheet))
        + div("y", around.newsletter(sheet) + around.comments(sheet) + around.cookies(sheet))
    )
    data = json.dumps({"@context": "https://schema.org"} | news_article(sheet), ensure_ascii=False)
    return document(sheet, body, f'<script type="application/ld+json">{data}</script>')
