from datetime import UTC, datetime, timedelta

import pytest

from octavo.insight.engines.static import StaticEmbedder
from octavo.story.logic.bonds import Verdict, bonds_of
from octavo.story.logic.cluster import Clusterer
from octavo.story.logic.report import report_of
from octavo.story.types import Placement

START = datetime(2025, 6, 14, 8, tzinfo=UTC)
FERRY = [
    "The ferry Halcyon caught fire off Ostrow on Monday. The coast guard took 214 passengers from "
    "the burning ship to Ostrow harbour.",
    "Fire broke out aboard the Halcyon, a ferry sailing to Ostrow, and all 214 passengers had to be "
    "rescued. Relatives waited on the quay in Ostrow.",
    "All 214 people aboard the ferry Halcyon were brought ashore at Ostrow after its engine room "
    "burned. Captain Ilse Marrow left the Halcyon last.",
    "Investigators in Ostrow want to know why the Halcyon burned. The ferry had been inspected in "
    "spring, and its 214 passengers are safe.",
]
QUAKE = [
    "An earthquake of magnitude 6.1 shook Kalvaria on Monday. Mayor Petr Halas opened the Kalvaria "
    "stadium to families.",
    "Families slept in the stadium of Kalvaria after a magnitude 6.1 earthquake brought down houses. "
    "Aftershocks went on in Kalvaria all night.",
    "Kalvaria counts its fallen houses after the earthquake. Seismologists measured a magnitude of "
    "6.1 and expect more aftershocks in Kalvaria.",
    "Aid reached Kalvaria by road after the earthquake of magnitude 6.1. Mayor Petr Halas said that "
    "the stadium was full.",
]
MARKET = [
    "The central bank of Norlandia kept its interest rate on Monday. Governor Ana Lind said "
    "inflation in Norlandia would ease.",
    "Norlandia leaves its interest rate where it is. The central bank sees inflation falling, its "
    "governor Ana Lind told reporters in Norlandia.",
    "No change of the interest rate in Norlandia: governor Ana Lind of the central bank trusts that "
    "inflation has peaked.",
    "The crown of Norlandia gained after the central bank held the interest rate. Ana Lind spoke of slower inflation.",
]


def report(i, text, *, hours=0.0, title=None, publisher="Ledger"):
    title = title if title is not None else text.split(".")[0]
    return report_of(
        i,
        publisher=publisher,
        published=START + timedelta(hours=hours),
        title=title,
        text=text,
        language="en",
        vector=StaticEmbedder().embed([title + text])[0],
    )


def stream():
    return [
        report(f"{name}{k}", texts[k], hours=k + 0.1 * n)
        for k in range(4)
        for n, (name, texts) in enumerate([("f", FERRY), ("q", QUAKE), ("m", MARKET)])
    ]


@pytest.fixture
def placed():
    clusterer = Clusterer()
    for r in stream():
        clusterer.place(r)
    return clusterer


def test_reports_of_one_event_come_together_and_others_stay_out(placed):
    events = {i: p.event for i, p in placed.placements.items()}
    assert len({events[f"f{k}"] for k in range(4)}) == 1
    assert len({events["f0"], events["q0"], events["m0"]}) == 3


def test_the_same_stream_gives_the_same_placements(placed):
    again = Clusterer()
    assert [again.place(r) for r in stream()] == [placed.placements[r.id] for r in stream()]


def test_an_answer_on_arrival_does_not_depend_on_what_follows():
    half, whole = Clusterer(), Clusterer()
    said = [half.place(r) for r in stream()[:6]]
    assert [whole.place(r) for r in stream()][:6] == said


def test_an_edited_copy_points_back_and_one_original_serves_all_copies():
    text = " ".join(FERRY)
    clusterer = Clusterer()
    clusterer.place(report("first", text))
    assert clusterer.place(report("second", "OSTROW (Wire) - " + text, publisher="Herald")).copy_of == "first"
    assert clusterer.place(report("third", text + " Read more inside.", publisher="Courier")).copy_of == "first"


def test_why_here_can_be_replayed(placed):
    why = placed.placements["f3"].features
    assert why["nearest"] in {"f0", "f1", "f2"}
    assert why["event_score"] >= why["event_threshold"]
    assert why["model"]


def test_after_a_restart_nothing_falls_apart(placed):
    reborn = Clusterer()
    for r in stream():
        reborn.remember(r, placed.placements[r.id])
    list(reborn.review())
    assert len({reborn.placements[f"f{k}"].event for k in range(4)}) == 1
    assert (
        reborn.place(
            report(
                "f9",
                "A crane lifted the burned ferry Halcyon from the harbour of Ostrow. Its 214 passengers are home.",
                hours=5,
            )
        ).event
        == reborn.placements["f0"].event
    )


def test_a_review_that_changes_nothing_says_nothing(placed):
    list(placed.review())
    assert list(placed.review()) == []


def test_an_event_always_lies_in_one_story(placed):
    list(placed.review())
    home = {}
    for p in placed.placements.values():
        assert home.setdefault(p.event, p.story) == p.story


def test_what_a_person_put_apart_never_meets_again_however_alike():
    clusterer = Clusterer()
    for name, text in zip("abcd", FERRY, strict=True):
        clusterer.place(report(name, text))
    clusterer.bonds = bonds_of([Verdict(False, ["a"], ["b", "c", "d"])])
    list(clusterer.review())
    placements = clusterer.placements
    assert placements["a"].story not in {placements[i].story for i in "bcd"}
    assert len({placements[i].story for i in "bcd"}) == 1
    clusterer.place(report("e", FERRY[0] + " Nobody was hurt."))  # near to both sides, it draws them together
    list(clusterer.review())
    assert clusterer.placements["a"].story != clusterer.placements["b"].story


def test_what_a_person_put_together_stays_in_one_storyline_however_unlike():
    clusterer = Clusterer()
    for name, text in (("f1", FERRY[0]), ("f2", FERRY[1]), ("q1", QUAKE[0]), ("q2", QUAKE[1])):
        clusterer.place(report(name, text))
    clusterer.bonds = bonds_of([Verdict(True, ["f1", "f2"], ["q1", "q2"])])
    for _ in range(2):
        list(clusterer.review())
        assert len({p.story for p in clusterer.placements.values()}) == 1
        assert len({p.event for p in clusterer.placements.values()}) == 2


def test_a_place_learnt_anew_replaces_the_old_one():
    clusterer = Clusterer()
    a = report("a", FERRY[0])
    clusterer.remember(a, clusterer.place(a))
    clusterer.remember(a, Placement("s-x", "e-x", None, 1.0))
    assert clusterer.placements["a"].story == "s-x"


def test_forgetting_drops_the_old_and_keeps_the_new(placed):
    assert placed.forget_before(START + timedelta(hours=2)) == 6
    assert set(placed.placements) == {"f2", "q2", "m2", "f3", "q3", "m3"}
    assert (
        placed.place(
            report(
                "f8", "The burned ferry Halcyon still smokes in Ostrow harbour. Its 214 passengers went home.", hours=4
            )
        ).event
        == placed.placements["f3"].event
    )


def test_a_headline_alone_is_placed():
    clusterer = Clusterer()
    one = clusterer.place(report("h1", "", title="Ferry Halcyon burns off Ostrow"))
    assert one.story
    assert one.copy_of is None


def test_a_report_is_judged_again_when_more_of_its_kind_have_come(placed):
    before = placed.placements["f0"]
    assert before.features["event_score"] == 0.0  # the first of its event had nobody to be laid beside
    list(placed.review())
    assert {p.event for i, p in placed.placements.items() if i[0] == "f"} == {before.event}
