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


def test_a_declared_address_on_another_owners_host_is_not_believed():
    assert canonical_url("https://press.com/a", declared="https://other.com/b") == "https://press.com/a"
    assert canonical_url("https://press.com/a", declared="https://www.press.com/b") == "https://www.press.com/b"


def test_a_declared_front_page_is_not_the_article():
    assert canonical_url("https://press.com/a", declared="https://press.com/") == "https://press.com/a"
