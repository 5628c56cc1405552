"""What is not an article's own goes; what is built as its paragraphs stays."""

import pytest

from octavo.article.logic.extract import extract
from octavo.article.logic.kind import refusal
from octavo.article.logic.trim import trimmed
from octavo.article.types import Paragraph

_SENTENCES = (
    "The harbour council voted on Monday to keep the old lighthouse, after a debate that lasted four hours.",
    "Its keeper, who has climbed the stairs each evening for thirty years, heard the news on the radio.",
    "Repairs will begin in spring, when the storms are over and the scaffold can stand without being tied down.",
    "The town will pay half of the costs, and a fund for monuments has promised the rest until next summer.",
)


def _trimmed(*lines: str, title: str = "Lighthouse stays", authors: tuple[str, ...] = ("Ann Lee",)) -> list[str]:
    return [paragraph.text for paragraph in trimmed(map(Paragraph, lines), title, authors)]


@pytest.mark.parametrize(
    "line", ["Harbour: Lighthouse stays put tonight", "By Ann Lee", "May 18, 2026, 10:15", "Article content"]
)
def test_titles_bylines_dates_and_labels_before_the_first_sentence_go(line):
    assert _trimmed(line, *_SENTENCES, title="Lighthouse stays put tonight") == list(_SENTENCES)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ten towers worth a walk",
        "Les også: Fyret blir stående",
        "Lesen Sie auch: Der Turm bleibt",
        "Photo: Ann Lee / Agency",
        "Sign up for our newsletter and get it every morning.",
        "To view the full story, please subscribe to The Harbour Times.",
        "Already a subscriber? Log in here.",
        "Become a member and keep our harbour reporters afloat.",
        "Hazte miembro y disfruta de todo",
        "For the latest news download our apps for iOS and Android.",
        "Únete a nuestro canal de Telegram",
        "This post contains affiliate links.",
        "We want to hear what you think about this article.",
        "Anzeige - Ein Boot für jeden Tag",
        "keeper, who has climbed the stairs each evening for thirty years, heard the news",
    ],
)
def test_pointers_credits_prompts_and_pull_quotes_between_paragraphs_go(line):
    assert _trimmed(*_SENTENCES[:2], line, *_SENTENCES[2:]) == list(_SENTENCES)


@pytest.mark.parametrize(
    "line",
    ["(dmk)", "© dpa-infocom, dpa:230428-99-48/5", "Additional reporting by Bo Ek", "Ann Lee is a reporter in Oslo."],
)
def test_signs_and_agency_marks_behind_the_last_paragraph_go(line):
    assert _trimmed(*_SENTENCES, line) == list(_SENTENCES)


def test_a_text_made_of_such_lines_is_left_alone():
    lines = ["By Ann Lee", "May 18, 2026, 10:15"]

    assert _trimmed(*lines) == lines


def _page(body: str) -> bytes:
    return f"<html><head><title>Lighthouse stays</title></head><body><main>{body}</main></body></html>".encode()


def test_a_paragraph_that_is_all_link_stays_among_paragraphs_of_its_build():
    linked = "The plan to sell the tower had been met with anger in the whole region last autumn."
    body = "".join(f"<p>{text}</p>" for text in (*_SENTENCES[:2], f"<a href='/x'>{linked}</a>", *_SENTENCES[2:]))

    found = [paragraph.text for paragraph in extract(_page(f"<article>{body}</article>")).paragraphs]

    assert found == [*_SENTENCES[:2], linked, *_SENTENCES[2:]]


def test_lists_of_links_between_paragraphs_go_with_their_heading():
    links = "<ul><li><a href='/a'>Ten towers worth a walk</a></li><li>Sea: <a href='/b'>How the tide was tamed</a></li></ul>"
    body = "".join(f"<p>{text}</p>" for text in _SENTENCES[:2]) + "<h3>From the coast</h3>" + links
    body += "".join(f"<p>{text}</p>" for text in _SENTENCES[2:])

    assert [paragraph.text for paragraph in extract(_page(f"<article>{body}</article>")).paragraphs] == list(_SENTENCES)


def test_the_picture_shown_is_taken_where_it_is_the_asset_that_is_shared():
    head = "<meta property='og:image' content='https://q.example/social/1234567_overlay.jpg'>"
    body = "<img src='/shown/1234567_640.jpg' width='640'>" + "".join(f"<p>{text}</p>" for text in _SENTENCES)
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"

    image = extract(page, url="https://q.example/a").image

    assert image is not None
    assert image.url == "https://q.example/shown/1234567_640.jpg"


def test_an_article_under_a_query_of_the_front_page_is_no_front():
    url = "https://q.example/?p=123"
    page = _page("<article>" + "".join(f"<p>{text}</p>" for text in _SENTENCES) + "</article>")

    assert refusal(extract(page, url=url), url) is None


def test_a_noscript_that_opens_a_box_outside_of_it_swallows_nothing():
    body = "".join(f"<p>{sentence}</p>" for sentence in _SENTENCES)
    page = f"<body><noscript><div id=nojs></noscript><h1>Lighthouse stays</h1>{body}<noscript></div></noscript></body>"
    assert all(sentence in extract(page).text for sentence in _SENTENCES)


def test_a_noscript_that_is_whole_stays_unread():
    body = "".join(f"<p>{sentence}</p>" for sentence in _SENTENCES)
    assert (
        "scripts"
        not in extract(f"<body><noscript><div>Turn scripts on to read this.</div></noscript>{body}</body>").text
    )


def test_the_shortest_report_is_an_article():
    page = f"<body><nav><a href=/a>News</a></nav><h1>Lighthouse stays</h1><div><p>{_SENTENCES[0]}</p><p>{_SENTENCES[1]}</p></div></body>"
    found = extract(page, url="https://coast.example/2026/lighthouse")
    assert refusal(found) is None
    assert found.text == "\n\n".join(_SENTENCES[:2])
