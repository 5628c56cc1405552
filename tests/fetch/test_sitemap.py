"""Sitemaps are read as publishers serve them: packed, nested, with pictures, and not always by the book."""

import gzip
from datetime import UTC, datetime

import pytest

from octavo.fetch.errors import FeedTooLargeError, NotAFeedError
from octavo.fetch.sitemap import parse_sitemap

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">'
)
NEWS = (
    "<news:news><news:publication><news:name>The Coast</news:name><news:language>en</news:language></news:publication>"
    "<news:publication_date>2026-03-01T10:00:00+01:00</news:publication_date><news:title>Harbour &amp; quay</news:title></news:news>"
)
IMAGE = "<image:image><image:loc>https://c.example/p.jpg</image:loc><image:title>A crane</image:title></image:image>"
FILM = "<video:video><video:title>The film</video:title><video:publication_date>2001-01-01</video:publication_date></video:video>"


@pytest.mark.parametrize(
    "row", [IMAGE + FILM + "<loc>https://c.example/1</loc>" + NEWS, "<loc> /1\n</loc>" + NEWS + FILM]
)
def test_a_page_has_its_own_title_and_time_not_those_of_its_pictures_and_films(row):
    (page,) = parse_sitemap(f"{HEAD}<url>{row}</url></urlset>".encode(), url="https://c.example/map.xml").pages
    assert (page.url, page.title, page.publisher) == ("https://c.example/1", "Harbour & quay", "The Coast")
    assert page.published == datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_an_index_gives_its_sitemaps_with_when_they_changed():
    found = parse_sitemap(
        b"<sitemapindex><sitemap><loc>https://c.example/a.xml.gz</loc><lastmod>2026-03-01</lastmod></sitemap>"
        b"<!-- more --><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>",
        url="https://c.example/map.xml",
    )
    assert found.pages == ()
    assert [(row.url, row.modified) for row in found.sitemaps] == [
        ("https://c.example/a.xml.gz", datetime(2026, 3, 1, tzinfo=UTC)),
        ("https://c.example/b.xml", None),
    ]


@pytest.mark.parametrize(
    "pack",
    [
        lambda body: body,
        gzip.compress,
        lambda body: b"\xef\xbb\xbf\n" + body,
        lambda body: body.replace(b'<?xml version="1.0" encoding="UTF-8"?>', b"").decode().encode("utf-16"),
        lambda body: body.replace(b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', b""),
        lambda body: body.replace(b"&amp;", b"&"),
        lambda body: body.removesuffix(b"</urlset>"),
    ],
    ids=["plain", "gz", "byte order mark", "utf-16", "undeclared prefix", "bare ampersand", "cut short"],
)
def test_damage_and_packing_cost_no_page(pack):
    body = f"{HEAD}<url><loc>https://c.example/1</loc>{NEWS}</url></urlset>".encode()
    (page,) = parse_sitemap(pack(body)).pages
    assert page.url == "https://c.example/1"
    assert (page.title or "").startswith("Harbour")


def test_a_list_of_lines_is_a_sitemap_too():
    found = parse_sitemap(b"\xef\xbb\xbfhttps://c.example/1\r\nnonsense\r\nhttps://c.example/2\n")
    assert [page.url for page in found.pages] == ["https://c.example/1", "https://c.example/2"]


def test_a_bomb_is_not_unpacked_and_entities_do_not_grow():
    with pytest.raises(FeedTooLargeError):
        parse_sitemap(gzip.compress(b"<urlset>" + b" " * (17 * 2**20)))
    bomb = b'<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><urlset><url><loc>https://c.example/&b;</loc></url></urlset>'
    assert "aaaa" not in str(parse_sitemap(bomb))


def test_what_is_no_sitemap_is_an_error():
    for body in (b"", b"<rss/>", b"<html><body>no</body></html>", b"\x1f\x8bnot packed"):
        with pytest.raises((NotAFeedError, FeedTooLargeError)):
            parse_sitemap(body)
