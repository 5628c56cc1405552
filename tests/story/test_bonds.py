"""Bonds: what people decided, the later word over the earlier."""

from octavo.story.logic.bonds import Bonds, Verdict, bonds_of


def test_nothing_decided_binds_nobody():
    assert bonds_of([]) == Bonds()
    assert not Bonds().bound


def test_merges_that_touch_become_one():
    bonds = bonds_of([Verdict(True, ["a"], ["b"]), Verdict(True, ["c"], ["d"]), Verdict(True, ["b"], ["c"])])
    assert bonds.together == (frozenset("abcd"),)


def test_a_later_split_takes_an_article_out_of_a_merge():
    bonds = bonds_of([Verdict(True, ["a", "b"], ["c"]), Verdict(False, ["b"], ["a", "c"])])
    assert bonds.together == (frozenset("ac"),)
    assert bonds.parts("c", "b")
    assert bonds.parts("b", "a")
    assert not bonds.parts("a", "c")


def test_a_later_merge_heals_a_split():
    bonds = bonds_of([Verdict(False, ["b"], ["a", "c"]), Verdict(True, ["b"], ["a", "c"])])
    assert bonds.together == (frozenset("abc"),)
    assert not bonds.apart
