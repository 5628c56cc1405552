"""What every layout starts from: one article, its publisher, its address and its neighbours."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from octavo.press.plates import HEIGHT, WIDTH, plate_path
from octavo.press.types import LABEL, Article, Publisher

STYLE = """body{margin:0;font:17px/1.55 Georgia,serif;color:#222;background:#fcfbf8}
main,.w,header,footer,nav{max-width:44rem;margin:auto;padding:0 1rem}
header{border-bottom:3px solid var(--c);padding-top:1rem}
header b{font-size:1.6rem;color:var(--c)}nav a{margin-right:1rem;color:var(--c)}h1{line-height:1.15}img{max-width:100%;
height:auto}.stand{font-size:1.15rem;color:#444}.meta,figcaption,footer,aside{font:14px/1.5 sans-serif;color:#555}
aside,.box{border-top:1px solid #ccc;margin:1.5rem 0;padding:.5rem 0}.ficta{background:#f4e9c8;font:13px sans-serif;
text-align:center;padding:.3rem;margin:0}"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be set. `home` has no slash at its end; `others` are articles of the same publisher, newest first."""

    article: Article
    publisher: Publisher
    home: str
    others: tuple[Article, ...]

    @property
    def url(self) -> str:
        """The canonical address."""
        return self.home + self.article.path

    @property
    def image(self) -> str:
        """The lead image's address."""
        return self.home + plate_path(self.article.number)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What the page shows: all of it, or behind a paywall the first two paragraphs."""
        shown = self.article.paragraphs
        return shown[:2] if "paywall" in self.publisher.oddities else shown

    @property
    def description(self) -> str:
        """The standfirst, or the opening where there is none."""
        return self.article.standfirst or self.article.paragraphs[0][:160]


def iso(moment: datetime) -> str:
    """Write a time for machines."""
    return moment.isoformat(timespec="seconds")


def document(sheet: Sheet, body: str, head: str = "", html: str = "") -> str:
    """Frame a body: title, canonical link, the fictional label, the publisher's colour; `html` goes into <html>."""
    publisher, article = sheet.publisher, sheet.article
    robots = _robots(publisher)
    return f"""<!doctype html>
<html lang="{publisher.language}"{html}><head><meta charset="utf-8">
<title>{escape(article.headline)} – {escape(publisher.name)}</title>
<meta name="viewport" content="width=device-width">
<meta name="generator" content="{LABEL}">{robots}
<link rel="canonical" href="{sheet.url}">
<link rel="alternate" type="{feed_type(publisher)}" href="{publisher.feed_path}" title="{escape(publisher.name)}">
{head}<style>:root{{--c:{publisher.colour}}}{STYLE}</style></head>
<body><p class="ficta">{LABEL}</p>{body}
<footer><p>{escape(publisher.name)} · {LABEL}. Every person, place and event is invented.</p></footer></body></html>"""


def feed_type(publisher: Publisher) -> str:
    """Return the media type of the publisher's feed."""
    return {
        "rss": "application/rss+xml",
        "atom": "application/atom+xml",
        "rdf": "application/rdf+xml",
        "json": "application/feed+json",
    }[publisher.feed]


def _robots(publisher: Publisher) -> str:
    wanted = {
        "snippet": '<meta name="robots" content="max-snippet:200">',
        "nosnippet": '<meta name="robots" content="nosnippet">',
        "tdm": '<meta name="robots" content="noai, noimageai"><meta name="tdm-reservation" content="1">',
    }
    return "".join(meta for oddity, meta in wanted.items() if oddity in publisher.oddities)


def opengraph(sheet: Sheet) -> str:
    """Return OpenGraph and article metas."""
    article = sheet.article
    pairs = [
        ("og:type", "article"),
        ("og:title", article.headline),
        ("og:description", sheet.description),
        ("og:url", sheet.url),
        ("og:site_name", sheet.publisher.name),
        ("og:locale", sheet.publisher.language),
        ("og:image", sheet.image),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("article:published_time", iso(article.published)),
        ("article:modified_time", iso(article.updated or article.published)),
        ("article:section", article.subject),
        *(("article:tag", tag) for tag in article.tags),
        *(("article:author", author) for author in article.authors),
    ]
    return "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in pairs)


def news_article(sheet: Sheet) -> dict[str, Any]:
    """Return schema.org NewsArticle without its @context."""
    article, publisher = sheet.article, sheet.publisher
    people = [{"@type": "Person", "name": name} for name in article.authors]
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": sheet.url,
        "url": sheet.url,
        "headline": article.headline,
        "description": sheet.description,
        "datePublished": iso(article.published),
        "dateModified": iso(article.updated or article.published),
        "inLanguage": publisher.language,
        "articleSection": article.subject,
        "keywords": list(article.tags),
        "author": people if len(people) > 1 else (people[0] if people else None),
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher.name, "url": sheet.home},
        "image": {"@type": "ImageObject", "url": sheet.image, "width": WIDTH, "height": HEIGHT},
        "isAccessibleForFree": "paywall" not in publisher.oddities,
    }
