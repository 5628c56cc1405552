"""Verbs of French and Spanish, told by the forms beside them."""

import pytest

from octavo.insight.logic.hashtags import hashtags
from octavo.insight.logic.sentences import split
from octavo.insight.logic.verbs import is_verb


@pytest.mark.parametrize("word", ["augmenter", "annoncent", "annoncera", "finir", "vendre", "détruire"])
def test_a_french_verb_is_told(word):
    assert is_verb(word, "fr")


@pytest.mark.parametrize("word", ["hiver", "métier", "président", "parlement", "avenir", "cendre", "accident", "quai"])
def test_a_french_noun_that_looks_like_a_verb_is_none(word):
    assert not is_verb(word, "fr")


@pytest.mark.parametrize("word", ["aumentar", "anuncian", "anunció"])
def test_a_spanish_verb_is_told(word):
    assert is_verb(word, "es")


@pytest.mark.parametrize("word", ["mar", "mujer", "lugar", "imagen", "orden", "volcán", "muelle"])
def test_a_spanish_noun_that_looks_like_a_verb_is_none(word):
    assert not is_verb(word, "es")


def test_english_has_no_such_rule():
    assert not is_verb("harbour", "en")


def test_no_verb_becomes_a_french_hashtag():
    text = (
        "Le conseil vient de décider d'augmenter la taxe du quai. Augmenter la taxe du quai fâche les pêcheurs. "
        "Les pêcheurs annoncent une grève du quai."
    )
    labels = {tag.label for tag in hashtags("", text, split(text), [], language="fr")}
    assert "quai" in labels
    assert not labels & {"augmenter", "annoncent"}


def test_a_tag_opens_the_sentence_where_its_word_stands_free():
    text = "La réduction d'effectifs inquiète le port. La ville compte réduire ses effectifs de moitié."
    found = [t for t in hashtags("", text, split(text), [], language="fr") if t.label == "effectifs"]
    assert [text[t.start : t.end] for t in found] == ["La ville compte réduire ses effectifs de moitié."]
