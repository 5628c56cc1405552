"""What a feed lists, as far as it may be kept."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from octavo.article.logic.identity import canonical_url
from octavo.article.logic.listing import listed_entries, listed_pages
from octavo.fetch.types import Entry, SitemapPage

LONG = "<p>" + "</p><p>".join(f"Sentence number {n} of a long article is here." for n in range(40)) + "</p>"
BASE = "https://coast.example/feed.xml"


def only(access, **fields):
    (found,) = listed_entries([Entry(**({"url": "https://coast.example/a", "title": "T"} | fields))], BASE, access)
    return found


def test_of_a_headline_nothing_but_the_headline_is_kept():
    found = only("headline", summary="A teaser.", content=LONG)
    assert (found.title, found.text, found.excerpt, found.paragraphs, found.words) == ("T", "", "", 0, 0)


def test_an_excerpt_is_the_publishers_own_summary_in_whole_sentences():
    found = only("excerpt", summary="<p>A teaser.</p>", content=LONG)
    assert (found.text, found.excerpt, found.paragraphs) == ("A teaser.", "A teaser.", 1)
    assert only("excerpt", content=LONG).text.startswith("Sentence number 0")


def test_full_text_is_kept_whole_where_the_feed_has_it():
    found = only("full", summary="A teaser.", content=LONG)
    assert found.paragraphs == found.text.count("\n\n") + 1 == 40
    assert only("full", summary="A teaser.", content="<p>Short.</p>").text == "A teaser."


def test_an_entry_without_title_takes_its_first_words():
    assert only("headline", title=None, summary="Something happened.").title == "Something happened."


def test_an_address_too_long_to_keep_is_left_out():
    assert listed_entries([Entry(url="https://coast.example/" + "a" * 3000)], BASE, "full") == []


@pytest.mark.parametrize(
    "url",
    [
        "https://coast.example/2026/03/a-b_c.html",
        "http://www.coast.example:8990/news/x",
        "https://coast.example/amp/x",
        "https://m.coast.example/x",
        "https://coast.example/x/print",
        "https://coast.example/x?utm_source=y",
    ],
)
def test_every_listed_address_is_the_canonical_one(url):
    assert only("headline", url=url).url == canonical_url(url)


@pytest.mark.parametrize(
    ("address", "title", "dated", "found"),
    [
        ("https://c.example/1", "Harbour opens", True, "Harbour opens"),
        ("https://c.example/2026/harbour-opens-again-417.html", None, True, "Harbour opens again"),
        ("https://c.example/" + quote("порт-снова-открыт") + "/", None, True, "Порт снова открыт"),
        ("https://c.example/imprint", None, True, None),
        ("https://c.example/20260301", None, True, None),
        ("https://c.example/harbour-opens-again", "Harbour opens", False, None),
    ],
)  # fmt: skip
def test_a_sitemaps_page_is_listed_with_a_date_and_a_title_or_words_for_one(address, title, dated, found):
    page = SitemapPage(address, title=title, modified=datetime(2026, 3, 1, tzinfo=UTC) if dated else None)
    assert [item.title for item in listed_pages([page])] == ([found] if found else [])
