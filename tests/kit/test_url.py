"""Addresses are read the same way everywhere."""

import pytest

from octavo.kit.url import absolute, is_plain, registrable, same_owner


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//",
        "http://",
        "http://a b/",
        "http://u:p@h.example/",
        "http://a\\@b/",
        "x" * 5000,
    ],
)
def test_what_is_no_plain_web_address_is_none(link):
    assert absolute(link) is None


def test_a_relative_address_is_joined_and_spaces_are_encoded():
    assert absolute(" ../b c?d=é ", "https://press.example/a/x") == "https://press.example/b%20c?d=%C3%A9"


def test_two_blogs_at_one_hoster_are_two_owners():
    assert not same_owner("https://ann.blogspot.com/", "https://ben.blogspot.com/")
    assert same_owner("https://www.paper.co.uk/", "https://news.paper.co.uk/x")
    assert registrable("127.0.0.1") == "127.0.0.1"


@pytest.mark.parametrize(
    "link",
    [
        "https://press.example/a/b-c.html?d=e&f=%20g",
        "http://127.0.1.1:8990/f/1/x",
        "https://x.example/@me/~you/(it),that",
    ],
)
def test_an_address_with_nothing_to_mend_comes_back_letter_by_letter(link):
    assert is_plain(link)
    assert absolute(link) == absolute(link, "https://other.example/a/") == absolute(f" {link}") == link


@pytest.mark.parametrize(
    "link",
    [
        *("HTTP://press.example/", "https://press.example", "https://press.example:443/", "http://press.example:80/a"),
        *(
            "https://u@press.example/",
            "https://press.example/a b",
            "https://press.example/a?",
            "https://press.example/a#b",
        ),
        *(
            "https://press.example/a;b",
            "https://press.example:99999/",
            "https://press.example/\n",
            "https://.example/é",
        ),
    ],
)
def test_an_address_that_may_need_mending_is_looked_at(link):
    assert not is_plain(link)
