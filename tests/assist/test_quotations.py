"""What stands between quotation marks, and never what stands between two quotes."""

import pytest

from octavo.assist.logic.facts import key_facts
from octavo.assist.logic.quotations import quotations
from octavo.assist.logic.verify import verify
from octavo.assist.types import Source
from octavo.insight.logic.sentences import split


def quoted(text, shortest=1):
    return [quote.words for quote in quotations(text, shortest)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('The "bully" tactics of a "cold" house.', ["bully", "cold"]),
        ('"I forgot," he said. "It rained."', ["I forgot,", "It rained."]),
        ("“Stay,” she said, “and eat.”", ["Stay,", "and eat."]),
        ("„Bleib“, sagte sie, „und iss“.", ["Bleib", "und iss"]),
        ("„Bleib”, sagte sie.", ["Bleib"]),
        ("« Reste », dit-elle. « Et mange. »", ["Reste", "Et mange."]),
        ("»Bleib«, sagte sie, »und iss.«", ["Bleib", "und iss."]),
        ('He said:\n\n"It goes on\n\nand on."', []),  # a paragraph does not end inside a quote
        ('The 12" record and a 7" one', []),
        ('A quote ("of one") and—"of two"—words', ["of one", "of two"]),
        ('It is "unfinished', []),
    ],
)
def test_a_mark_opens_before_a_word_and_closes_behind_one(text, found):
    assert quoted(text) == found


def test_the_places_of_a_quote_are_those_of_its_words():
    text = "Then « Reste ici », dit-elle."
    (quote,) = quotations(text)
    assert text[quote.first : quote.last] == quote.words == "Reste ici"
    assert text[quote.start : quote.end] == "« Reste ici »"


def test_short_quotes_are_paired_before_they_are_left_out():
    assert quoted('A "dry" run, and then he walked all the way home to a "wet" bed.', shortest=12) == []


def test_no_fact_takes_the_words_between_two_quotes_for_a_quote():
    text = (
        'Ilse Marrow called the house "cold" and said that the rules could harm the young people who had to live in it. '
        'She called the food "sad". "Nobody should have to eat this twice in one week," Marrow said.'
    )
    facts = key_facts(text, split(text), ())["quotes"]
    assert [fact.label for fact in facts] == ["Nobody should have to eat this twice in one week,"]


def test_many_marks_cost_little():
    assert len(quoted('"a ' * 20_000)) == 0
    assert len(quoted('"a" ' * 20_000)) == 20_000
    assert quoted("“" * 50_000) == []


def test_a_quote_given_to_another_speaker_is_refused_beside_short_quotes():
    text = 'The "old" pier will go, the board said. "We will miss it more than the gulls will," said Bo Lund.'
    claim = '"We will miss it more than the gulls will," said Ilse Marrow.'
    assert verify(claim, [Source("a", "", text)]).verdict != "supported"
