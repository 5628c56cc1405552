"""The articles of a front page, told from all else that it links."""

from datetime import UTC, datetime

import pytest

from octavo.article.logic.front import MOST_LINKS, front_page
from octavo.fetch.errors import NotAFeedError, RobotsRefusedError

HOME = "https://coast.example/"
HEADLINES = [
    "Harbour opens again after the storm",
    "Council votes on the new tram line",
    "Lighthouse keeper retires at ninety",
    "Fishing boats return with a full catch",
    "School on the island gets a second teacher",
    "Ferry timetable changes in the spring",
]


def slug(words):
    return "-".join(words.lower().split())


def cards(form, headlines=HEADLINES):
    return "".join(form.format(n=4711 + n, slug=slug(words), words=words) for n, words in enumerate(headlines))


def page(body, head=""):
    return f'<html lang="en"><head><title>The Coast</title>{head}</head><body>{body}</body></html>'.encode()


def listed(body, head="", url=HOME, robots=None):
    return front_page(page(body, head), url, robots=robots)[1]


@pytest.mark.parametrize(
    "form",
    [
        '<h2><a href="/news/{slug}">{words}</a></h2>',
        '<div><a href="/{n}.html">{words}</a></div>',
        '<a href="/2026/03/01/{slug}"><img src="/x.jpg" alt=""><h3>{words}</h3><p>A teaser that says a little more.</p></a>',
        '<li><a href="https://coast.example/a?id={n}"><span>Region</span><span>{words}</span></a> <a href="/a?id={n}">More</a></li>',
        '<h3><a href="/News/archives/2026/03/01/200{n}">{words}</a></h3>',
        '<li><a href="/news/{slug}">{words}</a><p>A teaser that says at much greater length what the article is all about.</p></li>',
        '<p><b><a href="/news/{slug}">{words}</a></b> Whatever else is to be said of it stands behind it, in the same paragraph.</p>',
        '<article><a href="/n/{n}" title="{words}"><img src="/x.jpg" alt=""></a></article>',
        '<h2><a href="/{n}/story">{words}</a></h2>',
        '<h2><a href="/sport/{slug}-of-the-day/article">{words}</a></h2>',
    ],
)
def test_headlines_are_found_however_a_page_sets_them(form):
    found = listed(cards(form))
    assert [item.title.removeprefix("Region ") for item in found] == HEADLINES
    assert all(item.published is None or item.published.year == 2026 for item in found)


def test_headlines_are_told_from_menus_sections_services_and_sentences():
    others = [
        '<nav><a href="/news/all-of-our-many-sections">All of our many sections here</a></nav>',
        '<a href="/sport">Sport</a><a href="/topic/all-about-the-harbour">All about the old harbour</a>',
        '<a href="/authors/mara-lind">Everything that Mara Lind has written</a>',
        '<a href="/privacy-policy-and-more">How we handle what we know of you</a>',
        '<a href="/newsletter">The best of the week in your letter box</a>',
        '<a href="/paper-of-the-day.pdf">The whole paper of today as a file</a>',
        '<p>We report from the coast, as <a href="/news/how-we-report-here">told in our rules at length</a>, every day of the year.</p>',
        '<a href="https://elsewhere.example/news/harbour-opens-again-there">Harbour opens again over there</a>',
        '<a rel="sponsored" href="/news/buy-this-boat-now">Buy this boat now for less</a>',
        '<a href="javascript:open()">Open the menu of the site</a><a href="#top">Back to the top of it</a>',
        '<footer><a href="/news/who-prints-the-paper">Who prints the paper you are reading</a></footer>',
    ]
    around = "".join(others)
    found = listed(around + cards('<h2><a href="/news/{slug}">{words}</a></h2>') + around)
    assert [item.title for item in found] == HEADLINES


def test_scripts_without_spaces_have_headlines_and_menus_too():
    heads = ["港は嵐の後に再び開いた、船が入る", "町議会が新しい路面電車を採決した", "灯台守が九十歳で引退することに"]
    body = "".join(f'<li><a href="/article/{10000 + n}">{words}</a></li>' for n, words in enumerate(heads))
    menu = "".join(
        f'<li><a href="/article/{20000 + n}">{words}</a></li>' for n, words in enumerate(["社会", "スポーツ"])
    )
    assert [item.title for item in listed(menu + body)] == heads


