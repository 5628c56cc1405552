"""A home page gives away its feeds."""

from octavo.source.logic.discover import discover


def test_feeds_named_by_the_page_come_before_guesses_and_comment_feeds_last():
    page = """<head><link rel=alternate type=application/rss+xml href=/comments/feed title="Comments">
    <link rel="alternate" type="application/atom+xml" href="//cdn.example/atom">
    <link rel=alternate type=application/json+oembed href=/o></head>"""
    found = discover(page, "https://press.example/")
    assert [item.url for item in found[:2]] == ["https://cdn.example/atom", "https://press.example/comments/feed"]
    assert found[2].how == "guessed"


def test_links_to_feeds_on_other_hosts_are_not_followed():
    found = discover(
        '<a href="https://evil.example/rss.xml">RSS</a><a href="/rss/world">World</a>', "https://press.example/"
    )
    assert [item.url for item in found if item.how == "linked"] == ["https://press.example/rss/world"]
