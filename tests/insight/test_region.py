import pytest

from octavo.insight.logic.region import region_of


@pytest.mark.parametrize(
    ("places", "region"),
    [
        ([("Germany", 2)], "EU"),
        ([("Kyiv", 3), ("the United States", 1)], "EU"),
        ([("Nairobi", 1)], "AF"),
        ([("Ohio", 1)], "NA"),
        ([("Gaza", 4), ("UK", 1)], "AS"),
        ([("Ostrow Harbour", 9)], ""),
        ([], ""),
    ],
)
def test_a_text_is_of_the_continent_whose_places_it_names_most(places, region):
    assert region_of(places) == region


def test_a_text_that_names_two_continents_alike_is_of_neither():
    assert region_of([("France", 2), ("Japan", 2)]) == ""
