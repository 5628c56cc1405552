"""What kind of thing a name is. Every person, company and town without a place on the map is invented."""

import pytest

from octavo.insight.logic.hashtags import hashtags
from octavo.insight.logic.sentences import split
from octavo.insight.logic.understand import entities_of


def kinds(text, title=""):
    return {e.label: e.kind for e in entities_of(title, text, split(text), "en")}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Corvex", "On Monday Corvex, the world's largest maker of engines, cut 400 jobs. Nobody knew why."),
        ("Corvex", "Yesterday shares in Corvex fell by a fifth. Nobody knew why."),
        ("Corvex", "They met telecoms firms such as Corvex in spring. Nobody knew why."),
        ("Ostra Micro Devices", "It is Ostra Micro Devices (OMD) that asks for aid. In June OMD closed a plant."),
        ("Danish Dairy Board", "Prices fell, the Danish Dairy Board said. Later the Danish Dairy Board said more."),
        ("Reuters", "The minister told Reuters that he would go. He told Reuters nothing else."),
        ("US Geological Survey", "The quake was strong, the US Geological Survey said on Monday."),
    ],
)
def test_organisations_are_told_by_their_trade_their_initials_and_what_the_world_knows(label, text):
    assert kinds(text)[label] == "organisation"


@pytest.mark.parametrize("thing", ["TV", "GDP", "DVD", "HIV", "16GB", "Labour MPs"])
def test_abbreviations_of_things_and_measures_are_no_organisations(thing):
    assert kinds(f"On Monday they spoke of {thing} for an hour. Nobody knew why.").get(thing, "topic") == "topic"


@pytest.mark.parametrize("place", ["Gulf of Varland", "Republic of Ireland", "Northern Norway", "Gaza Strip", "Kiev"])
def test_places_are_told_by_their_heads_and_the_map(place):
    assert kinds(f"They spoke of the {place} for an hour. Nobody knew why.")[place] == "place"


def test_what_is_new_is_no_place_for_that():
    assert (
        kinds("They banned New Psychoactive Substances in May. Nobody knew why.")["New Psychoactive Substances"]
        == "topic"
    )


def test_a_family_name_that_stands_alone_later_tells_a_person_and_that_of_a_club_does_not():
    found = kinds(
        "It was Kelm Dravik who ran. Then Dravik fell. Fans of the Detroit Harriers cheered. The Harriers won."
    )
    assert (found["Kelm Dravik"], found["Detroit Harriers"] == "person") == ("person", False)


def test_one_word_that_says_something_once_may_be_a_company():
    assert kinds("The plant will close, Corvex said. Nobody knew why.")["Corvex"] == "topic"
    assert kinds("It is late, Oduya said. He slept. Oduya said no more.")["Oduya"] == "person"
    assert kinds("The laws of the Oduya administration hold. Nobody knew why.")["Oduya"] == "person"


def test_what_a_thing_is_stands_in_no_name():
    assert "Velm" in kinds("On Friday Lisbon-based Velm bought a rival. Then Velm rested.")


def tags(title, text):
    sentences = split(text)
    return [t.tag for t in hashtags(title, text, sentences, entities_of(title, text, sentences, "en"))]


def test_a_thing_and_its_initials_are_one_tag():
    found = tags(
        "Ostra Harbour Board votes",
        "The Ostra Harbour Board (OHB) voted for a new pier. The OHB will pay for the pier. Ships wait for the OHB, and it waits for aid.",
    )
    assert "#OstraHarbourBoard" in found
    assert "#OHB" not in found


def test_a_tag_is_written_as_the_noun_that_it_is():
    found = tags(
        "Registry loses papers",
        "She had filed a suit about the lost file. The file lay in a cellar, and nobody missed the file for a year.",
    )
    assert "#File" in found
    assert "#Filed" not in found
