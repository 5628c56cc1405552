import asyncio
import gzip
import json
import re
import time
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from octavo.press.server import Press, serve_in_thread
from octavo.press.types import LABEL
from octavo.press.world import build


def feed_path(reader, slug):
    return reader.press.world.by_slug[slug].feed_path


def first(reader, slug):
    return reader.press.articles(slug)[0]


def test_every_page_says_that_it_is_fictional_and_shows_its_article(reader):
    reader.press.tick()
    for publisher in reader.press.publishers:
        assert LABEL in reader.patient(publisher.slug, "/").text
        for article in reader.press.articles(publisher.slug):
            reply = reader.patient(publisher.slug, article.path)
            assert reply.status == 200
            assert LABEL in reply.text
            assert "<h1" in reply.text
            assert f'lang="{publisher.language}"' in reply.text


def test_every_feed_says_that_it_is_fictional_and_has_its_type(reader):
    for publisher in reader.press.publishers:
        reply = reader.patient(publisher.slug, publisher.feed_path)
        assert LABEL in reply.text
        expected = {"rss": "rss+xml", "atom": "atom+xml", "rdf": "rdf+xml", "json": "feed+json"}[publisher.feed]
        assert expected in reply.headers["Content-Type"]


def test_only_one_publisher_has_a_feed_with_broken_xml(reader):
    broken = []
    for publisher in reader.press.publishers:
        text = reader.patient(publisher.slug, publisher.feed_path).text
        try:
            json.loads(text) if publisher.feed == "json" else ET.fromstring(text)
        except ET.ParseError:
            broken.append(publisher.slug)
    assert broken == ["quais"]


def test_the_index_and_the_opml_name_every_publisher(reader):
    index = json.loads(reader.get("press", "/").text)
    outlines = ET.fromstring(reader.get("press", "/opml").text).findall(".//outline")
    assert index["fictional"] is True
    assert len(index["publishers"]) == len(outlines) == len(reader.press.feeds()) >= 14
    assert reader.get("nobody", "/").status == 404


def test_the_beacon_feed_has_relative_links_duplicates_and_an_author_page(reader):
    items = ET.fromstring(reader.get("beacon", "/rss.xml").text).findall(".//item")
    links = [item.findtext("link") for item in items]
    assert any(link.startswith("/") for link in links)
    assert any("utm_source" in link for link in links)
    assert any("/authors/" in link for link in links)
    assert all(item.find("guid").get("isPermaLink") == "false" for item in items if item.find("guid") is not None)
    assert "All articles by" in reader.get("beacon", "/authors/tamsin-rook").text


def test_the_signal_hides_orders_and_dates_an_entry_in_the_future(reader):
    feed = json.loads(reader.get("signal", "/feed.json").text)
    latest = max(datetime.fromisoformat(item["date_published"]) for item in feed["items"])
    assert latest > datetime.now(UTC) + timedelta(days=30)
    pages = [reader.get("signal", article.path).text for article in reader.press.articles("signal")]
    assert any("display:none" in page for page in pages)
    assert all("@graph" in page for page in pages)


def test_rights_are_stated_where_a_machine_looks_for_them(reader):
    assert "Disallow: /\n" in reader.get("northquay", "/robots.txt").text
    assert "Disallow: /\n" not in reader.get("courier", "/robots.txt").text
    assert "max-snippet" in reader.get("tidewatch", first(reader, "tidewatch").path).text
    assert "nosnippet" in reader.get("gazette", first(reader, "gazette").path).text
    assert "<description>" not in reader.get("gazette", "/index.rdf").text.partition("<item ")[2]
    page = reader.get("anzeiger", first(reader, "anzeiger").path)
    assert page.headers["tdm-reservation"] == "1"
    assert "noai" in page.text
    assert json.loads(reader.get("anzeiger", "/.well-known/tdmrep.json").text)[0]["tdm-reservation"] == 1
    assert reader.get("courier", "/.well-known/tdmrep.json").status == 404


def test_behind_the_paywall_only_the_opening_is_served(reader):
    article = first(reader, "ledger")
    page = reader.get("ledger", article.path).text
    assert '"isAccessibleForFree": false' in page
    assert article.paragraphs[-1][:40] not in page


