"""A canonical page that names its AMP twin, and the twin."""

from html import escape

from octavo.press.layouts import furniture as around
from octavo.press.layouts.sheet import Sheet, document, iso, opengraph


def page(sheet: Sheet) -> str:
    """Set the canonical page."""
    amp = f'<link rel="amphtml" href="{sheet.home}/amp{sheet.article.path}">'
    author = "".join(f'<meta name="author" content="{escape(name)}">' for name in sheet.article.authors)
    rest = around.share(sheet) + around.cards(sheet) + around.newsletter(sheet) + around.comments(sheet)
    return document(
        sheet, around.cookies(sheet) + around.masthead(sheet) + _text(sheet) + rest, amp + author + opengraph(sheet)
    )


def twin(sheet: Sheet) -> str:
    """Set the AMP page: the same text, its canonical link leads back."""
    return document(sheet, _text(sheet), f'<meta name="date" content="{iso(sheet.article.published)}">', " amp")


def _text(sheet: Sheet) -> str:
    article = sheet.article
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in (*sheet.paragraphs, *around.closing(sheet)))
    return f"""<main><header><h1>{escape(article.headline)}</h1></header>
<p class="stand">{escape(article.standfirst)}</p>
<div class="meta">{around.byline(sheet)}</div>{around.figure(sheet)}<div id="artikeltext">{paragraphs}</div></main>"""
