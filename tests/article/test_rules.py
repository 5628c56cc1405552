"""An operator's rule says what of a publisher's pages is the article; it brings nothing back that a reader cannot see."""

import pickle

import pytest

from octavo.article.errors import BadSelectorError
from octavo.article.logic.cases import differences, fingerprint
from octavo.article.logic.extract import extract
from octavo.article.logic.rules import LONGEST, MOST, rule_of

URL = "https://coast.example/a"
PAGE = """<html lang=en><head><title>Coast</title><meta name=day content="2026-02-03T10:00:00Z"></head><body>
<header><h1>The <i>quay</i> held</h1><p class=by>By Ann Lee</p></header>
<div class=story><p>One crane fell.</p><p hidden>Hidden words.</p><div class=ad>Buy a boat.</div>
<blockquote><p>It held.</p></blockquote>Loose words.<ul><li>First item</li></ul><h2>Later</h2><p>It rained.</p></div>
<p class=tail>See also: boats.</p></body></html>"""


def read(**fields):
    return extract(PAGE, url=URL, rule=rule_of(fields))


def texts(page):
    return [(part.kind, part.text) for part in page.paragraphs]


def test_the_body_is_what_the_rule_points_at_in_the_pages_order():
    page = read(body="h2\n.story", remove=".ad")
    assert texts(page) == [
        ("paragraph", "One crane fell."),
        ("quote", "It held."),
        ("paragraph", "Loose words."),
        ("list", "First item"),
        ("heading", "Later"),
        ("paragraph", "It rained."),
    ]
    assert page.confidence > 0.95


def test_headline_byline_and_time_come_from_where_the_rule_says():
    page = read(title="h1", authors=".by", published="meta[name=day]", remove="header")
    assert (page.title, page.authors) == ("The quay held", ("Ann Lee",))
    assert page.published.isoformat() == "2026-02-03T10:00:00+00:00"


def test_what_no_reader_sees_cannot_be_ruled_back_in():
    assert "Hidden" not in read(body="[hidden], .story").text
    assert read(title="p[hidden]").title != "Hidden words."


def test_where_a_rule_finds_nothing_the_page_is_read_as_any_other():
    assert read(body=".moved-away", title="h7", authors="h7", published="h7") == extract(PAGE, url=URL)


def test_a_rule_cannot_take_the_page_itself_away():
    assert texts(read(body=".story p", remove="html\nbody\n*:root"))[0] == ("paragraph", "One crane fell.")


@pytest.mark.parametrize(
    ("selector", "why"),
    [
        ("div..x", "“.” at letter 5"), ("a[", "its end, at letter 3"), ("p:foo", "pseudo-class"), ("//div", "“/” at letter 1"),
        ("ns|p", "prefix"), ("p::before", "pseudo-elements"), ("x" * (LONGEST + 1), "longer"), ("p:not(" * 40, "no selector"),
        ("<script>alert(1)</script>", "“<”"), ("p" + "\n.x" * MOST, "at most"),
    ],
)  # fmt: skip
def test_a_bad_selector_is_refused_with_its_field_and_place(selector, why):
    with pytest.raises(BadSelectorError, match=why) as caught:
        rule_of({"remove": selector})
    assert caught.value.field == "remove"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.field, again.selector, str(again)) == ("remove", caught.value.selector, str(caught.value))


def test_a_reading_is_told_by_its_facts_and_the_ends_of_its_text():
    kept = fingerprint(read(body=".story", remove=".ad"))
    assert kept.opening.startswith("One crane fell.")
    assert kept.closing.endswith("It rained.")
    assert differences(kept, fingerprint(read(body=".story", remove=".ad"))) == []
    told = {what for what, _, _ in differences(kept, fingerprint(read(body=".story", title="h2")))}
    assert {"title", "characters", "paragraphs"} <= told


def test_words_that_change_between_the_ends_are_noticed():
    text = "<p>" + "</p><p>".join(f"Word {n} of many words here." for n in range(20)) + "</p>"
    pages = (f"<html><body><div>{text.replace('Word 9', end)}</div></body></html>" for end in ("Word 9", "Mord 9"))
    first, second = (fingerprint(extract(page, url=URL, rule=rule_of({"body": "div"}))) for page in pages)
    assert [what for what, _, _ in differences(first, second)] == ["between the ends"]