def test_where_most_addresses_are_numbered_the_others_are_none():
    numbered = cards('<h2><a href="/news/{slug}-{n}">{words}</a></h2>')
    series = '<h2><a href="/our-long-summer-series">Our long series of the summer</a></h2>'
    assert [item.title for item in listed(series + numbered)] == HEADLINES


def test_the_time_is_that_of_the_links_own_card_or_address():
    own = '<div><div><h2><a href="/news/{slug}">{words}</a></h2><time datetime="2026-03-01T0{n}:00:00Z">x</time></div></div>'
    body = "".join(own.format(n=n, slug=slug(words), words=words) for n, words in enumerate(HEADLINES))
    assert [item.published for item in listed(body)] == [datetime(2026, 3, 1, n, tzinfo=UTC) for n in range(6)]
    dated = listed(
        cards('<li><a href="/2026/02/28/{slug}">{words}</a></li>') + '<time datetime="2026-03-01">today</time>'
    )
    assert {item.published for item in dated} == {datetime(2026, 2, 28, tzinfo=UTC)}
    assert {item.published for item in listed(cards('<h2><a href="/n/{slug}">{words}</a></h2>'))} == {None}


def test_how_long_ago_it_was_is_none_of_the_headlines_words():
    form = '<a href="/news/{slug}-{n}"><time datetime="2026-03-01">2 hours ago</time><div>{words}</div></a>'
    assert [item.title for item in listed(cards(form))] == HEADLINES
    assert listed(cards('<a href="/n/{slug}-{n}">{words} w<b>or</b>ldwide</a>'))[0].title.endswith("storm worldwide")


def test_of_several_links_to_one_article_the_headline_is_kept_whatever_the_address_carries():
    form = (
        '<a href="/news/{slug}-{n}?utm_source=front">Read all that we know of it here</a>'
        '<h2><a href="/news/{slug}-{n}#comments">{words}</a></h2>'
    )
    found = listed(cards(form))
    assert [item.title for item in found] == HEADLINES
    assert found[0].url == "https://coast.example/news/harbour-opens-again-after-the-storm-4711"


@pytest.mark.parametrize(
    ("title", "head", "host", "name"),
    [
        ("The Coast", "", "coast.example", "The Coast"),
        ("News from the sea | The Coast", "", "www.thecoast.example", "The Coast"),
        ("Home – The Coast Courier: read at breakfast", "", "courier.example", "The Coast Courier"),
        ("All that is new – and more", "", "coast.example", "All that is new – and more"),
        ("News", '<meta property="og:site_name" content="Coast &amp; Sea">', "news.example", "Coast & Sea"),
        ("", "", "coast.example", None),
    ],
)
def test_a_page_says_whose_it_is_and_in_which_language(title, head, host, name):
    body = cards('<h2><a href="/n/{slug}">{words}</a></h2>')
    whole = f'<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()
    feed, _ = front_page(whole, f"https://{host}/")
    assert (feed.kind, feed.title, feed.home, feed.language) == ("page", name, f"https://{host}/", "en")


def test_relative_addresses_are_joined_to_the_base_of_the_page():
    found = listed(cards('<h2><a href="{slug}">{words}</a></h2>'), '<base href="https://coast.example/north/">')
    assert found[0].url == "https://coast.example/north/harbour-opens-again-after-the-storm"


def test_a_page_that_asks_not_to_be_followed_is_not():
    body = cards('<h2><a href="/n/{slug}">{words}</a></h2>')
    for head, robots in (
        ('<meta name="robots" content="noindex, nofollow">', None),
        ('<meta name="octavobot" content="none">', None),
        ("", "octavobot: nofollow"),
    ):
        with pytest.raises(RobotsRefusedError, match="not to follow"):
            listed(body, head, robots=robots)
    assert len(listed(body, robots="otherbot: nofollow")) == 6
    assert listed(body.replace("<a ", '<a rel="nofollow" ', 1))[0].title == HEADLINES[1]


@pytest.mark.parametrize(
    "body", [b"", b"\x00" * 50, b"%PDF-1.7", b"<p>Hello.</p>", b'<a href="/about">About us and our paper</a>']
)
def test_a_page_that_lists_nothing_says_so(body):
    with pytest.raises(NotAFeedError, match="coast"):
        front_page(body, HOME)


def test_a_flood_of_links_costs_no_more_than_the_most_that_are_kept():
    many = "".join(
        f'<h2><a href="/news/a-very-long-day-{n}">A very long day number {n}</a></h2>' for n in range(20_000)
    )
    assert len(listed(many)) == MOST_LINKS
