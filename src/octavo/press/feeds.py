"""Feeds in four forms, with the faults that real ones have; the news sitemap; the OPML list. All pure text."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from octavo.press.layouts.sheet import iso
from octavo.press.plates import plate_path
from octavo.press.types import LABEL, Article, Publisher

ENTRIES = 60  # a feed shows its newest entries; no publisher of this world has more


def feed(publisher: Publisher, articles: Sequence[Article], home: str, now: datetime) -> tuple[str, str]:
    """Return (media type, text) of the publisher's feed; `articles` newest first."""
    form = {"rss": _rss, "atom": _atom, "rdf": _rdf, "json": _json}[publisher.feed]
    return form(publisher, articles[:ENTRIES], home, now)


def summary(publisher: Publisher, article: Article) -> str:
    """Return what the feed tells of an article: nothing where only headlines may be shown."""
    return "" if publisher.rights == "headline" else article.standfirst or article.paragraphs[0]


def content(publisher: Publisher, article: Article) -> str:
    """Return the full text as HTML where the publisher allows it, otherwise nothing."""
    if publisher.rights != "full":
        return ""
    return "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)


def _rss(publisher: Publisher, articles: Sequence[Article], home: str, now: datetime) -> tuple[str, str]:
    items = [_rss_item(publisher, article, home) for article in articles]
    if "tracking" in publisher.oddities:  # the same entry again, under an address with tracking parameters
        items += [_rss_item(publisher, article, home, "?utm_source=feed&utm_medium=rss") for article in articles[:4]]
    if "author-page" in publisher.oddities:
        items.append(f"<item><title>All articles by Tamsin Rook</title><link>{home}/authors/tamsin-rook</link></item>")
    if "broken" in publisher.oddities and items:
        items.insert(
            1, "<item><title>Pêche & marée : la table du jour</title><link>/marees</link><description>Haute mer"
        )
        items.insert(2, "</item>")
    newest = articles[0].published if articles else now
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>{escape(publisher.name)}</title><link>{home}/</link><description>{escape(publisher.motto)}. {LABEL}</description>
<language>{publisher.language}</language><lastBuildDate>{format_datetime(newest)}</lastBuildDate><ttl>15</ttl>
{"".join(items)}</channel></rss>"""
    return "application/rss+xml", text


def _rss_item(publisher: Publisher, article: Article, home: str, query: str = "") -> str:
    relative = "relative" in publisher.oddities and not query
    link = escape(("" if relative else home) + article.path + query)
    guid = (
        f'<guid isPermaLink="false">{publisher.slug}:{article.number}</guid>'
        if "guid" in publisher.oddities
        else f"<guid>{link}</guid>"
    )
    full = content(publisher, article)
    return (
        f"<item><title>{escape(article.headline)}</title><link>{link}</link>{guid}"
        f"<pubDate>{format_datetime(article.published)}</pubDate>"
        + "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in article.authors)
        + "".join(f"<category>{escape(tag)}</category>" for tag in article.tags)
        + f"<description>{escape(summary(publisher, article))}</description>"
        + (f"<content:encoded><![CDATA[{full}]]></content:encoded>" if full else "")
        + f'<media:content url="{home}{plate_path(article.number)}" medium="image"/></item>\n'
    )


def _atom(publisher: Publisher, articles: Sequence[Article], home: str, now: datetime) -> tuple[str, str]:
    entries = "".join(
        f"<entry><id>{home}{article.path}</id><title>{escape(article.headline)}</title>"
        f'<link href="{home}{article.path}"/>'
        f"<published>{iso(article.published)}</published><updated>{iso(article.updated or article.published)}</updated>"
        + "".join(f"<author><name>{escape(name)}</name></author>" for name in article.authors)
        + "".join(f'<category term="{escape(tag)}"/>' for tag in article.tags)
        + f"<summary>{escape(summary(publisher, article))}</summary>"
        + (f'<content type="html">{escape(full)}</content>' if (full := content(publisher, article)) else "")
        + "</entry>\n"
        for article in articles
    )
    newest = max((article.updated or article.published for article in articles), default=now)
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{publisher.language}"><title>{escape(publisher.name)}</title>
<subtitle>{escape(publisher.motto)}. {LABEL}</subtitle><id>{home}/</id><link href="{home}/"/>
<link rel="self" href="{home}{publisher.feed_path}"/><updated>{iso(newest)}</updated>
{entries}</feed>"""
    return "application/atom+xml", text


def _rdf(publisher: Publisher, articles: Sequence[Article], home: str, now: datetime) -> tuple[str, str]:
    order = "".join(f'<rdf:li rdf:resource="{home}{article.path}"/>' for article in articles)
    items = "".join(
        f'<item rdf:about="{home}{article.path}"><title>{escape(article.headline)}</title>'
        f"<link>{home}{article.path}</link><dc:date>{iso(article.published)}</dc:date></item>\n"
        for article in articles
    )
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="{home}/"><title>{escape(publisher.name)}</title>
<link>{home}/</link><description>{escape(publisher.motto)}. {LABEL}</description>
<dc:language>{publisher.language}</dc:language>
<dc:date>{iso(now)}</dc:date><items><rdf:Seq>{order}</rdf:Seq></items></channel>{items}</rdf:RDF>"""
    return "application/rdf+xml", text


def _json(publisher: Publisher, articles: Sequence[Article], home: str, now: datetime) -> tuple[str, str]:
    items = [
        {
            "id": f"{home}{article.path}",
            "url": f"{home}{article.path}",
            "title": article.headline,
            "summary": summary(publisher, article),
            "content_html": content(publisher, article),
            "date_published": iso(article.published),
            "date_modified": iso(article.updated or article.published),
            "authors": [{"name": name} for name in article.authors],
            "tags": list(article.tags),
            "image": home + plate_path(article.number),
        }
        for article in articles
    ]
    if "future" in publisher.oddities and items:
        items[-1]["date_published"] = iso(now + timedelta(days=40))
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "description": f"{publisher.motto}. {LABEL}",
        "home_page_url": f"{home}/",
        "feed_url": home + publisher.feed_path,
        "language": publisher.language,
        "items": items,
    }
    return "application/feed+json", json.dumps(whole, ensure_ascii=False, indent=1)


def news_sitemap(publisher: Publisher, articles: Sequence[Article], home: str, now: datetime) -> str:
    """Return a Google-style news sitemap of the last two days."""
    rows = "".join(
        f"<url><loc>{home}{article.path}</loc><news:news><news:publication><news:name>{escape(publisher.name)}</news:name>"
        f"<news:language>{publisher.language}</news:language></news:publication>"
        f"<news:publication_date>{iso(article.published)}</news:publication_date>"
        f"<news:title>{escape(article.headline)}</news:title></news:news></url>\n"
        for article in articles
        if now - article.published <= timedelta(days=2)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><!-- {LABEL} -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{rows}</urlset>"""


def opml(rows: Sequence[tuple[str, str, str, str, str]]) -> str:
    """Return the list of feeds; rows are (name, home, feed, rights, language)."""
    outlines = "".join(
        f'<outline type="rss" text="{escape(name)}" title="{escape(name)}" htmlUrl="{home}" xmlUrl="{url}" '
        f'language="{language}" category="/rights/{rights}"/>\n'
        for name, home, url, rights, language in rows
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>{LABEL}</title></head>'
        f"<body>\n{outlines}</body></opml>\n"
    )
