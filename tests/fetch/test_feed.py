"""Feeds are read right where they are sound, and as far as possible where they are not."""

import time
from datetime import UTC, datetime

import pytest

from octavo.fetch.dates import moment
from octavo.fetch.errors import FeedTooLargeError, NotAFeedError
from octavo.fetch.feed import parse_feed
from octavo.fetch.sitemap import parse_sitemap

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ITEM = "<item><title>Title {0}</title><link>https://e.example/{0}</link><guid>g{0}</guid>"
ITEM += "<description>&lt;p&gt;Words {0}&lt;/p&gt;</description></item>"


def rss(inside, head=""):
    start = f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" {DC}>'
    return start + f"<channel><title>C</title>{inside}</channel></rss>"


def test_rss_gives_its_facts():
    extra = "<item><title>A &amp;amp; B</title><link>/x</link><pubDate>Sat, 14 Jun 2025 10:00:00 +0200</pubDate>"
    extra += "<dc:creator>Ann Ode</dc:creator>"
    extra += "<category>Sea</category>"
    extra += "<content:encoded>&lt;p onclick=x&gt;Hi&lt;script&gt;x&lt;/script&gt;&lt;/p&gt;</content:encoded></item>"
    feed = parse_feed(rss(extra + "<ttl>60</ttl>").encode(), url="https://e.example/feed")
    entry = feed.entries[0]
    assert (feed.kind, feed.ttl_seconds) == ("rss20", 3600)
    assert (entry.title, entry.url, entry.authors, entry.categories) == (
        "A & B",
        "https://e.example/x",
        ("Ann Ode",),
        ("Sea",),
    )
    assert entry.published == datetime(2025, 6, 14, 8, tzinfo=UTC)
    assert entry.content == "<p>Hi</p>"


def test_atom_gives_its_facts():
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.example/"><title type="html">A &lt;b&gt;C&lt;/b&gt;</title>
    <link rel="hub" href="/hub"/>
    <entry><id>urn:1</id><title>T</title><link href="p"/><updated>2025-06-14T10:00:00Z</updated><author><name>Ann</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi <b>you</b></p></div></content></entry></feed>"""
    feed = parse_feed(body, url="https://e.example/atom")
    assert (feed.title, feed.hub, feed.kind) == ("A C", "https://e.example/hub", "atom10")
    assert feed.entries[0].url == "https://e.example/p"
    assert "<p>Hi <b>you</b></p>" in (feed.entries[0].content or "")


def test_json_feed_gives_its_facts():
    body = b'{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":1,'
    body += b'"url":"https://e.example/1","content_text":"a < b","date_published":"2025-06-14T10:00:00Z"}]}'
    feed = parse_feed(body)
    assert (feed.kind, feed.entries[0].id, feed.entries[0].content) == ("json11", "1", "a &lt; b")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("Words 1", "Fish & chips").encode(),
        lambda text: text.replace("Title 1", "Na&iuml;ve &nbsp;").encode(),
        lambda text: text.replace("Title 1", "Caf\u00e9").encode("cp1252"),
        lambda text: text.replace("Title 1", "a\x00b\x0b").encode(),
        lambda text: text.replace("</description></item>", "</descripton></item>", 1).encode(),
        lambda text: ("\n\n" + text).encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.rpartition("</channel>")[0].encode(),
        lambda text: __import__("gzip").compress(text.encode()),
    ],
)
def test_damage_costs_no_entry(damage):
    text = rss("".join(ITEM.format(n) for n in range(4)), '<?xml version="1.0"?>')
    feed = parse_feed(damage(text))
    assert [entry.url for entry in feed.entries] == [f"https://e.example/{n}" for n in range(4)]
    assert not any(chr(n) in str(feed) for n in (0, 11))


def test_entities_that_grow_or_reach_outside_do_neither():
    bomb = '<!DOCTYPE r [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    body = rss(f"<item><title>[&b;]</title></item>{ITEM.format(1)}", bomb)
    assert "root:" not in str(parse_feed(body.encode()))


@pytest.mark.parametrize("body", [b"", b"<html><body><p>no feed</p></body></html>", b'{"a":1}', b"%PDF-1.4"])
def test_what_is_no_feed_is_an_error(body):
    with pytest.raises(NotAFeedError):
        parse_feed(body)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Sat, 14 Jun 2025 10:00:00 GMT", (2025, 6, 14, 10)),
        ("14 Jun 25 10:00 EST", (2025, 6, 14, 15)),
        ("2025-06-14T10:00:00.123+02:00", (2025, 6, 14, 8)),
        ("2025-06-14", (2025, 6, 14)),
        ("Sat, 14 Jun 2025 24:00:00 +0000", (2025, 6, 15)),
        ("June 14, 2025 10:00 AM", (2025, 6, 14, 10)),
        ("soon", None),
        ("0000-00-00", None),
    ],
)
def test_times_are_read_as_people_write_them(text, when):
    assert moment(text) == (datetime(*when, tzinfo=UTC) if when else None)


def test_a_news_sitemap_gives_its_pages():
    body = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://e.example/1</loc>
    <news:news><news:publication><news:name>E</news:name><news:language>en</news:language></news:publication><news:publication_date>2025-06-14</news:publication_date><news:title>T</news:title></news:news></url></urlset>"""
    page = parse_sitemap(body).pages[0]
    assert (page.url, page.title, page.publisher, page.language) == ("https://e.example/1", "T", "E", "en")
    assert page.published == datetime(2025, 6, 14, tzinfo=UTC)
    with pytest.raises(NotAFeedError):
        parse_sitemap(b"<html/>")


