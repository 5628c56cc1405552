"""Hostile pages of one publisher against the articles of another: none is altered, moved, hidden or shown as theirs.

More than five hundred pages, each trying one trick from one place: where its feed lists it, where it redirects, what it
declares as canonical, as og:url, in JSON-LD, and which guid it comes with, in every spelling of the address attacked.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from octavo.article.entries import list_entries
from octavo.article.logic.identity import canonical_url
from octavo.article.logic.listing import listed_entries
from octavo.article.models import Article
from octavo.fetch.types import Entry
from octavo.flow.actions import enqueue
from octavo.flow.models import Work
from octavo.flow.parse import parse_page
from octavo.flow.steps.page import Fetched, store
from octavo.source.models import Publisher, Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# One article in every spelling: each is the same page to a browser, or a rendition or campaign address of it
PATH, QUERY = "/2026/03/caf%C3%A9-opens", "id=7"
SPELLINGS = [
    f"https://www.victim.example{PATH}?{QUERY}",
    f"https://WWW.Victim.EXAMPLE{PATH}?{QUERY}",
    f"https://www.victim.example:443{PATH}?{QUERY}",
    f"https://www.victim.example.{PATH}?{QUERY}",
    f"https://www.victim.example/x/..{PATH}?{QUERY}",
    f"https://www.victim.example/./2026/./03/caf%C3%A9-opens?{QUERY}",
    f"https://www.victim.example/%2e/2026/03/caf%c3%a9-opens?{QUERY}",
    f"https://www.victim.example/2026/03/café-opens?{QUERY}",
    f"https://www.victim.example/2026/03/caf%C3%A9%2Dopens?{QUERY}",
    f"https://www.victim.example//2026//03/caf%C3%A9-opens?{QUERY}",
    f"https://www.victim.example{PATH}?{QUERY}#top",
    f"https://www.victim.example{PATH}?utm_source=x&{QUERY}&fbclid=1",
    f"https://www.victim.example{PATH}?{QUERY}&outputType=amp",
    f"https://www.victim.example{PATH}?{QUERY}&print=1",
    f"https://www.victim.example{PATH}/amp/?{QUERY}",
    f"https://www.victim.example{PATH}/print?{QUERY}",
    f"https://www-victim-example.cdn.ampproject.org/c/s/www.victim.example{PATH}/amp?{QUERY}",
    f"https://www.google.com/amp/s/www.victim.example{PATH}?{QUERY}",
    f" https://www.victim.example{PATH}?{QUERY}\n",
    f"https://www.vic\ntim.example{PATH}?{QUERY}",
]
# Not the same page to anyone, though made to look like it
LOOKALIKES = [
    f"https://www.victim.example@attacker.example{PATH}?{QUERY}",
    f"https://attacker.example/https://www.victim.example{PATH}?{QUERY}",
    f"https://www.victim.example.attacker.example{PATH}?{QUERY}",
    f"https://www.vıctim.example{PATH}?{QUERY}",
    f"https://www.xn--vctim-q4a.example{PATH}?{QUERY}",
    f"https://www.victim.example:8443{PATH}?{QUERY}",
    f"https://www.victim.example\\@attacker.example{PATH}?{QUERY}",
    f"//www.victim.example{PATH}?{QUERY}",
    "javascript:alert(1)",
    "",
]
GUIDS = ["own-guid-1", "tag:victim.example,2026:7", SPELLINGS[0]]
PLACES = ["listed", "redirect", "canonical", "og:url", "json-ld", "canonical+redirect"]
ATTACKS = list(product(PLACES, SPELLINGS + LOOKALIKES, GUIDS))


def page_of(title, words, head=""):
    text = "".join(
        f"<p>{words} on {day}, after {len(day)} days of storm, and the ships came in again.</p>" for day in DAYS
    )
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>"
    )


def other_page(title, head=""):
    """A page that shares next to no word with those of `page_of`."""
    text = "".join(
        f"<p>Council members argued about road works near {day} market until midnight without any vote.</p>"
        for day in DAYS
    )
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>"
    )


def declared(place, address):
    link = f'<link rel="canonical" href="{address}">' if "canonical" in place else ""
    shared = f'<meta property="og:url" content="{address}">' if place == "og:url" else ""
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Café opens", "url": "{address.strip()}"}}</script>'
    return link + shared + (ld if place == "json-ld" else "")


def parsed(body, url):
    return parse_page(body.encode(), url, "text/html; charset=utf-8", {})


def read(article, body, url, now=NOON):
    """Do what the page step does with what came from `url`: HTML, or a page parsed already."""
    enqueue("page", [article.pk], now)
    row = Work.objects.get(step="page", target=article.pk)
    store([(row, Fetched(parsed(body, url) if isinstance(body, str) else body))], now)


def publisher(host, **terms):
    return Publisher.objects.create(
        name=host, host=host, slug=host.replace(".", "-"), home=f"https://{host}/", access="full", **terms
    )


def listed(owner, url, guid="", title="Café opens", seen=NOON):
    return Article.objects.create(
        publisher=owner, url=url, guid=guid, title=title, published=seen, first_seen=seen, access="full"
    )


def image(owner):
    return list(Article.objects.filter(publisher=owner).order_by("pk").values())


def test_there_are_more_than_five_hundred_attacks():
    assert len(ATTACKS) > 500


@pytest.mark.django_db
def test_no_page_of_another_publisher_touches_an_article():
    victim, attacker = publisher("victim.example"), publisher("attacker.example")
    target = listed(victim, canonical_url(SPELLINGS[0]), GUIDS[1])
    read(target, page_of("Café opens", "The café of Oakport opened"), target.url)
    before = image(victim)
    assert before[0]["complete"]
    pages = {}
    for number, (place, address, guid) in enumerate(ATTACKS):
        own = f"https://attacker.example/{number}"
        url = canonical_url(address.strip()) if place == "listed" and address.startswith("https://") else own
        mine, _ = Article.objects.get_or_create(
            publisher=attacker,
            url=url,
            defaults={"guid": guid, "title": "Café opens", "published": NOON, "first_seen": NOON, "access": "full"},
        )
        came_from = canonical_url(address.strip() if "redirect" in place and address.startswith("https://") else url)
        trick = (place, address)
        if trick not in pages:  # reading a page is the slow part, and a guid is no part of it
            pages[trick] = parsed(page_of("Café opens", "The café of Oakport opened", declared(*trick)), came_from)
        names = canonical_url(came_from, declared=address if "canonical" in place else None)
        read(
            mine, replace(pages[trick], page=replace(pages[trick].page, url=came_from, canonical_url=names)), came_from
        )
        mine.refresh_from_db()
        assert mine.refusal or canonical_url(SPELLINGS[0]) != mine.url, (place, address)
    assert image(victim) == before
    shown = Article.objects.filter(publisher=attacker, refusal="")
    assert not [url for url in shown.values_list("url", flat=True) if "//www.victim.example/" in url]


@pytest.mark.django_db
def test_no_feed_of_another_publisher_touches_an_article():
    victim, attacker = publisher("victim.example"), publisher("attacker.example")
    target = listed(victim, canonical_url(SPELLINGS[0]), GUIDS[1])
    read(target, page_of("Café opens", "The café of Oakport opened"), target.url)
    before = image(victim)
    feed = Source.objects.create(publisher=attacker, url="https://attacker.example/feed", added=NOON)
    entries = [
        Entry(id=guid, url=address, title="Café closed", summary="<p>All of it was a lie.</p>")
        for _, address, guid in ATTACKS
    ]
    list_entries([(feed, listed_entries(entries, feed.url, "full"))], NOON)
    assert image(victim) == before
    assert Article.objects.filter(publisher=attacker).exists()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_an_address_is_one_article(spelling):
    assert canonical_url(spelling) == canonical_url(SPELLINGS[0])


@pytest.mark.parametrize("address", LOOKALIKES)
def test_a_lookalike_is_never_taken_for_the_article(address):
    own = "https://attacker.example/a"
    assert canonical_url(own, declared=address) in (own, canonical_url(LOOKALIKES[1]))
    assert canonical_url(address) != canonical_url(SPELLINGS[0]) or address.startswith("//")


@pytest.fixture
def coast(db):
    return publisher("coast.example.com")


FIRST = page_of("Café opens", "The café of Oakport opened")


def test_a_retitled_article_stays_one(coast):
    article = listed(coast, "https://coast.example.com/a")
    read(article, FIRST, article.url)
    read(article, page_of("Café open at last", "The café of Oakport opened"), article.url, NOON + timedelta(hours=1))
    assert [(a.title, a.refusal, a.revision) for a in Article.objects.all()] == [("Café open at last", "", 2)]


def test_a_moved_article_stays_one_and_its_old_address_is_remembered(coast):
    article = listed(coast, "https://coast.example.com/old")
    read(article, FIRST, article.url)
    read(article, FIRST, "https://www.coast.example.com/new", NOON + timedelta(hours=1))
    assert Article.objects.live().get().url == "https://www.coast.example.com/new"
    assert Article.objects.get(url="https://coast.example.com/old").refusal == "same-article"


def test_a_moved_and_retitled_article_is_known_by_its_guid_and_its_words(coast):
    elder = listed(coast, "https://coast.example.com/old", "tag:coast,7")
    read(elder, FIRST, elder.url)
    younger = listed(coast, "https://coast.example.com/new", "tag:coast,7", title="Café open at last")
    read(younger, page_of("Café open at last", "The café of Oakport opened"), younger.url, NOON + timedelta(hours=1))
    shown = Article.objects.live().get()
    assert (shown.pk, shown.url, shown.title) == (elder.pk, "https://coast.example.com/new", "Café open at last")
    assert Work.objects.filter(step="understand", target=younger.pk).exists()


def test_one_guid_on_every_item_joins_nothing(coast):
    one, other = (
        listed(coast, "https://coast.example.com/1", "same-guid"),
        listed(coast, "https://coast.example.com/2", "same-guid"),
    )
    read(one, FIRST, one.url)
    read(other, other_page("No vote on roads"), other.url)
    assert Article.objects.live().count() == 2


def test_one_canonical_address_on_every_page_hides_nothing(coast):
    one, other = (
        listed(coast, "https://coast.example.com/1"),
        listed(coast, "https://coast.example.com/2", title="No vote on roads"),
    )
    head = '<link rel="canonical" href="https://coast.example.com/news/all">'
    read(one, page_of("Café opens", "The café of Oakport opened", head), one.url)
    read(other, other_page("No vote on roads", head), other.url)
    assert Article.objects.live().count() == 2


@pytest.mark.parametrize(
    "second",
    [
        "https://m.coast.example.com/a?amp=1",
        "https://coast.example.com/short/a",
        "https://coast.example.com/a?page=all",
    ],
)
def test_renditions_join_by_the_address_that_they_declare(coast, second):
    head = '<link rel="canonical" href="https://coast.example.com/a">'
    one, other = listed(coast, "https://coast.example.com/a"), listed(coast, second)
    read(one, page_of("Café opens", "The café of Oakport opened", head), one.url)
    read(other, page_of("Café opens", "The café of Oakport opened", head), second)
    assert Article.objects.live().get().pk == one.pk


def test_an_address_that_leads_to_other_words_than_before_leaves_the_article_as_it_was(coast):
    article = listed(coast, "https://coast.example.com/a")
    read(article, FIRST, article.url)
    read(article, other_page("All news"), "https://coast.example.com/all", NOON + timedelta(hours=1))
    shown = Article.objects.live().get()
    assert (shown.url, shown.title) == ("https://coast.example.com/a", "Café opens")


def test_a_publisher_on_a_second_domain_of_its_own_is_read(coast):
    article = listed(coast, "https://coast-media.example/a")
    read(article, FIRST, article.url)
    assert Article.objects.live().get().complete
