from octavo.insight.logic.words import words
from octavo.story.logic.shingles import containment, sketch

LONG = " ".join(f"word{i} and thing{i * 7 % 101} near place{i * 3 % 89}" for i in range(400))


def share(a, b):
    return containment(*sketch(words(a)), *sketch(words(b)))


def test_a_text_holds_itself():
    assert share(LONG, LONG) == 1.0


def test_half_of_a_text_is_wholly_held_by_it():
    assert share(LONG[: len(LONG) // 2], LONG) > 0.97


def test_strangers_share_nothing():
    assert share(LONG, " ".join(f"other{i} stranger{i}" for i in range(500))) == 0.0


def test_very_short_texts_have_no_runs():
    assert share("too short", "too short") == 0.0
