"""An article's page is read with all that its publisher states, on the page or in its host's files."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from octavo.article.models import Article
from octavo.fetch.client import Client
from octavo.flow.actions import enqueue
from octavo.flow.models import Work
from octavo.flow.steps import page
from octavo.source.models import Publisher

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday".split()
PROSE = "".join(
    f"<p>The harbour of Oakport opened again on {day} after {len(day)} days of storm, and ships came in.</p>"
    for day in DAYS
)
PAGE = f"<html><head><title>Harbour opens</title></head><body><article><h1>Harbour opens</h1>{PROSE}</article></body></html>"


@pytest.fixture
def read(web, parsers):
    """Read the page at a path, as the step does, and return its article."""

    def do(path="/harbour", headers=(), robots=b"", tdmrep=b"", now=NOON, body=PAGE, **terms):
        web.pages["/harbour"] = (200, {"Content-Type": "text/html", **dict(headers)}, body.encode())
        web.pages["/robots.txt"] = (200, {}, robots)
        web.pages["/.well-known/tdmrep.json"] = (200, {}, tdmrep)
        publisher, _ = Publisher.objects.get_or_create(
            host=web.place, defaults={"name": "P", "slug": "p", "home": web.url("/"), "access": "full", **terms}
        )
        article, _ = Article.objects.get_or_create(
            publisher=publisher,
            url=web.url(path),
            defaults={"title": "Harbour", "published": NOON, "first_seen": NOON, "text": "A teaser.", "access": "full"},
        )
        enqueue("page", [article.pk], now)
        fetched = asyncio.run(_fetched(web, parsers, article.url))
        page.store([(Work.objects.get(step="page", target=article.pk), fetched)], now)
        article.refresh_from_db()
        return article

    return do


async def _fetched(web, parsers, url):
    async with Client(allowed_addresses=frozenset({web.place})) as client:
        return await page.fetch(client, parsers, url)


def test_a_page_of_which_nothing_is_stated_follows_the_operator(read, settings):
    settings.AI_WHEN_UNSTATED = "refused"
    article = read()
    assert (article.complete, article.ai, article.mining) == (True, "refused", True)
    assert "this site's own choice" in article.ai_source


def test_what_a_hosts_files_state_is_kept_with_its_place_and_rule(read):
    article = read(
        robots=b"User-agent: *\nContent-Signal: ai-input=no, ai-train=no", tdmrep=b'[{"tdm-reservation": 0}]'
    )
    assert (article.ai, article.ai_source) == ("refused", "robots.txt Content-Signal: ai-input=no")
    assert article.rights["training"] == {
        "value": "refused",
        "source": "robots.txt Content-Signal",
        "rule": "ai-train=no",
    }
    assert article.rights["text_and_data_mining"]["source"] == "tdmrep.json"


def test_a_reservation_in_the_hosts_file_keeps_machines_to_the_headline(read):
    article = read(tdmrep=b'[{"location": "/harb*", "tdm-reservation": 1}]')
    assert (article.mining, article.minable, article.complete) == (False, "", True)


def test_a_page_that_robots_refuse_is_still_ruled_by_what_robots_txt_states(read):
    article = read(robots=b"User-agent: *\nContent-Signal: ai-input=no\nDisallow: /")
    assert (article.text, article.ai) == ("A teaser.", "refused")


def test_a_capped_snippet_is_cut_to_its_characters(read):
    article = read(headers={"X-Robots-Tag": "max-snippet:40"})
    assert (article.access, article.complete) == ("excerpt", False)
    assert 0 < len(article.text) <= 40
    assert article.subtitle == ""


def test_a_refused_picture_is_not_asked_for(read):
    article = read(headers={"X-Robots-Tag": "noimageindex"})
    assert article.image_url == ""
    assert not Work.objects.filter(step="picture").exists()


def test_a_page_is_visited_when_it_wishes_to_leave_and_is_gone_then(read):
    leaves = NOON + timedelta(minutes=10)
    header = {"X-Robots-Tag": f"unavailable_after: {leaves:%Y-%m-%dT%H:%M:%SZ}"}
    assert read(headers=header).refusal == ""
    assert Work.objects.get(step="page").due == leaves
    assert read(headers=header, now=leaves).refusal == "unavailable"
    assert not Work.objects.filter(step="page").exists()


def test_a_later_reservation_has_the_article_understood_anew(read):
    read()
    Work.objects.filter(step="understand").delete()
    assert read(headers={"TDM-Reservation": "1"}, now=NOON + timedelta(hours=1)).mining is False
    assert Work.objects.filter(step="understand").exists()


def test_an_article_on_several_pages_is_read_to_its_end_and_no_further_than_robots_allow(read, web):
    first = PAGE.replace("</article>", '</article><a rel="next" href="/harbour?page=2">2</a>')
    for number in (2, 3):
        text = "".join(
            f"<p>Page {number} tells on {day} how the ships came in, one behind the other, all day long.</p>"
            for day in DAYS
        )
        following = f'<a rel="next" href="/harbour?page={number + 1}">next</a>'
        body = f"<html><body><article><h1>Harbour opens</h1>{text}</article>{following}</body></html>"
        web.pages[f"/harbour?page={number}"] = (200, {"Content-Type": "text/html"}, body.encode())
    article = read(body=first, robots=b"User-agent: *\nDisallow: /harbour?page=3")
    assert "opened again on Monday" in article.text
    assert "Page 2 tells on Saturday" in article.text
    assert "Page 3" not in article.text
    assert "/harbour?page=3" not in [path for path, _ in web.seen]


@pytest.mark.parametrize("first", [0, 1])
def test_two_addresses_of_one_article_that_are_stored_together_become_one(web, parsers, read, first):
    canonical = web.url("/harbour")
    body = PAGE.replace("</head>", f'<link rel="canonical" href="{canonical}"></head>')
    read(body=body)  # makes publisher and host
    Article.objects.all().delete()
    publisher = Publisher.objects.get()
    web.pages["/shared"] = web.pages["/harbour"]
    pair = [
        Article.objects.create(
            publisher=publisher,
            url=url,
            title="Harbour opens",
            text="A teaser.",
            access="full",
            published=NOON,
            first_seen=NOON,
        )
        for url in (web.url("/shared"), canonical)
    ]
    enqueue("page", [article.pk for article in pair], NOON)
    reads = [
        (Work.objects.get(step="page", target=article.pk), asyncio.run(_fetched(web, parsers, article.url)))
        for article in pair
    ]
    assert page.store(reads if first == 0 else reads[::-1], NOON) == [True, True]
    (shown,) = Article.objects.live()
    assert (shown.url, shown.complete) == (canonical, True)
    assert "Oakport" in shown.text
    assert Article.objects.exclude(pk=shown.pk).get().refusal == "same-article"
    assert {row.target for row in Work.objects.filter(step="understand")} >= {shown.pk}


@pytest.mark.parametrize("body", ["", " \n", "<!-- nothing -->", "\x00\x00"])
def test_an_empty_page_is_let_be_and_the_article_stays_as_the_feed_gave_it(read, body):
    article = read(body=body)
    assert (article.text, article.refusal) == ("A teaser.", "")
    assert article.read == NOON
    assert not Work.objects.filter(step="page", due__lte=NOON + timedelta(minutes=1)).exists()


def test_numbers_that_are_none_spoil_no_page(read):
    head = '<link rel="next" href="/harbour?page=²"><meta property="og:image" content="/1234567.jpg">'
    article = read(body=PAGE.replace("<h1>", f'{head}<img src="/1234567.jpg" width="²" srcset="/1234567.jpg ²w"><h1>'))
    assert article.text.startswith("The harbour of Oakport")


def test_a_page_is_asked_again_when_its_server_said_and_not_before(read, web):
    web.pages["/busy"] = (503, {"Retry-After": "5400"}, b"")
    article = read("/busy")
    assert Work.objects.get(step="page", target=article.pk).due == NOON + timedelta(minutes=90)


def test_the_time_on_the_page_takes_the_place_of_a_day_alone_and_never_of_an_earlier_time(read):
    def dated(known, told):
        article = read()
        Article.objects.filter(pk=article.pk).update(published=known, dated=True, first_seen=NOON)
        stamp = f'<meta property="article:published_time" content="{told}">'
        return read(body=PAGE.replace("<head>", f"<head>{stamp}")).published

    midnight = NOON.replace(hour=0)
    assert dated(midnight, "2026-03-01T09:30:00Z") == NOON.replace(hour=9, minute=30)
    assert dated(midnight, "2026-03-01T19:30:00Z") == NOON  # never later than it was first seen
    assert dated(midnight, "2026-03-02T09:30:00Z") == midnight
    assert dated(NOON.replace(hour=8), "2026-03-01T09:30:00Z") == NOON.replace(hour=8)
    assert dated(NOON.replace(hour=8), "2026-02-27T09:30:00Z") == NOON.replace(month=2, day=27, hour=9, minute=30)
