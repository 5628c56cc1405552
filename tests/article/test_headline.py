"""The headline is the publisher's own, whole, and without the site's name."""

import pytest

from octavo.article.logic.extract import extract
from octavo.article.logic.headline import headline, without_site


def chosen(heads=(), named=None, shared=None, document=None, houses=("The Coast",)):
    return headline(heads, named, shared, document, houses=houses)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("The harbour opens again | The Coast", "The harbour opens again"),
        ("The harbour opens again - Politics - The Coast News", "The harbour opens again - Politics"),
        ("The Coast » The harbour opens again", "The harbour opens again"),
        ("港湾が再開したとの発表|The Coast", "港湾が再開したとの発表"),
        ("항구가 다시 열렸다고 발표했다-정치ㅣThe Coast", "항구가 다시 열렸다고 발표했다"),
        ("The harbour opens again after storm | Sport", "The harbour opens again after storm"),
        ("The harbour opens again after storm | Ports | Trade | Home", "The harbour opens again after storm"),
        (
            "The harbour - opened again by the Coast guard of Oakport",
            "The harbour - opened again by the Coast guard of Oakport",
        ),
        ("The Coast", "The Coast"),
    ],
)
def test_the_sites_name_goes_and_the_headline_stays(title, plain):
    assert without_site(title, ["The Coast"]) == plain


def test_a_kicker_that_only_one_statement_has_goes():
    with_kicker, plain = (
        "Storm over Oakport: The harbour opens after twelve days",
        "The harbour opens after twelve days",
    )
    assert chosen([with_kicker], with_kicker, plain) == plain
    assert chosen([plain], with_kicker, with_kicker) == with_kicker


def test_a_headline_that_breaks_off_is_taken_whole_from_the_page():
    whole = "The harbour of Oakport opens again after twelve days of storm, and ships come in"
    assert chosen([whole], "The harbour of Oakport opens again after twelve days...") == whole
    assert chosen([whole], "The harbour of Oakport opens again after twelve da", whole) == whole


def test_where_nothing_is_stated_the_heading_in_the_title_is_the_headline():
    assert (
        chosen(["The Coast", "Ports", "The harbour opens"], document="The Coast - Ports - The harbour opens")
        == "The harbour opens"
    )
    assert chosen(["The Coast"], document="The Coast » The harbour opens") == "The harbour opens"
    assert chosen(["the coast"], document="The harbour opens – The Coast", houses=()) == "The harbour opens"
    assert chosen() is None


def test_a_live_blog_has_its_own_headline_not_that_of_a_post():
    ld = (
        '{"@type": "LiveBlogPosting", "headline": "Storm over Oakport: live", "liveBlogUpdate": [{"@type": "BlogPosting",'
        ' "headline": "A roof is gone", "datePublished": "2026-03-01", "author": "A", "image": "i", "articleBody": "b"}]}'
    )
    page = f'<html><head><script type="application/ld+json">{ld}</script></head><body><p>x</p></body></html>'
    assert extract(page).title == "Storm over Oakport: live"


@pytest.mark.parametrize(
    ("head", "url", "day"),
    [
        ('<meta property="article:published_time" content="2026-03-02T00:00:00+08:00">', None, "2026-03-02T00:00:00Z"),
        ('<meta property="article:published_time" content="2026-03-02T01:00:00+08:00">', None, "2026-03-01T17:00:00Z"),
        ('<meta name="date" content="02.03.2026 10:00">', None, "2026-03-02T10:00:00Z"),
        (
            '<meta name="date" content="02/03/2026"><meta name="content-language" content="es">',
            None,
            "2026-03-02T00:00:00Z",
        ),
        (
            '<meta name="date" content="02/03/2026"><meta name="content-language" content="en">',
            None,
            "2026-02-03T00:00:00Z",
        ),
        ("", "https://coast.example/2026/03/02/harbour", "2026-03-02T00:00:00Z"),
        ("<title>The harbour opens | The Coast | 02.03.2026</title>", None, "2026-03-02T00:00:00Z"),
    ],
)
def test_the_day_is_the_publishers_day(head, url, day):
    page = f"<html><head>{head}</head><body><p>x</p><time datetime='2009-04-11'>an old comment</time></body></html>"
    assert extract(page, url=url).as_object()["published"] == day
