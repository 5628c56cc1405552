"""From what somebody types to the feed that a site means."""

import asyncio

import pytest
from asgiref.sync import async_to_sync

from octavo.fetch.errors import FetchError, ForbiddenAddressError, NotAFeedError
from octavo.flow.finding import find_and_add, find_feed
from octavo.source.models import Source

RSS = (
    '<rss version="2.0"><channel><title>{title}</title><link>/</link><item><title>Harbour opens</title>'
    "<link>/2026/harbour</link></item></channel></rss>"
)
MAP = "<urlset><url><loc>/2026/harbour-opens-again</loc><lastmod>2026-03-01</lastmod></url></urlset>"
LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
NO_FEED = "<html><body><p>Welcome to The Coast.</p></body></html>"


def html(head="", body="", **headers):
    page = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return 200, {"Content-Type": "text/html", **headers}, page


def feed(title="The Coast"):
    return 200, {"Content-Type": "application/rss+xml"}, RSS.format(title=title).encode()


@pytest.fixture
def found(web, settings):
    """Put pages on the small web and look for the feed at an address there; returns its path and title."""
    settings.LOOPBACK_ALLOWED = frozenset({web.place})

    def look(pages, path="/"):
        web.pages |= pages
        one = asyncio.run(find_feed(web.url(path)))
        return one.url.removeprefix(web.url("")), one.parsed.feed.title

    return look


def test_the_address_of_a_feed_is_the_feed(found):
    assert found({"/f": feed()}, "/f") == ("/f", "The Coast")


def test_a_page_served_where_a_feed_was_leads_to_the_feed_it_names(found):
    assert (
        found({"/old.rss": html(LINK.format(title="", href="/new.rss")), "/new.rss": feed()}, "/old.rss")[0]
        == "/new.rss"
    )


def test_of_several_feeds_the_first_that_answers_is_taken_and_that_of_comments_last(found):
    head = "".join(LINK.format(title=t, href=h) for t, h in [("Comments", "/c"), ("News", "/gone"), ("Sport", "/s")])
    assert found({"/": html(head), "/c": feed("Comments"), "/s": feed("Sport")}) == ("/s", "Sport")
    assert found({"/s": html()}) == ("/c", "Comments")


def test_a_link_header_names_a_feed_as_a_page_does(found):
    link = '</self>; rel="self", </f>; rel="alternate"; type="application/atom+xml", </de>; rel=alternate; hreflang=de'
    assert found({"/": html(Link=link), "/f": feed(), "/rss": feed("Usual")})[0] == "/f"


def test_a_page_that_only_sends_on_is_followed_once(found):
    sent = {"/": html('<meta http-equiv="refresh" content="0; url=/en/">')}
    assert found(sent | {"/en/": html(LINK.format(title="", href="/en/f")), "/en/f": feed()})[0] == "/en/f"
    with pytest.raises(NotAFeedError):
        found({"/en/": html('<meta http-equiv="refresh" content="0; url=/">'), "/en/f": (404, {}, b"")})


def test_where_no_feed_is_named_the_news_sitemap_of_robots_txt_is_found_before_any_guess(found, web):
    robots = f"User-agent: *\nAllow: /\nSitemap: {web.url('/all.xml')}\nSitemap: {web.url('/news.xml')}\n".encode()
    known = {"/": html(), "/robots.txt": (200, {}, robots), "/rss.xml": feed("Usual")}
    pages = {"/all.xml": (200, {}, MAP.encode()), "/news.xml": (200, {}, MAP.encode())}
    assert found(known | pages)[0] == "/news.xml"
    assert found({"/news.xml": (404, {}, b"")})[0] == "/rss.xml"
    assert found({"/rss.xml": (404, {}, b"")})[0] == "/all.xml"


@pytest.mark.django_db
def test_a_sitemap_is_kept_as_one(found, web):
    web.pages["/news-sitemap.xml"] = (200, {}, MAP.encode())
    web.pages["/"] = html()
    source, new = async_to_sync(find_and_add)(web.url("/"))
    assert new
    assert (source.kind, Source.objects.get().url) == ("sitemap", web.url("/news-sitemap.xml"))


def test_a_site_without_a_feed_says_so(found):
    with pytest.raises(NotAFeedError):
        found({"/": (200, {}, NO_FEED.encode())})


def test_a_site_without_feed_or_sitemap_is_read_by_its_front_page(found, web):
    rows = "".join(f'<h2><a href="/news/harbour-opens-{n}">Harbour opens for the {n}th time</a></h2>' for n in range(6))
    assert found({"/": html("<title>The Coast</title>", rows)}) == ("/", "The Coast")
    one = asyncio.run(find_feed(web.url("/")))
    assert (one.parsed.feed.kind, len(one.parsed.listed), one.home) == ("page", 6, web.url("/"))
    with pytest.raises(NotAFeedError):  # four links make no front page
        found({"/": html("", rows.partition("/news/harbour-opens-4")[0])})


def test_a_page_may_be_wanted_whatever_feeds_its_site_has(found, web):
    rows = "".join(f'<h2><a href="/sport/cup-final-{n}-report">Cup final report number {n}</a></h2>' for n in range(3))
    found({"/sport": html(LINK.format(title="", href="/f"), rows), "/f": feed()}, "/sport")
    one = asyncio.run(find_feed(web.url("/sport"), page=True))
    assert (one.url, one.parsed.feed.kind) == (web.url("/sport"), "page")
    with pytest.raises(NotAFeedError, match="lists no article"):
        asyncio.run(find_feed(web.url("/f"), page=True))


def test_a_page_that_is_no_html_or_nests_without_end_is_refused_in_words(found):
    for body in (b"", b"\x00" * 100, b"<div>" * 200_000, b"%PDF-1.7"):
        with pytest.raises(NotAFeedError):
            found({"/": (200, {"Content-Type": "text/html"}, body)})


@pytest.mark.parametrize(
    "head", [LINK, '<meta http-equiv="refresh" content="0; url={href}">', '<a href="{href}">RSS</a>']
)
def test_nothing_that_a_page_names_leads_inside(found, web, head):
    inside = f"http://localhost:{int(web.place.rpartition(':')[2]) + 1}/rss"
    with pytest.raises(FetchError):
        found({"/": html(head.format(title="", href=inside)), "/r": (302, {"Location": inside}, b"")})
    with pytest.raises(ForbiddenAddressError):
        found({}, "/r")
