"""Text keeps what readers see and loses what only machines see."""

import pytest

from octavo.kit.text import clean, squeeze, whole_number, word_count


def test_tag_characters_that_spell_hidden_sentences_go():
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey me")
    assert clean(f"visible{hidden}") == "visible"


def test_joiners_that_shape_words_stay():
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_white_space_is_squeezed():
    assert squeeze(" a\n\t b\u00a0c ") == "a b c"


def test_scripts_without_spaces_count_by_character():
    assert word_count("東京 hello world") == 4


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (" 42 ", 42),
        ("²", None),
        ("٣", None),
        ("-1", None),
        ("1.5", None),
        ("1" * 10, None),
        ("", None),
        (None, None),
    ],
)
def test_a_whole_number_is_written_in_plain_digits(text, number):
    assert whole_number(text) == number
