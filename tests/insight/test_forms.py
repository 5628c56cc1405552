"""Forms of one thing."""

import pytest

from octavo.insight.logic.forms import other_numbers


@pytest.mark.parametrize(
    ("language", "label", "other"),
    [
        ("en", "ferry", "ferries"),
        ("en", "ferries", "ferry"),
        ("en", "night train", "night trains"),
        ("en", "boxes", "box"),
        ("en", "prizes", "prize"),
        ("en", "coach", "coaches"),
        ("en", "key", "keys"),
        ("fr", "port", "ports"),
        ("fr", "énergies renouvelables", "énergie renouvelable"),
        ("es", "ciudad", "ciudades"),
        ("es", "puertos", "puerto"),
        ("es", "ciudades", "ciudad"),
    ],
)
def test_a_common_noun_has_another_number(language, label, other):
    assert other in other_numbers(label, language)


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "Skarn"), ("en", "arms"), ("en", "news"), ("de", "häfen"), ("ja", "船"), ("en", "it")],
)
def test_names_other_things_and_other_languages_have_none(language, label):
    assert other_numbers(label, language) == ()


def test_what_means_another_thing_is_no_other_number():
    assert "arms" not in other_numbers("arm", "en")
    assert "glas" not in other_numbers("glass", "en")
    assert "viru" not in other_numbers("virus", "en")
