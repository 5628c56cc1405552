"""A semantic page: one <article>, JSON-LD NewsArticle; a lively one puts furniture between the paragraphs."""

import json
from html import escape

from octavo.press.layouts import furniture as around
from octavo.press.layouts.sheet import Sheet, document, news_article, opengraph


def page(sheet: Sheet) -> str:
    """Set the article in semantic elements."""
    article = sheet.article
    data = json.dumps({"@context": "https://schema.org"} | news_article(sheet), ensure_ascii=False)
    head = f'{opengraph(sheet)}<script type="application/ld+json">{data}</script>'
    paragraphs = [f"<p>{escape(text)}</p>" for text in sheet.paragraphs]
    if "furniture" in sheet.publisher.oddities:
        paragraphs.insert(2, around.newsletter(sheet) + around.cards(sheet, linked=False))
        paragraphs.insert(1, around.app(sheet))
    notes = "".join(f'<p class="meta">{escape(text)}</p>' for text in around.closing(sheet))
    return document(
        sheet,
        f"""{around.cookies(sheet)}{around.masthead(sheet)}<main><article>
<h1>{escape(article.headline)}</h1><p class="stand">{escape(article.standfirst)}</p>
<p class="meta">{around.byline(sheet)}</p>{around.figure(sheet)}
{"".join(paragraphs)}{notes}</article>
{around.share(sheet)}{around.cards(sheet)}{around.comments(sheet)}{around.cards(sheet, kind="most")}</main>""",
        head,
    )
