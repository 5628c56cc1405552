from octavo.insight.logic.sentences import split


def parts(text):
    return [text[s.start : s.end] for s in split(text)]


def test_a_title_before_a_name_does_not_end_a_sentence():
    assert parts("Dr. Ama Mensah met Mr. Osei at 5 p.m. on Friday. They agreed.") == [
        "Dr. Ama Mensah met Mr. Osei at 5 p.m. on Friday.",
        "They agreed.",
    ]


def test_an_abbreviation_ends_a_sentence_when_another_clearly_begins():
    assert parts("It sells to the U.S. The rest stays.") == ["It sells to the U.S.", "The rest stays."]


def test_a_sentence_never_crosses_a_paragraph():
    found = split("One line without a stop\n\nAnother line.")
    assert [s.paragraph for s in found] == [0, 1]


def test_closing_quotation_marks_stay_with_their_sentence():
    assert parts("“We are open.” The doors stood wide.") == ["“We are open.”", "The doors stood wide."]


def test_chinese_and_japanese_sentences_end_without_a_space():
    assert parts("港口今天重新开放。船只下周恢复。") == ["港口今天重新开放。", "船只下周恢复。"]


def test_french_and_german_abbreviations_are_known():
    assert len(parts("M. Dupont arrive mardi. Il repart jeudi.")) == 2
    assert len(parts("Das gilt z.B. für Kähne. Mehr nicht.")) == 2


def test_an_abbreviation_set_with_a_space_is_no_end_either():
    assert len(parts("Das gilt z. B. Für Kähne d. h. Boote. Mehr nicht.")) == 2
    assert len(parts("It left at 5 a. m. Tuesday. The u. S. Coast Guard saw it.")) == 2


def test_an_empty_text_has_no_sentences():
    assert split("") == ()
    assert split(" \n\n ") == ()
