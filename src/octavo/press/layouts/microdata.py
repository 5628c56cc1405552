"""Microdata: schema.org in attributes of the visible elements."""

from html import escape

from octavo.press.layouts import furniture as around
from octavo.press.layouts.sheet import Sheet, document, iso


def page(sheet: Sheet) -> str:
    """Set the article with itemprop attributes."""
    article = sheet.article
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in (*sheet.paragraphs, *around.closing(sheet)))
    authors = ", ".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        f'<span itemprop="name">{escape(name)}</span></span>'
        for name in article.authors
    )
    body = f"""{around.masthead(sheet)}<main itemscope itemtype="https://schema.org/NewsArticle">
<link itemprop="mainEntityOfPage" href="{sheet.url}"><h1 itemprop="headline">{escape(article.headline)}</h1>
<p class="stand" itemprop="description">{escape(article.standfirst)}</p><p class="meta">{authors}
<time itemprop="datePublished" datetime="{iso(article.published)}">{article.published:%d.%m.%Y}</time></p>
<figure><img itemprop="image" src="{sheet.image}" width="960" height="540" alt="">
<figcaption>{around.word(sheet, "plate")[0]}</figcaption></figure>
<div itemprop="articleBody">{paragraphs}</div>
{around.share(sheet)}{around.cards(sheet)}{around.comments(sheet)}</main>"""
    return document(sheet, body)
