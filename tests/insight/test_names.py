import pytest

from octavo.insight.engines.static import StaticEmbedder
from octavo.insight.logic.names import names
from octavo.insight.logic.sentences import split
from octavo.insight.logic.understand import entities_of, understand


def labels(text, title="", language="en"):
    return [n.label for n in names(title, text, split(text), language)]


@pytest.mark.parametrize("line", ["VARSTAD - ", "VARSTAD (Wire) – ", "VARSTAD — "])
def test_a_shouted_dateline_is_a_place_in_small_letters(line):
    text = f"{line}The north pier reopened. It was a long winter."
    found = entities_of("", text, split(text), "en")
    assert [(e.label, e.kind) for e in found if e.label.lower() == "varstad"] == [("Varstad", "place")]
    assert "Wire" not in [e.label for e in found]


def test_a_joining_word_parts_two_names():
    found = labels(
        "They said Marrow and Oduya met. Peace between Ukraine and Russia holds, say the European Commission and EU."
    )
    assert {"Marrow", "Oduya", "Ukraine", "Russia", "European Commission", "EU"} <= set(found)


def test_what_a_person_is_stands_outside_of_the_name_whatever_it_names():
    found = labels(
        "They met Labour MP George Halloran and Tory MP Nigel Marrow. Corvex President Anna Brandt stayed, and Harbour Bank President "
        "Ama Lund left. It was a President of whom nobody spoke."
    )
    assert {"George Halloran", "Nigel Marrow", "Anna Brandt", "Ama Lund"} <= set(found)


def test_a_joining_word_stays_inside_an_institution():
    found = labels("It was the Food and Drug Administration that asked the University of Porto Alegre.")
    assert found == ["Food and Drug Administration", "University of Porto Alegre"]


def test_titles_and_peoples_are_no_part_of_a_name():
    found = labels(
        "Yesterday U.S. President Ama Mensah met British Prime Minister Ilse Marrow and Economy Minister Bo Lund."
    )
    assert set(found) == {"Ama Mensah", "Ilse Marrow", "Bo Lund"}


def test_a_surname_joins_its_full_name_and_its_kind():
    text = "The vote was lost, Ilse Marrow said. Oduya and Marrow met. Then Oduya told reporters of it."
    found = {e.label: (e.kind, e.count) for e in entities_of("", text, split(text), "en")}
    assert found == {"Ilse Marrow": ("person", 2), "Oduya": ("person", 2)}


def test_a_headline_never_makes_one_name_of_two():
    text = "On Monday Marrow called Russia. Then Marrow said no."
    assert set(labels(text, title="Oduya tells Marrow Russia is ready")) == {"Marrow", "Russia", "Oduya"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Some piers hold. Two piers fell. Twenty-two percent of the piers want paint. About half, nobody remembers.",
        ),
        (
            "de",
            "Nach Jahren fehlen Menschen am Pier. Der Pier kostet Millionen Kronen, sagen Menschen seit einem Monat.",
        ),
        ("fr", "Deux quais ont cédé. Certains veulent encore trente pour cent du quai. C'est l'année du quai."),
        ("es", "Dos muelles cayeron. Algunos quieren treinta por ciento del muelle. Hay más muelles cada año."),
    ],
)
def test_numbers_quantities_and_everyday_words_are_no_hashtags(language, text):
    dull = "some two twentytwo percent about half nobody remembers want jahren menschen millionen millionenkronen monat kronen deux "
    dull += "certains veulent trente cent année dos algunos quieren treinta ciento año hay más"
    tags = understand("", text, embedder=StaticEmbedder(), language=language).hashtags
    assert not {t.tag[1:].lower() for t in tags} & set(dull.split())


def test_two_names_side_by_side_are_two_where_each_stands_alone():
    text = (
        "Oduya told Marrow France is ready to sell. Marrow had called Oduya on Monday. "
        "France sold two ferries last year, Marrow said. Oduya wants ferries from France."
    )
    found = {n.label: n.count for n in names("Ferries for sale", text, split(text), "en")}
    assert "Marrow France" not in found
    assert found["France"] == 3


def test_a_name_that_holds_a_place_stays_whole():
    text = "Air France flies to Ostrow again. France is glad. France has waited, and Air France too. France pays."
    assert "Air France" in {n.label for n in names("Flights", text, split(text), "en")}


def test_who_had_called_is_a_person():
    text = "The minister posted that Oduya had called him on Friday. Oduya and the minister held talks."
    assert {e.label: e.kind for e in entities_of("", text, split(text), "en")}["Oduya"] == "person"