def test_a_feed_that_nests_beyond_reason_is_refused_at_once():
    began = time.thread_time()
    with pytest.raises(FeedTooLargeError):
        parse_feed(b"<rss><channel>" + b"<x>" * 150_000 + b"</x>" * 150_000 + b"</channel></rss>")
    assert time.thread_time() - began < 1  # 0.05 here


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en_US">'


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (
            '<content type="html"><div xmlns="http://www.w3.org/1999/xhtml">Two &lt;b&gt;boats&lt;/b&gt;</div></content>',
            "Two <b>boats</b>",
        ),
        ('<content type="application/octet-stream">VHdvIDxiPmJvYXRzPC9iPg==</content>', "Two <b>boats</b>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Two <b>boats</b></div></content>',
            "<div>Two <b>boats</b></div>",
        ),
        ('<content type="text">Two &lt;b&gt; boats</content>', "Two &lt;b&gt; boats"),
    ],
)
def test_the_content_of_an_entry_is_its_markup_however_it_is_wrapped(content, body):
    feed = parse_feed(f"{ATOM}<title>T</title><entry><title>E</title>{content}</entry></feed>".encode())
    assert feed.entries[0].content == body
    assert feed.language == "en-US"


def test_the_words_of_a_film_stand_in_its_media_group():
    group = "<media:group><media:title>A film</media:title><media:description>Two boats meet.</media:description></media:group>"
    feed = parse_feed(f"{ATOM}<title>T</title><entry><title>E</title>{group}</entry></feed>".encode())
    assert feed.entries[0].summary == "Two boats meet."


def test_a_body_and_a_podcasts_category_belong_to_their_item():
    itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    item = '<item><title>A</title><body><a href="/a">here</a></body><itunes:category text="Sea"/></item>'
    feed = parse_feed(
        f"<rss version='2.0' {itunes}><channel><title>C</title>{item}</channel></rss>".encode(),
        url="https://e.example/f",
    )
    assert feed.entries[0].content == '<a href="https://e.example/a" rel="noopener noreferrer">here</a>'
    assert feed.entries[0].categories == ("Sea",)


def test_a_body_that_spells_the_place_of_a_file_reads_no_file(tmp_path):
    (tmp_path / "secret.xml").write_text(
        "<rss><channel><title>Secret</title><item><title>x</title></item></channel></rss>"
    )
    with pytest.raises(NotAFeedError):
        parse_feed(str(tmp_path / "secret.xml").encode())
    with pytest.raises(NotAFeedError):
        parse_feed(b"https://example.com/feed.xml")
