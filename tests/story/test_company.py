"""Reports laid beside their nearest. All publishers, people and places are invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from octavo.insight.engines.static import StaticEmbedder
from octavo.story.logic.cluster import Clusterer, Options
from octavo.story.logic.company import FEATURES, Company
from octavo.story.logic.likeness import judged
from octavo.story.logic.lookalike import are_look_alikes, are_of_one_topic_at_most, hours_between
from octavo.story.logic.report import report_of

HERE = FEATURES.index("terms_here")
SAMES = (
    "An earthquake of magnitude 6.1 shook {town} on Monday. Mayor {mayor} opened the {hall} to families.",
    "Families slept in the {hall} of {town} after a magnitude 6.1 earthquake. Mayor {mayor} asked for tents.",
    "The seismological institute measured magnitude 6.1 in {town}. At the {hall}, mayor {mayor} counted families.",
    "Aid reached {town} by road after the earthquake of magnitude 6.1. The {hall} is full, mayor {mayor} said.",
    "After the magnitude 6.1 earthquake families leave the {hall}. Mayor {mayor} thanked helpers in {town}.",
)
FURTHER = (
    "In {town} the {hall} has beds for all, {mayor} said.",
    "{mayor} walked from the {hall} to the harbour of {town}.",
    "Nobody in {town} was hurt, {mayor} told reporters before the {hall}.",
    "The {hall} stands on the hill of {town}, where {mayor} was born.",
    "{town} will mend the {hall} first, {mayor} promised.",
)
OTHERWISE = (
    "{town} was shaken by a magnitude 6.1 earthquake, and families fled to the {hall}, which mayor {mayor} had opened.",
    "A night in the {hall}: families of {town} tell mayor {mayor} how the earthquake of magnitude 6.1 woke them.",
    "Families of {town} queue for soup at the {hall}; mayor {mayor} calls the magnitude 6.1 earthquake a warning.",
    "Mayor {mayor} shows reporters what a magnitude 6.1 earthquake did to {town} and to the {hall} where families sleep.",
    "Tents, then houses: mayor {mayor} tells families in the {hall} how {town} mends what the magnitude 6.1 earthquake broke.",
)
KALVARIA = {"town": "Kalvaria", "mayor": "Petr Halas", "hall": "Sokol Arena"}
NOWHERE = {"language": "en", "vector": np.zeros(256, np.float32)}
MONDAY = datetime(2025, 6, 16, tzinfo=UTC)
BRENWICK = {"town": "Brenwick", "mayor": "Ines Torvald", "hall": "Miners Lodge"}


def report(i, text):
    title = text.split(".")[0]
    vector = StaticEmbedder().embed([text])[0]
    made = datetime(2025, 6, 14, tzinfo=UTC)
    return report_of(i, publisher="Ledger", published=made, title=title, text=text, language="en", vector=vector)


def reports(places, prefix, sentences=SAMES):
    """Five reports, each naming the places over and over."""
    return [
        report(f"{prefix}{n}", f"{text} {further}".format(**places))
        for n, (text, further) in enumerate(zip(sentences, FURTHER, strict=True))
    ]


@pytest.fixture
def quakes():
    return reports(KALVARIA, "k"), reports(BRENWICK, "b")


def test_what_all_in_company_say_tells_less_than_what_few_say(quakes):
    ours, theirs = quakes
    company = Company(ours[0], [*ours[1:], *theirs])
    measured = dict(zip([r.id for r in [*ours[1:], *theirs]], company.measured, strict=True))
    alone = Company(ours[0], [theirs[0]]).measured[0]
    assert measured["b0"][HERE] < alone[0]
    assert all(measured[f"k{n}"][HERE] > measured[f"b{n}"][HERE] for n in range(1, 5))


def test_a_report_measures_the_same_among_the_nearest_and_beside_them(quakes):
    ours, theirs = quakes
    company = Company(ours[0], [*ours[1:], *theirs])
    assert np.allclose(company.beside([theirs[3]])[0], company.measured[-2])


def test_the_order_of_the_others_changes_nothing(quakes):
    ours, theirs = quakes
    there, back = Company(ours[0], ours[1:] + theirs), Company(ours[0], (ours[1:] + theirs)[::-1])
    assert np.allclose(there.measured, back.measured[::-1])


def test_nobody_near_is_no_fault(quakes):
    company = Company(quakes[0][0], [])
    assert company.measured.shape == (0, len(FEATURES))
    assert company.beside([]).shape == (0, len(FEATURES))
    assert np.isfinite(company.beside(quakes[1])).all()


def test_a_report_without_a_word_is_like_nothing(quakes):
    empty = report("empty", "")
    assert np.isfinite(Company(empty, quakes[0]).measured).all()
    assert Company(quakes[0][0], [empty]).measured[0, 0] == 0.0


def test_two_events_of_like_words_with_names_of_their_own_are_look_alikes(quakes):
    assert are_look_alikes(*quakes)


def test_halves_of_one_event_are_no_look_alikes():
    whole = reports(KALVARIA, "a") + reports(KALVARIA, "c")
    assert not are_look_alikes(whole[:5], whole[5:])


def test_four_reports_are_too_few_to_be_told_apart_by_their_names(quakes):
    assert not are_look_alikes(quakes[0][:4], quakes[1])


MARKETS = (
    "The price of oil rose to 54 dollars in {town}. Traders of {hall} feared a cold winter, said {mayor}.",
    "Oil cost more at the exchange of {town}, where {mayor} of {hall} sees no end of dear energy.",
    "Dealers in {town} sold oil at 53 dollars, and {mayor} of {hall} spoke of a nervous day.",
    "At 55 dollars oil is dear in {town}; {hall} and {mayor} blame the cold.",
    "Energy costs {town} more each week, {mayor} of {hall} said of the price of oil.",
)


def test_storylines_have_their_persons_and_places_and_topics_have_not(quakes):
    here, there = reports(KALVARIA, "o", MARKETS)[:2], reports(BRENWICK, "p", MARKETS)[:2]
    assert are_of_one_topic_at_most(here, there)
    assert are_of_one_topic_at_most(here[:1], there[:1])
    assert not are_of_one_topic_at_most(here, quakes[0])  # other words, the same town and mayor
    assert not are_of_one_topic_at_most(quakes[0][:2], quakes[0][2:])


def test_one_name_in_common_is_no_storyline_of_two_groups(quakes):
    meeting = {"town": "Kalvaria", "mayor": "Ines Torvald", "hall": "Miners Lodge"}
    assert are_of_one_topic_at_most(reports(meeting, "m", MARKETS)[:2], quakes[0])


def test_where_names_tell_nothing_topics_are_not_told_by_them(quakes):
    bare = [report_of("h", **{"publisher": "", "published": MONDAY, "title": "Kalvaria", "text": ""} | NOWHERE)]
    assert not are_of_one_topic_at_most(bare, quakes[0])
    other = [replace(one, language="de") for one in reports(BRENWICK, "d")]
    assert are_of_one_topic_at_most(other, [replace(one, language="de") for one in quakes[0]])
    assert not are_of_one_topic_at_most(other, quakes[0])  # across languages names are spelt otherwise
    assert not are_of_one_topic_at_most(
        *([replace(one, language="ja") for one in group] for group in (other, quakes[0]))
    )


def test_a_second_look_joins_no_two_stories_of_one_topic(quakes, monkeypatch):
    groups = reports(KALVARIA, "o", MARKETS)[:2], reports(BRENWICK, "p", MARKETS)[:2]

    def stories(*, ask):
        clusterer = Clusterer(Options(event=2, event_review=2, story_review=0.0, story_groups=0.0))
        if not ask:
            monkeypatch.setattr("octavo.story.logic.cluster.are_of_one_topic_at_most", lambda a, b: False)
        for one in (*groups[0], *groups[1]):
            clusterer.place(one)
        list(clusterer.review())
        return [{clusterer.placements[r.id].story for r in group} for group in groups]

    ours, theirs = stories(ask=True)
    assert not ours & theirs
    ours, theirs = stories(ask=False)
    assert ours & theirs


def test_a_second_look_never_joins_look_alikes_that_it_would_join_by_likelihood(quakes, monkeypatch):
    quakes = quakes[0], reports(BRENWICK, "b", OTHERWISE)

    def events(*, ask):
        clusterer = Clusterer(Options(event_review=0.1))
        monkeypatch.setattr(
            "octavo.story.logic.cluster.are_look_alikes", are_look_alikes if ask else lambda a, b: False
        )
        for one in (*quakes[0], *quakes[1]):
            clusterer.place(one)
        list(clusterer.review())
        return [{clusterer.placements[r.id].event for r in group} for group in quakes]

    ours, theirs = events(ask=False)
    assert ours & theirs
    ours, theirs = events(ask=True)
    assert not ours & theirs


def test_the_same_persons_in_another_matter_are_no_storyline():
    wolves = report(
        "wolves",
        "Five wolf cubs have been born in the mountains. It is the first litter in ninety years, and shepherds ask for dogs, "
        "fences and night guards. A camera near the den filmed the mother carrying a hare. The cubs will leave the den in "
        "autumn, when the pack follows the deer down to the forest. Farmers lost eleven sheep last winter and were paid for "
        "nine. Biologist Ilse Marrow of Quillhaven University wants the ridge closed to hikers until the snow falls.",
    )
    grain = report(
        "grain",
        "Bread will cost more in spring. Flour, wages and electricity rose together, and bakers say that they cannot wait "
        "longer. The price of a loaf has doubled within eight years, while incomes grew by a third. Supermarkets sell it below "
        "cost to draw customers. Economist Ilse Marrow of Quillhaven University expects bakers to raise prices twice before "
        "summer, and small shops to close. The guild asks parliament for lower taxes on ovens and delivery vans.",
    )
    company = Company(wolves, [grain, *reports(KALVARIA, "k")])
    assert dict(zip(FEATURES, company.measured[0].tolist(), strict=True))["names"] > 0.5
    found = judged(company.measured)[0]
    assert found.story < Options().story
    assert found.event < Options().event


def test_the_hours_between_two_groups_are_those_in_which_neither_reports(quakes):
    def dated(group, *hours):
        return [replace(one, published=MONDAY + timedelta(hours=h)) for one, h in zip(group, hours, strict=False)]

    one, other = quakes
    assert hours_between(dated(one, 0, 3), dated(other, 10, 30)) == 7
    assert hours_between(dated(other, 10, 30), dated(one, 0, 3)) == 7
    assert hours_between(dated(one, 0, 12), dated(other, 10, 30)) == 0
    assert hours_between(dated(one, 0), dated(other, 10, 30)) == 0  # a lone report may be late
    assert hours_between([replace(o, published=None) for o in one], dated(other, 10, 30)) == 0


def test_a_second_look_keeps_apart_what_began_when_the_other_had_ended():
    hours = {"a": range(5), "b": range(30, 35)}

    def events(later):
        clusterer = Clusterer(Options(event_review=0.1, event_later=later))
        for key, sentences in (("a", SAMES), ("b", OTHERWISE)):
            for one, hour in zip(reports(KALVARIA, key, sentences), hours[key], strict=True):
                clusterer.place(replace(one, published=MONDAY + timedelta(hours=hour)))
        list(clusterer.review())
        return [{p.event for i, p in clusterer.placements.items() if i.startswith(key)} for key in hours]

    ours, theirs = events(later=0.0)
    assert ours & theirs
    ours, theirs = events(later=1.0)
    assert not ours & theirs
