"""One article has one address, and no page can claim another publisher's."""

import pytest

from octavo.article.logic.identity import canonical_url


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://press.example.com/a?utm_source=x&id=3#top", "https://press.example.com/a?id=3"),
        ("https://www.press.com/a/amp/", "https://www.press.com/a"),
        ("https://www.press.com/a.amp.html", "https://www.press.com/a.html"),
        ("https://m.press.com/a?fbclid=1", "https://press.com/a"),
        ("https://www.press.com/a?print=1", "https://www.press.com/a"),
        ("https://www.press.com:443/a?b=1&b=2", "https://www.press.com/a?b=1&b=2"),
    ],
)
def test_campaigns_and_renditions_join(url, plain):
    assert canonical_url(url) == plain


TRACKED = (
    "utm_source=x&utm_medium=y utm_source= fbclid=abc gclid=1 gad_source=1 wbraid=1 srsltid=1 igsh=z mibextid=1 sfnsn=mo epik=1 dicbo=v2 "
    "mc_cid=1&mc_eid=2 at_medium=RSS CMP=rss cid=rss mod=rss source=rss from=rss xtor=RSS-1 wt_zmc=x ref=home smid=tw tpcc=x "
    "li_source=x feature=share share=twitter _ga=2.1 trk=a taid=1 __twitter_impression=true replytocom=5 nocache=1 page=1 "
    "amp amp=1 outputType=amp print=1 print=true view=print m=1 mobile=1 rss=1"
).split()


@pytest.mark.parametrize("query", TRACKED)
def test_what_only_says_where_a_reader_came_from_goes(query):
    assert canonical_url(f"https://thecoast.org/2026/harbour?{query}") == "https://thecoast.org/2026/harbour"
    assert canonical_url(f"https://thecoast.org/a?id=3&{query}") == "https://thecoast.org/a?id=3"


@pytest.mark.parametrize(
    "query",
    [
        "page=2",
        "view=gallery",
        "source=harbour",
        "from=2026-03-01",
        "m=202603",
        "cid=417",
        "lang=de",
        "output=xml",
        "src=17",
    ],
)
def test_what_may_say_which_article_is_meant_stays(query):
    assert canonical_url(f"https://thecoast.org/a?{query}") == f"https://thecoast.org/a?{query}"


@pytest.mark.parametrize(
    "url",
    [
        "https://m.thecoast.org/2026/harbour",
        "https://mobile.thecoast.org/2026/harbour",
        "https://amp.thecoast.org/2026/harbour",
        "https://TheCoast.Org:443/2026/harbour#comments",
        "https://thecoast.org./2026/harbour",
        "https://thecoast.org//2026/./x/../harbour",
        "https://thecoast.org/2026/h%61rbour",
        "https://thecoast.org/amp/2026/harbour",
        "https://thecoast.org/2026/harbour/amp/",
        "https://thecoast.org/2026/harbour.amp",
        "https://thecoast.org/2026/harbour/print",
        "https://thecoast-org.cdn.ampproject.org/c/s/thecoast.org/2026/harbour",
        "https://www.google.com/amp/s/thecoast.org/2026/harbour",
    ],
)
def test_every_rendition_of_an_address_joins(url):
    assert canonical_url(url) == "https://thecoast.org/2026/harbour"


def test_a_declared_address_on_another_owners_host_is_not_believed():
    assert canonical_url("https://press.com/a", declared="https://other.com/b") == "https://press.com/a"
    assert canonical_url("https://press.com/a", declared="https://www.press.com/b") == "https://www.press.com/b"


def test_a_declared_front_page_is_not_the_article():
    assert canonical_url("https://press.com/a", declared="https://press.com/") == "https://press.com/a"
