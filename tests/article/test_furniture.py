"""What stands around an article on its page is told by its build where its words are not known."""

import pytest

from octavo.article.logic.extract import extract
from octavo.article.logic.furniture_words import is_ago, is_head

BODY = [
    f"The ferry board met on day {n} and agreed that crossing number {n} will run through the winter, whatever the ice does."
    for n in range(8)
]
# Words of no language: only the build of what follows can give them away.
HEAD, PROMPT = "Zumbelwok frinta", "Quarlim dopes wenta"
TITLES = ["Goat visits hall", "Mill turns again", "Choir wants a bus"]
TEASERS = [
    f"A {beast} walked into the town hall of another place and stood there for an hour before it left."
    for beast in ("goat", "horse", "heron")
]


def read(behind, paragraph="<p>{}</p>", body=BODY):
    paragraphs = "".join(paragraph.format(text) for text in body)
    page = f"<html><body><div class=x3><h1>Ferries stay</h1>{paragraphs}{behind}</div></body></html>"
    return [part.text for part in extract(page, url="https://quay.example/2026/ferries").paragraphs]


def cards(form):
    return "".join(
        f"<div class=k>{form.format(title=title, text=text)}</div>" for title, text in zip(TITLES, TEASERS, strict=True)
    )


LINKED = "<h3><a href=/x>{title}</a></h3><p>{text}</p>"
DATED = "<div>{title}</div><div>{text}</div><span>3 hours ago</span>"
BARE = "<div>{title}</div><div>{text}</div>"


@pytest.mark.parametrize("form", [LINKED, DATED, BARE], ids=["linked", "dated", "bare"])
@pytest.mark.parametrize("head", ["", f"<h3>{HEAD}</h3>", f"<div>{HEAD}</div>"], ids=["no head", "heading", "line"])
@pytest.mark.parametrize("paragraph", ["<p>{}</p>", "<div>{}</div>"])
def test_cards_go_with_the_line_that_heads_them_whatever_it_says(form, head, paragraph):
    assert read(head + cards(form), paragraph) == BODY


def test_a_small_box_before_the_cards_goes_with_them():
    box = f"<div class=b2><h4>{PROMPT}</h4><p>Zum</p></div><div class=s><a href=/f>Facebook</a><a href=/x>X</a></div>"
    assert read(box + f"<h3>{HEAD}</h3>" + cards(LINKED)) == BODY


def test_a_list_of_facts_at_the_end_is_the_articles_own():
    facts = ["Tickets", "www.ferry.example", "Deck: 60", "Cabin: 50", "Bicycle: 40", "Inquiry", "02 751 1500"]
    assert read("".join(f"<p>{fact}</p>" for fact in facts) + cards(LINKED)) == BODY + facts


def test_two_short_sections_at_the_end_are_the_articles_own():
    sections = "".join(
        f"<section><h2>{title}</h2><p>{text}</p></section>" for title, text in zip(TITLES[:2], TEASERS, strict=False)
    )
    assert [line for line in read(sections) if line not in TITLES] == [*BODY, *TEASERS[:2]]


def test_korean_paragraphs_are_running_text_though_they_are_short():
    body = [
        f"{n}번 항로는 겨울 내내 얼음이 부두를 어떻게 하든 운항할 것이라고 여객선 위원회가 월요일에 밝혔다."
        for n in range(1, 7)
    ]
    teaser = "염소 한 마리가 다른 마을의 시청에 들어가 한 시간 동안 서 있다가 떠났다고 한다."
    box = "".join(f"<div class=k><h3><a href=/x>염소의 방문 {n}</a></h3><p>{teaser}</p></div>" for n in range(3))
    assert read(f"<h3>{HEAD}</h3>{box}", body=body) == body


@pytest.mark.parametrize(
    "line",
    ["Anna K.3 hours ago", "boatman77vor 3 Stunden", "Anna K.há 3 horas", "박 씨3시간 전", "Anna · il y a 2 minutes"],
)
def test_a_time_right_behind_a_name_is_a_time(line):
    assert is_ago(line)


@pytest.mark.parametrize("line", ["The third hour", "He left 3 hours later", "In 1999 they met"])
def test_other_lines_with_numbers_are_none(line):
    assert not is_ago(line)


@pytest.mark.parametrize(
    "line",
    ["Inga kommentarer ännu. Bli först.", "Henüz yorum yok. İlk yorumu sen yaz.", "まだコメントはありません。"],
)
def test_a_box_of_comments_that_is_empty_says_so_in_a_sentence(line):
    assert is_head(line)
    assert not is_head("The minister had no comment on the matter.")
