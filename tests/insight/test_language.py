import pytest

from octavo.insight.logic.language import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour opened again this morning after the storm had passed.", "en"),
        ("Le port a rouvert ce matin après le passage de la tempête.", "fr"),
        ("Der Hafen wurde heute Morgen nach dem Sturm wieder geöffnet.", "de"),
        ("港口今天早上重新开放了，渔民们很高兴。", "zh"),
    ],
)
def test_a_language_is_named(text, code):
    assert detect(text)[0] == code


@pytest.mark.parametrize("text", ["", "   ", "12 345", "https://quay.example/1"])
def test_without_letters_it_is_undecided(text):
    assert detect(text)[0] == "und"


def test_confidence_stays_between_nothing_and_certainty():
    assert 0.0 <= detect("ok ok ok")[1] <= 1.0
