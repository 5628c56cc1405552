"""A page as a source: what it lists is read, what turns out to be none goes."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from octavo.article.models import Article
from octavo.fetch.client import Client
from octavo.flow.actions import claim, enqueue
from octavo.flow.steps import page, poll
from octavo.source.models import Kind, Publisher, Source

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
STORY = "".join(
    f"<p>The harbour of Oakport opened again on {day} after a long storm, and ships came in.</p>" for day in DAYS
)


def front(*numbers):
    rows = "".join(f'<h2><a href="/news/harbour-opens-{n}">Harbour opens for the {n}th time</a></h2>' for n in numbers)
    return 200, {"Content-Type": "text/html", "ETag": f'"{len(numbers)}"'}, f"<html><body>{rows}</body></html>".encode()


def article(n, told=STORY):
    head = f'<title>Harbour open {n}</title><meta property="article:published_time" content="2026-03-01T0{n}:00:00Z">'
    return (
        200,
        {"Content-Type": "text/html"},
        f"<html><head>{head}</head><body><h1>Harbour open {n}</h1>{told}</body></html>".encode(),
    )


@pytest.fixture
def read(web, parsers):
    """Read the front page as the reader does, then the pages that it lists. Returns the source."""

    async def asked(what):
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            return await what(client)

    def do(now=NOON):
        publisher, _ = Publisher.objects.get_or_create(
            host=web.place, defaults={"name": web.place, "slug": "coast", "home": web.url("/"), "access": "full"}
        )
        source, _ = Source.objects.get_or_create(
            url=web.url("/"), defaults={"publisher": publisher, "kind": Kind.PAGE, "added": now}
        )
        enqueue("poll", [source.pk], now)
        (row,) = claim("poll", 1, now, timedelta(hours=1))
        known = poll.asked([source.pk])[source.pk]
        poll.store([(row, asyncio.run(asked(lambda client: poll.poll(client, parsers, known))))], now, float)
        for row in claim("page", 99, now, timedelta(hours=1)):
            url = Article.objects.get(pk=row.target).url
            fetched = asyncio.run(asked(lambda client, url=url: page.fetch(client, parsers, url)))
            page.store([(row, fetched)], now)
        source.refresh_from_db()
        return source

    return do


def test_a_front_page_is_read_to_the_end_and_what_is_no_article_goes(read, web):
    web.pages |= {"/": front(*range(1, 7))} | {f"/news/harbour-opens-{n}": article(n) for n in range(1, 6)}
    web.pages["/news/harbour-opens-6"] = article(6, "<p>Sign in to go on.</p>")
    source = read()
    shown = Article.objects.live().order_by("published")
    assert [one.title for one in shown] == [f"Harbour open {n}" for n in range(1, 6)]
    assert {one.published.day for one in shown} == {1}
    assert all(one.complete for one in shown)
    assert (source.failures, source.last_new) == (0, NOON)


def test_an_unchanged_front_page_costs_one_request_and_news_is_found_among_the_old(read, web):
    web.pages |= {"/": front(*range(1, 7))} | {f"/news/harbour-opens-{n}": article(n) for n in range(1, 8)}
    read()
    web.seen.clear()
    read(NOON + timedelta(minutes=5))
    assert [path for path, _ in web.seen if path != "/robots.txt"] == ["/"]
    web.pages["/"] = front(*range(2, 8))
    read(NOON + timedelta(minutes=9))
    assert Article.objects.filter(complete=True).count() == 7


def test_a_front_page_that_lists_nothing_any_more_is_a_fault_in_words(read, web):
    web.pages["/"] = front()
    source = read()
    assert (source.fault, source.failures) == ("not-a-feed", 1)
    assert "lists no article" in source.fault_text