def test_each_layout_carries_its_own_marks(reader):
    marks = {
        "courier": ("<article>", '"@type": "NewsArticle"', "og:title"),
        "ledger": ('class="css-',),
        "beacon": ("<br><br>",),
        "tidewatch": ("og:image",),
        "gazette": ('itemprop="articleBody"',),
        "hafenbote": ('rel="amphtml"', 'rel="canonical"'),
    }
    for slug, wanted in marks.items():
        page = reader.get(slug, first(reader, slug).path).text
        assert all(mark in page for mark in wanted), slug
    assert '<html lang="de" amp>' in reader.get("hafenbote", "/amp" + first(reader, "hafenbote").path).text
    several = [a for a in reader.press.articles("courier") if len(a.authors) > 1]
    assert '"author": [{' in reader.get("courier", several[0].path).text


def test_a_lead_image_is_served_with_its_size_in_the_page(reader):
    page = reader.get("courier", first(reader, "courier").path).text
    address = re.search(r'<img src="([^"]+)" width="960" height="540"', page)[1]
    picture = reader.get("courier", urlsplit(address).path)
    assert picture.status == 200
    assert picture.headers["Content-Type"].startswith("image/")


def test_a_feed_that_has_not_changed_is_answered_with_304(reader):
    fresh = reader.get("courier", "/feed")
    assert reader.get("courier", "/feed", If_None_Match=fresh.headers["ETag"]).status == 304
    assert reader.get("courier", "/feed", If_Modified_Since=fresh.headers["Last-Modified"]).status == 304
    assert reader.press.state.not_modified["courier"] == 2
    assert reader.get("courier", "/feed", If_Modified_Since="soon").status == 200


def test_answers_are_compressed_for_those_who_ask(reader):
    packed = reader.get("courier", "/feed", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == reader.get("courier", "/feed").body


def test_the_news_sitemap_lists_recent_articles_and_robots_names_it(reader):
    sitemap = reader.get("harbourline", "/sitemap-news.xml").text
    assert len(ET.fromstring(sitemap)) >= 3
    assert "/sitemap-news.xml" in reader.get("harbourline", "/robots.txt").text


def test_what_arrives_is_not_there_before_its_step(reader):
    before = {p.slug: {a.id for a in reader.press.articles(p.slug)} for p in reader.press.publishers}
    late = next(a for a in reader.press.world.articles if a.step)
    assert reader.get(late.publisher, late.path).status == 404
    assert reader.press.tick() == reader.press.world.steps
    assert reader.get(late.publisher, late.path).status == 200
    after = {p.slug: {a.id for a in reader.press.articles(p.slug)} for p in reader.press.publishers}
    assert sum(len(after[slug] - before[slug]) for slug in after) >= 12


def test_articles_change_silently_are_corrected_and_withdrawn(reader):
    world = reader.press.world
    silent = next(a for a in world.articles if a.revisions and not a.revisions[0].note)
    noted = next(a for a in world.articles if a.revisions and a.revisions[0].note)
    gone = next(a for a in world.articles if a.withdrawn_at)
    assert silent.revisions[0].old in reader.get(silent.publisher, silent.path).text
    assert reader.get(gone.publisher, gone.path).status == 200
    reader.press.tick()
    assert silent.revisions[0].new in reader.get(silent.publisher, silent.path).text
    assert "Correction:" in reader.get(noted.publisher, noted.path).text
    assert reader.get(gone.publisher, gone.path).status == 410
    assert gone.headline not in reader.get(gone.publisher, feed_path(reader, gone.publisher)).text
    assert reader.press.state.gone[gone.publisher] == 1


def test_the_lantern_fails_now_and_then_and_its_feed_dies_at_last(reader):
    statuses = [reader.get("lantern", "/feed.xml").status for _ in range(6)]
    assert statuses.count(500) == 2
    reader.press.tick()
    assert reader.get("lantern", "/feed.xml").status == 410


@pytest.fixture
def slow_reader(request):
    with serve_in_thread(slow=0.15) as press:
        yield type(request.getfixturevalue("reader"))(press)


def test_the_slow_publisher_takes_its_time(slow_reader):
    begun = time.monotonic()
    assert slow_reader.get("farol", "/").status == 200
    assert time.monotonic() - begun >= 0.15


def test_the_paced_press_reveals_one_step_after_another():
    async def watch() -> int:
        async with Press(build(datetime.now(UTC), 1), pace=0.001) as press:
            while press.state.step < press.world.steps:
                await asyncio.sleep(0)
            return press.state.step

    assert asyncio.run(asyncio.wait_for(watch(), 10)) == build(datetime.now(UTC), 1).steps


def test_an_arriving_article_is_dated_when_it_arrives(reader):
    late = next(a for a in reader.press.world.articles if a.step == 1)
    reader.press.tick(1)
    shown = next(a for a in reader.press.articles(late.publisher) if a.id == late.id)
    assert shown.published >= late.published
