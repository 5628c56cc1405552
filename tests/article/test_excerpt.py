"""Excerpts: whole sentences, the publisher's own characters, no more than allowed."""

from octavo.article.logic.excerpt import excerpt_of

LEDE = (
    "The north pier reopened on Tuesday. “It is sturdy,” said the chair. “That is enough.” Ferries return on Saturday."
)


def test_whole_sentences_that_fit_are_kept_with_their_quotation_marks():
    assert (
        excerpt_of(LEDE, words=17)
        == "The north pier reopened on Tuesday. “It is sturdy,” said the chair. “That is enough.”"
    )


def test_a_short_text_is_its_own_excerpt():
    assert excerpt_of(LEDE) == LEDE


def test_a_first_sentence_that_is_too_long_is_cut_and_says_so():
    assert excerpt_of("one two three four five.", words=3) == "one two three …"


def test_a_standfirst_without_a_full_stop_does_not_run_into_the_lede():
    assert excerpt_of(f"Pier open again after a year\n\n{LEDE}").startswith("The north pier")


def test_a_lone_standfirst_is_better_than_nothing():
    assert excerpt_of("Pier open again after a year") == "Pier open again after a year"


def test_scripts_without_spaces_are_cut_at_their_own_full_stop():
    assert excerpt_of("北埠頭が再開した。来月から夜の便も戻る。", words=6) == "北埠頭が再開した。"


def test_an_excerpt_of_a_script_without_spaces_is_no_longer_than_others():
    assert len(excerpt_of("北埠頭が再開した。" * 100)) <= 120
    assert len(excerpt_of("北埠頭が再開した" * 100)) <= 120


def test_a_publisher_that_allows_no_character_gives_no_excerpt():
    assert excerpt_of(LEDE, characters=0) == ""


def test_nothing_gives_nothing():
    assert excerpt_of("  \n\n ") == ""
