"""What is decided about comments without asking anybody."""

from dataclasses import replace

import pytest

from octavo.people.forms import plain
from octavo.people.logic.alike import outline
from octavo.people.logic.block import block_of
from octavo.people.logic.digest import Voice, picked
from octavo.people.logic.hold import Author, folded, links, why_held
from octavo.people.logic.mentions import mentioned
from octavo.people.logic.order import standing

KNOWN = Author(days=400, approved=20, removed=0, trusted=False)


def test_few_votes_prove_little():
    assert standing(0, 0) == 0.0
    assert standing(1, 0) < standing(9, 1) < standing(90, 10) < standing(100, 0) < 1
    assert standing(0, 50) == pytest.approx(0, abs=1e-9)


def test_look_alike_letters_are_compared_as_what_they_look_like():
    assert folded("ＢＵＹ  nów!") == folded("buy now") == "buy now"
    assert folded("Сhеар pιlls") == folded("CHE\u200bAP pills") == "cheap pills"


@pytest.mark.parametrize(
    "other",
    [
        "ada reader",
        "Аdа Reader",
        "Ａda  Reader",
        "Ada Reаder",
        "Ada\u00a0Reader",
        "Ada R\u0435ade\u200br",
        "Àda Reader",
    ],
)
def test_names_that_look_like_one_are_one(other):
    assert outline(other) == outline("Ada Reader")


def test_names_that_differ_to_the_eye_are_two():
    names = ["Ali", "Alu", "Мария", "Мари", "مريم", "مري", "Ada", "Anna", "王伟", "王偉"]
    assert len({outline(name) for name in names}) == len(names)


def test_figures_that_pass_for_letters_do_not_make_a_new_name():
    assert outline("M1ke O") == outline("Mlke 0")
    assert outline("Darnell") == outline("Damell")


def test_what_nobody_sees_is_left_out_and_what_joins_letters_stays():
    assert plain("pay\u00adpal \u202egnp\u2069\U000e0041") == "paypal gnp"
    assert plain("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"
    assert plain("pay\u200dpal") == "paypal"
    assert len(plain("Z" + "\u0310" * 90)) == 4


def test_an_account_that_is_new_or_hasty_is_read_first():
    new, hasty = Author(days=1, approved=0, removed=0, trusted=False), replace(KNOWN, lately=20)
    assert why_held("Words.", new) == ""
    assert "new here" in why_held("Words.", new, new_days=7)
    assert why_held("Words.", replace(new, approved=1), new_days=7) == ""
    assert "more than 20" in why_held("Words.", hasty)
    assert why_held("Words.", replace(KNOWN, lately=19)) == ""


@pytest.mark.parametrize(
    ("body", "count"),
    [("no link. really", 0), ("see https://a.example/x and www.b.example", 2), ("visit cheap-pills.shop", 1)],
)
def test_what_looks_like_a_link_counts_as_one(body, count):
    assert links(body) == count


def test_a_known_authors_link_stands_and_a_heap_of_them_waits():
    assert why_held("https://a.example/", KNOWN) == ""
    assert "6 links" in why_held(" https://a.example/" * 6, KNOWN)


def test_a_held_word_is_found_whole_and_in_any_letters():
    assert "word" in why_held("That is a BÄNNED thing", KNOWN, words=["banned"])
    assert why_held("abandoned things", KNOWN, words=["banned"]) == ""


def test_the_longest_name_is_the_one_that_was_called():
    names = {"Ada": 1, "Ada Reader": 2, "Zoë": 3}
    assert mentioned("@ada reader, have you seen @ZOË?", names) == [2, 3]
    assert mentioned("ada@reader.example wrote", {"Reader": 9}) == []


def test_neighbours_share_a_mark_and_nobody_else():
    assert block_of("192.0.2.7", "k") == block_of("192.0.2.200", "k") == block_of("::ffff:192.0.2.9", "k") != ""
    assert block_of("192.0.2.7", "k") != block_of("192.0.3.7", "k")
    assert block_of("2001:db8:1:2::1", "k") == block_of("2001:db8:1:ffff::1", "k") != block_of("2001:db8:2::1", "k")
    assert block_of("192.0.2.7", "k") != block_of("192.0.2.7", "other")
    assert block_of("not an address", "k") == ""


def test_a_long_thread_is_told_by_its_most_useful_voice_and_a_different_one():
    same = "the harbour should have been closed two days earlier than it was"
    voices = [Voice(n, n, same, 0.1, 3) for n in range(25)]
    voices[4] = Voice(4, 4, same, 0.9, 30)
    voices[9] = Voice(9, 9, "insurers pay nothing unless owners prove their moorings were inspected", 0.5, 12)
    assert [pk for pk, _ in picked(voices)] == [4, 9]
    assert picked(voices[:10]) == []
