"""robots.txt is read by RFC 9309."""

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


def test_sitemaps_and_delays_are_given():
    body = b"User-agent: *\nCrawl-delay: 2\nSitemap: https://e.example/s.xml\n"
    assert crawl_delay(body, "OctavoBot") == 2
    assert sitemaps(body) == ("https://e.example/s.xml",)
