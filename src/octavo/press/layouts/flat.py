"""Flat text: one block in which paragraphs are divided by <br><br>, with nothing for machines but the title."""

from html import escape

from octavo.press.layouts import furniture as around
from octavo.press.layouts.sheet import Sheet, document


def page(sheet: Sheet) -> str:
    """Set the article as one block of text with line breaks."""
    article = sheet.article
    text = "<br><br>\n".join(escape(part) for part in (*sheet.paragraphs, *around.closing(sheet)))
    body = (
        f"{around.masthead(sheet)}<main><h1>{escape(article.headline)}</h1>"
        f'<div class="stand">{escape(article.standfirst)}</div><div class="meta">{around.byline(sheet)}</div>'
        f'<div><img src="{sheet.image}" width="960" height="540" alt=""><br>'
        f"<small>{around.word(sheet, 'plate')[0]}</small></div><div>{text}</div>"
        f"{around.share(sheet)}{around.cards(sheet)}{around.newsletter(sheet)}{around.comments(sheet)}</main>"
    )
    return document(sheet, body)
