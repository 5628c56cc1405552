"""How sure we are tells operators where to look first."""

import pytest
from lxml import html

from octavo.article.logic.blocks import blocks_of
from octavo.article.logic.confidence import confidence_of, is_heard
from octavo.article.logic.extract import extract
from octavo.article.types import Paragraph

LINES = [
    f"The harbour of Oakport opened again after {n} days of storm, and the first ships came in at noon."
    for n in range(12)
]


def page(body):
    return extract(f"<html><head><title>Harbour</title></head><body>{body}</body></html>", url="https://c.example/a")


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def test_an_article_of_one_build_is_surer_than_one_in_pieces_and_nothing_is_no_article():
    plain = page(f"<article>{paragraphs(LINES)}</article>")
    pieces = "".join(f'<div class="box{n}"><p>{line}</p></div>' for n, line in enumerate(LINES))
    assert plain.text == page(f"<article>{pieces}</article>").text
    assert plain.confidence > page(f"<article>{pieces}</article>").confidence > 0
    assert page("<article></article>").confidence == 0


@pytest.mark.parametrize("lost", [3, 6, 9])
def test_the_less_of_a_pages_own_words_come_out_the_less_sure_we_are(lost):
    blocks = blocks_of(html.fromstring(f"<body><div>{paragraphs(LINES)}</div></body>")).all
    own = sum(map(len, LINES))

    def sure(lines):
        return confidence_of([Paragraph(line) for line in lines], blocks, own, agreed=True)

    assert sure(LINES) > sure(LINES[lost:]) > sure(LINES[lost + 2 :])


def test_lines_that_end_nowhere_and_modes_that_disagree_make_us_less_sure():
    blocks = blocks_of(html.fromstring(f"<body>{paragraphs(LINES)}</body>")).all
    text = [Paragraph(line) for line in LINES]
    cut = [Paragraph(line.removesuffix(".")) for line in LINES]
    own = sum(map(len, LINES))
    assert confidence_of(text, blocks, own, agreed=True) > confidence_of(cut, blocks, own, agreed=True)
    assert confidence_of(text, blocks, own, agreed=True) > confidence_of(text, blocks, own, agreed=False)
    assert confidence_of([Paragraph("港が再び開いた。")], [], 8, agreed=True) > confidence_of(
        [Paragraph("港が再び開いた")], [], 8, agreed=True
    )


@pytest.mark.parametrize(
    ("title", "heard"),
    [
        ("Harbour of Oakport opens after storm", True),
        ("Harbours reopened, shipping resumes", True),  # other forms of its words
        ("Seven painters win the Aldana prize", False),
        ("Opening night", True),  # two words may miss a text that is right
        ("港が再び開いた日のこと", True),
        (None, True),
    ],
)
def test_a_text_without_a_word_of_its_headline_is_not_trusted(title, heard):
    text = [Paragraph(line) for line in LINES]
    assert is_heard(title, text) is heard
    sure, own = confidence_of(text, [], sum(map(len, LINES)), agreed=True), sum(map(len, LINES))
    assert (confidence_of(text, [], own, title, agreed=True) == sure) is heard
    assert heard or confidence_of(text, [], own, title, agreed=True) < 0.7 < sure
