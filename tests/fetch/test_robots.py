"""robots.txt is read by RFC 9309."""

import pytest

from octavo.fetch.robots import allowed, crawl_delay, sitemaps


def test_the_edges_of_the_standard():
    assert not allowed(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "OctavoBot", "https://e.example/x")
    assert not allowed(b"User-agent: *\rDisallow: /x\r", "OctavoBot", "https://e.example/x")
    assert allowed(b"User-agent: *\nDisallow: /\n", "OctavoBot", "https://e.example/robots.txt")
    assert allowed(
        b"User-agent: *\nDisallow: /\n\nUser-agent: octavobot\nDisallow: /p",
        "OctavoBot/1.0 (+https://e.example)",
        "https://e.example/q",
    )


@pytest.mark.parametrize(
    ("asked", "found"), [("2", 2), ("0.5", 0.5), ("0", None), ("-5", None), ("nan", None), ("soon", None), ("1e9", 1e9)]
)
def test_a_delay_is_a_number_above_nothing(asked, found):
    assert crawl_delay(f"User-agent: *\nCrawl-delay: {asked}\n".encode(), "OctavoBot") == found


def test_a_delay_is_asked_of_whom_it_names():
    body = b"User-agent: otherbot\nCrawl-delay: 9\n\nUser-agent: octavobot\nCrawl-Delay: 3\n"
    assert crawl_delay(body, "OctavoBot/1.0") == 3
    assert crawl_delay(body, "AnyBot") is None


def test_sitemaps_are_given():
    body = b"User-agent: *\nSitemap: https://e.example/s.xml\n"
    assert sitemaps(body) == ("https://e.example/s.xml",)
