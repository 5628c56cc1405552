"""What a source answers: sitemaps that lie in one another, wishes that outlast an answer, and what no parser takes."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from octavo.article.models import Article
from octavo.fetch.client import Client
from octavo.flow.actions import claim, enqueue, import_opml
from octavo.flow.models import Work
from octavo.flow.steps import poll
from octavo.source.models import Publisher, Source

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)


@pytest.fixture
def read(web, parsers):
    """Read the source at a path as the reader does, and store what it brought. Returns the source afterwards."""

    async def polled(source):
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            return await poll.poll(client, parsers, source)

    def do(path, now=NOON, kind="feed", access="headline"):
        publisher, _ = Publisher.objects.get_or_create(
            host=web.place, defaults={"name": "The Coast", "slug": "coast", "home": web.url("/"), "access": access}
        )
        source, _ = Source.objects.get_or_create(
            url=web.url(path), defaults={"publisher": publisher, "kind": kind, "added": now}
        )
        enqueue("poll", [source.pk], now)
        (row,) = claim("poll", 1, now, HOUR)
        poll.store([(row, asyncio.run(polled(poll.asked([source.pk])[source.pk])))], now, float)
        source.refresh_from_db()
        return source

    return do


def sitemap(*days, host=""):
    rows = (f"<url><loc>{host}/harbour-opens-{n}-days</loc><lastmod>2026-03-0{n}</lastmod></url>" for n in days)
    return 200, {"ETag": '"map"'}, f"<urlset>{''.join(rows)}</urlset>".encode()


def index(*rows):
    parts = (f"<sitemap><loc>{where}</loc><lastmod>{day}</lastmod></sitemap>" for where, day in rows)
    return 200, {"ETag": '"index"'}, f"<sitemapindex>{''.join(parts)}</sitemapindex>".encode()


def paths(web):
    return [path for path, _ in web.seen if path != "/robots.txt"]


def test_an_index_is_read_with_its_sitemaps_indexes_and_circles_among_them(read, web):
    web.pages |= {
        "/map.xml": index(
            ("/b.xml", "2026-03-01"), ("/c.xml", "2026-03-02"), ("/map.xml", "2026-03-02"), ("/news.xml", "")
        ),
        "/b.xml": sitemap(1),
        "/c.xml": index(("/d.xml", "2026-02-28"), ("/map.xml", ""), ("/c.xml", "")),
        "/d.xml": sitemap(2),
        "/news.xml": sitemap(3),
    }
    source = read("/map.xml", kind="sitemap")
    assert (source.fault, source.etag) == ("", "")  # so that its sitemaps are asked next time, too
    assert Article.objects.count() == 3
    assert paths(web) == ["/map.xml", "/news.xml", "/c.xml", "/b.xml", "/d.xml"]  # news, then the newest first


def test_sitemaps_that_stayed_as_they_were_and_those_of_others_are_not_asked(read, web):
    web.pages |= {
        "/map.xml": index(
            ("/old.xml", "2026-01-01"), ("/new.xml", "2026-03-02"), ("https://else.example/x.xml", "2026-03-02")
        ),
        "/old.xml": sitemap(1),
        "/new.xml": sitemap(2),
    }
    read("/map.xml", kind="sitemap")
    assert paths(web) == ["/map.xml", "/new.xml", "/old.xml"]
    web.seen.clear()
    read("/map.xml", now=NOON + HOUR)
    assert paths(web) == ["/map.xml", "/new.xml"]


def test_an_index_without_end_costs_eight_requests_and_one_that_answers_nothing_is_a_fault(read, web):
    web.pages["/map.xml"] = index(*((f"/{n}.xml", "2026-03-02") for n in range(50)))
    assert read("/map.xml", kind="sitemap").fault == "http-404"
    web.pages |= {f"/{n}.xml": index((f"/{n}a.xml", ""), (f"/{n}b.xml", "")) for n in range(50)}
    web.seen.clear()
    assert read("/map.xml").fault == ""
    assert len(paths(web)) == 9


def test_a_sitemap_from_a_list_of_subscriptions_is_read_as_one(read, web):
    import_opml(f'<opml><body><outline xmlUrl="{web.url("/map.xml")}"/></body></opml>'.encode(), NOON)
    web.pages["/map.xml"] = sitemap(1, 2)
    assert read("/map.xml").kind == "feed"
    assert set(Article.objects.values_list("title", flat=True)) == {"Harbour opens days"}
    assert Article.objects.count() == 2


def feed(*parts):
    return (
        200,
        {"ETag": '"1"'},
        f'<rss version="2.0"><channel><title>x</title>{"".join(parts)}</channel></rss>'.encode(),
    )


def test_what_a_feed_asks_still_holds_while_it_stays_the_same(read, web):
    web.pages["/f"] = feed("<ttl>600</ttl><skipHours><hour>23</hour></skipHours>")
    assert read("/f").next_read == NOON + 10 * HOUR
    web.pages["/f"] = (304, {"ETag": '"1"'}, b"")
    assert read("/f", now=NOON + HOUR).next_read == NOON + 12 * HOUR  # ten hours on is 23:00, when it wishes to rest
    web.pages["/f"] = (500, {}, b"")
    assert read("/f", now=NOON + 11 * HOUR - HOUR / 60).next_read == NOON + 12 * HOUR
    web.pages["/f"] = feed()
    assert read("/f", now=NOON + 12 * HOUR).next_read == NOON + 13 * HOUR


def test_absurd_wishes_cost_no_entry_and_hold_within_a_day(read, web):
    item = '<item><title>Harbour</title><link>/a</link><enclosure url="/a.mp3" length="²" type="audio/mpeg"/></item>'
    for n, ttl in enumerate(("²", "9" * 17, "-1", "")):
        web.pages[f"/{n}"] = feed(f"<ttl>{ttl}</ttl><skipHours><hour>²</hour></skipHours>", item)
        source = read(f"/{n}")
        assert source.fault == ""
        assert source.next_read <= NOON + 24 * HOUR
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "wait", "hours"),
    [(429, "7200", 2), (503, "7200", 2), (503, "Mon, 02 Mar 2099 12:00:00 GMT", 24), (429, "9" * 40, 24), (503, "²", None),
     (503, "-5", None)],
)  # fmt: skip
def test_a_server_that_asks_for_patience_gets_it_up_to_a_day(read, web, status, wait, hours):
    web.pages["/f"] = (status, {"Retry-After": wait}, b"")
    source = read("/f")
    assert source.fault == f"http-{status}"
    due = source.next_read - NOON
    assert due == hours * HOUR if hours else timedelta(minutes=5) <= due <= timedelta(minutes=7)


def test_an_address_that_moved_for_good_is_remembered_and_one_that_is_gone_is_let_be(read, web):
    web.pages |= {"/old": (301, {"Location": "/mid"}, b""), "/mid": (308, {"Location": "/new"}, b""), "/new": feed()}
    assert read("/old").url == web.url("/new")
    web.pages |= {"/now": (301, {"Location": "/while"}, b""), "/while": (307, {"Location": "/new"}, b"")}
    assert read("/now").url == web.url("/now")
    web.pages["/end"] = (410, {}, b"")
    ended = read("/end")
    assert ended.paused
    assert not Work.objects.filter(step="poll", target=ended.pk).exists()


def test_a_page_where_a_feed_was_is_a_fault_in_words(read, web):
    web.pages["/f"] = (200, {"Content-Type": "text/html"}, b"<html><body><p>We moved.</p></body></html>")
    source = read("/f")
    assert source.fault == "not-a-feed"
    assert "neither RSS" in source.fault_text


def test_a_parser_that_fails_by_our_fault_is_a_fault_of_that_source_alone(read, web, parsers, monkeypatch):
    async def broken(what, *arguments):
        return await type(parsers).call(parsers, what, "feed", "headline", None, None, None)

    web.pages["/f"] = feed()
    with monkeypatch.context() as patch:
        patch.setattr(parsers, "call", broken)
        source = read("/f")
    assert (source.fault, source.failures) == ("too-costly", 1)
    assert source.next_read > NOON
    assert read("/f", now=NOON + HOUR).failures == 0
