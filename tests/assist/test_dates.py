"""What a text's own words for a day mean beside the day it was published."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from octavo.assist.logic.dates import dates

SUNDAY = datetime(2025, 6, 15, 5, 40, tzinfo=UTC)


def first(text, language="en", published=SUNDAY):
    return dates(text, published, language)[0]


@pytest.mark.parametrize(
    ("language", "text", "words", "day"),
    [
        ("en", "Earlier on Saturday, both sides swapped prisoners.", "Earlier on Saturday", (2025, 6, 14)),
        ("en", "The attack began on Friday.", "on Friday", (2025, 6, 13)),
        ("en", "The pier will reopen on Friday, the board said.", "on Friday", (2025, 6, 20)),
        ("en", "On Monday the board said the pier will reopen soon.", "On Monday", (2025, 6, 9)),
        ("en", "A vote is due on Monday.", "on Monday", (2025, 6, 16)),
        ("en", "She arrived three days ago.", "three days ago", (2025, 6, 12)),
        ("en", "It was signed on 4 July 2024.", "4 July 2024", (2024, 7, 4)),
        ("en", "It was signed on December 3.", "December 3", (2024, 12, 3)),
        ("en", "The ship left yesterday evening.", "yesterday evening", (2025, 6, 14)),
        ("en", "The record stands since 2025-06-01.", "2025-06-01", (2025, 6, 1)),
        ("de", "Am Montagabend brach ein Feuer aus.", "Am Montagabend", (2025, 6, 9)),
        ("de", "Er kam am vergangenen Freitag an.", "am vergangenen Freitag", (2025, 6, 13)),
        ("de", "Die Sitzung ist am 3. Juni gewesen.", "am 3. Juni", (2025, 6, 3)),
        ("de", "Vor zwei Tagen lief das Schiff aus.", "Vor zwei Tagen", (2025, 6, 13)),
        ("fr", "Le ferry a pris feu samedi soir.", "samedi soir", (2025, 6, 14)),
        ("fr", "Il est parti il y a trois jours.", "il y a trois jours", (2025, 6, 12)),
        ("fr", "Le traité du 14 juin 2024 tient.", "du 14 juin 2024", (2024, 6, 14)),
        ("es", "Llegaron el sábado por la noche.", "el sábado por la noche", (2025, 6, 14)),
        ("es", "El barco salió ayer por la mañana.", "ayer por la mañana", (2025, 6, 14)),
        ("es", "La ley es del 14 de junio de 2024.", "del 14 de junio de 2024", (2024, 6, 14)),
    ],
)
def test_a_day_is_reckoned_from_the_day_of_publication(language, text, words, day):
    found = first(text, language)
    assert (found.text, found.first, found.last) == (words, date(*day), date(*day))
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("language", "text", "span", "grain"),
    [
        ("en", "It was the fourth exchange last week.", ((2025, 6, 2), (2025, 6, 8)), "week"),
        ("en", "Troops entered in February 2022.", ((2022, 2, 1), (2022, 2, 28)), "month"),
        ("en", "It will open in January.", ((2026, 1, 1), (2026, 1, 31)), "month"),
        ("en", "The mill has been closed since January.", ((2025, 1, 1), (2025, 1, 31)), "month"),
        ("en", "The ferry was built in 1998.", ((1998, 1, 1), (1998, 12, 31)), "year"),
        ("de", "Darüber entscheidet der Rat in der kommenden Woche.", ((2025, 6, 16), (2025, 6, 22)), "week"),
        ("fr", "Il avait plu la semaine dernière.", ((2025, 6, 2), (2025, 6, 8)), "week"),
        ("es", "Se firmó en marzo pasado.", ((2025, 3, 1), (2025, 3, 31)), "month"),
        ("es", "El ayuntamiento sacará la obra a concurso en enero.", ((2026, 1, 1), (2026, 1, 31)), "month"),
    ],
)
def test_a_longer_while_keeps_its_grain(language, text, span, grain):
    found = first(text, language)
    assert ((found.first, found.last), found.grain) == ((date(*span[0]), date(*span[1])), grain)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He may march with the band in may."),
        ("en", "The shop is closed on Sundays and sells Black Friday bags."),
        ("en", "On 04/05/2025 nobody knows which day is meant."),
        ("en", "It happened on 31 June."),
        ("de", "Am Morgen kam die Flut."),
        ("fr", "Le mardi, il dort."),
        ("es", "Los lunes al sol por la mañana."),
        ("fi", "Laiva upposi maanantaina."),
    ],
)
def test_what_names_no_day_is_left_alone(language, text):
    assert dates(text, SUNDAY, language) == []


def test_without_a_day_of_publication_only_whole_dates_are_resolved():
    assert first("The ship left on Monday.", published=None).first is None
    assert first("The ship left on 4 July 2024.", published=None).first == date(2024, 7, 4)


def test_the_day_is_that_of_the_publications_own_zone():
    night = datetime(2025, 6, 15, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    assert first("It began today.", published=night).first == date(2025, 6, 15)
    assert first("It began today.", published=night.astimezone(UTC)).first == date(2025, 6, 14)


def test_the_day_something_was_said_comes_after_the_day_it_happened():
    found = dates("The bridge fell on Friday, the mayor said on Saturday.", SUNDAY)
    assert [d.text for d in found] == ["on Friday", "on Saturday"]
    said_first = dates("The mayor said on Saturday that the bridge fell on Friday.", SUNDAY)
    assert said_first[0].text == "on Friday"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Alliance held the seat of Ostrow in a by-election on Monday.", date(2026, 3, 9)),
        ("The bridge was opened by the mayor on Monday.", date(2026, 3, 9)),
        ("The council rejected plans for the quay on Monday.", date(2026, 3, 9)),
        ("Calder takes her seat in the council on Monday.", date(2026, 3, 16)),
        ("The line, which takes two hours, was closed on Monday.", date(2026, 3, 9)),
        ("The lock must be open again by Monday.", date(2026, 3, 16)),
        ("The guild's members vote on the agreement on Sunday and are expected to accept.", date(2026, 3, 15)),
        ("The gates were open on Sunday.", date(2026, 3, 8)),
    ],
)
def test_only_words_of_what_is_to_come_put_a_day_ahead(text, day):
    (found,) = dates(text, datetime(2026, 3, 11, 12, tzinfo=UTC), "en")
    assert found.first == day


def test_the_last_week_is_no_week_of_the_calendar():
    assert not dates(
        "The party sent three ministers to Ostrow in the last week.", datetime(2026, 3, 11, tzinfo=UTC), "en"
    )
