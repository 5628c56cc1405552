"""A home page gives away its feeds."""

import pytest

from octavo.source.logic.discover import discover, leads_to


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


PAGE = "<html><head><title>The Coast</title>{head}</head><body>{body}</body></html>"
RSS = 'type="application/rss+xml"'


def named(head="", body=""):
    found = discover(PAGE.format(head=head, body=body), "https://press.example/en/")
    return [item.url.removeprefix("https://press.example") for item in found if item.how != "guessed"]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<LINK REL="ALTERNATE" TYPE="APPLICATION/RSS+XML" HREF="/f.xml">', "/f.xml"),
        (f'<link rel="home Alternate  me" {RSS} href="a.atom">', "/en/a.atom"),
        ("<link rel=alternate type=application/rss+xml href=/f>", "/f"),
        (f"<link title='a > b' href='/f' {RSS} rel='alternate' />", "/f"),
        ('<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/f">', "/f"),
        ('<link rel="alternate" type=" application/atom+xml " href="\n /f \n">', "/f"),
        ('<link rel="alternate" type="text/xml" href="/f">', "/f"),
        ('<link rel="alternate" type="application/rdf+xml" href="/f">', "/f"),
        ('<link rel="alternate" type="application/feed+json" href="/f">', "/f"),
        ('<link rel="feed" href="/f">', "/f"),
        ('<link rel="alternate" href="/rss.xml">', "/rss.xml"),
        (f'<base href="https://press.example/base/"><link rel="alternate" {RSS} href="f">', "/base/f"),
        (f'<base href="/b/"><link rel="alternate" {RSS} href="f">', "/b/f"),
        (f'<link rel="alternate" {RSS} href="f"><base href="/late/">', "/late/f"),
        (f'<link rel="alternate" {RSS} href="/f?a=1&amp;b=2&#38;c=3">', "/f?a=1&b=2&c=3"),
        (f'<link rel="alternate" {RSS} href="feed://press.example/f">', "/f"),
        (f'<link rel="alternate" {RSS} href="feed:https://press.example/f">', "/f"),
        (f'<noscript><link rel="alternate" {RSS} href="/f"></noscript>', "/f"),
    ],
)
def test_a_feed_is_named_in_every_way_that_pages_write_it(head, url):
    assert named(head) == [url]
    assert named(body=head) == [url]  # a head that something ended too early


@pytest.mark.parametrize(
    "head",
    [
        f'<!-- <link rel="alternate" {RSS} href="/old"> -->',
        f'<!--[if IE]><link rel="alternate" {RSS} href="/old"><![endif]-->',
        f"<script>document.write('<link rel=alternate {RSS} href=/old>')</script>",
        f'<template><link rel="alternate" {RSS} href="/old"></template>',
        '<link rel="alternate" hreflang="de" href="/de/feed/">',
        '<link rel="alternate" media="handheld" href="/m/rss">',
        '<link rel="alternate stylesheet" type="text/css" href="/rss.css">',
        '<link rel="alternate" type="text/html" href="/feed">',
        f'<link rel="alternate" {RSS}>',
        f'<link rel="alternate" {RSS} href="">',
        f'<link rel="alternate" {RSS} href="javascript:alert(1)">',
        f'<link rel="alternate" {RSS} href="http://user@press.example/f">',
    ],
)
def test_what_names_no_feed_is_none(head):
    assert named(head) == []


@pytest.mark.parametrize(
    "comments",
    ["The Coast » Comments Feed", "Kommentar-Feed", "Flux des commentaires", "Comentarios", "Reacties"],
)
def test_the_first_feed_named_is_the_sites_and_that_of_comments_never(comments):
    head = f'<link rel="alternate" {RSS} title="{comments}" href="/x/1"><link rel="alternate" {RSS} title="News" href="/x/2">'
    assert named(f'{head}<link rel="alternate" {RSS} title="Sport" href="/x/3">') == ["/x/2", "/x/3", "/x/1"]
    assert named(head.replace(comments, "Commentary")) == ["/x/1", "/x/2"]


def test_a_feed_that_is_only_linked_is_known_by_its_address_or_by_what_its_link_says():
    links = '<a href="/x/all.rss">All</a><a href="feed://press.example/y">Y</a><a href="/abo/17">RSS feed</a>'
    assert named(body=links + '<a href="/atomic-energy">Atom smashers meet again after a long winter in town</a>') == [
        "/x/all.rss",
        "/abo/17",
    ]


@pytest.mark.parametrize(
    ("content", "there"),
    [
        ("0; url=/de/", "https://press.example/de/"),
        ("5;URL='https://press.example/fr/'", "https://press.example/fr/"),
        ("0, home.html", "https://press.example/en/home.html"),
        ("60", None),
        ("0; url=javascript:alert(1)", None),
        ("30; url=https://press.example/en/", None),
    ],
)
def test_a_page_that_sends_its_reader_on_says_where(content, there):
    page = PAGE.format(head=f'<meta http-equiv="Refresh" content="{content}">', body="")
    assert leads_to(page, "https://press.example/en/") == there
