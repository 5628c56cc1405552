"""OpenGraph only: everything for machines stands in meta elements."""

from html import escape

from octavo.press.layouts import furniture as around
from octavo.press.layouts.sheet import Sheet, document, opengraph


def page(sheet: Sheet) -> str:
    """Set the article in sections."""
    article = sheet.article
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in (*sheet.paragraphs, *around.closing(sheet)))
    body = f"""{around.masthead(sheet)}<main><section class="hero"><h1>{escape(article.headline)}</h1>
{around.figure(sheet)}</section><section><p class="meta">{around.byline(sheet)}</p>
<p class="stand">{escape(article.standfirst)}</p>{paragraphs}</section>
{around.cards(sheet)}{around.share(sheet)}{around.newsletter(sheet)}</main>"""
    return document(sheet, body, opengraph(sheet))
