from dataclasses import replace

import pytest

from octavo.find.logic.degree import similarity
from octavo.find.logic.related import COMPANY, KINDRED, _by_relatives, _Found, relate, shared_names
from octavo.story.types import Placement
from tests.story.test_cluster import FERRY, MARKET, QUAKE, report


@pytest.fixture
def article():
    return report("a", FERRY[0])


def test_the_same_event_comes_first_and_says_so(article):
    found = relate(article, [report("m", MARKET[1]), report("f", FERRY[1], publisher="Herald"), article])
    assert [r.id for r in found] == ["f"]
    assert found[0].relation == "same-event"
    assert found[0].reason.endswith(".")
    assert 0 <= found[0].score <= 1


def test_nothing_is_offered_where_nothing_is_close(article):
    assert relate(article, [report("m", MARKET[1]), report("q", QUAKE[2])]) == ()


def test_a_near_copy_is_not_offered():
    article = report("a", " ".join(FERRY))
    assert relate(article, [report("copy", "OSTROW (Wire) - " + " ".join(FERRY), publisher="Herald")]) == ()


def test_the_clustering_settles_the_relation_and_time_names_it(article):
    later = report("l", FERRY[3], hours=72, publisher="Herald")
    placements = {"a": Placement("s", "e1", None, 1.0), "l": Placement("s", "e2", None, 1.0)}
    assert relate(article, [later], placements=placements)[0].relation == "follow-up"
    assert relate(later, [article], placements=placements)[0].relation == "background"


def test_what_the_clustering_has_told_apart_is_of_one_subject_at_most(article):
    later = replace(report("l", FERRY[3], publisher="Herald"), entities=("Ostrow", "Halcyon"))
    article = replace(article, entities=("Halcyon", "Ostrow"))
    apart = {"a": Placement("s", "e1", None, 1.0), "l": Placement("t", "e2", None, 1.0)}
    assert relate(article, [later])[0].relation == "same-event"
    found = relate(article, [later], placements=apart)
    assert [(r.relation, r.score <= KINDRED) for r in found] == [("topic", True)]


def test_two_reports_of_one_subject_that_name_nothing_in_common_are_no_story(article, monkeypatch):
    further = replace(report("f", FERRY[3], publisher="Herald"), names={"brennick": 0.8, "quillon": 0.6})
    monkeypatch.setattr("octavo.find.logic.related.SAME_EVENT", 2.0)
    assert relate(article, [report("f", FERRY[3], publisher="Herald")])[0].relation == "same-story"
    assert relate(article, [further])[0].relation == "topic"


def test_what_an_article_does_not_say_its_closest_relatives_may():
    def found(id_, text, likely):
        return _Found(report(id_, text), likely, likely, likely, likely, likely)

    near, far, closest = found("n", FERRY[2], 0.01), found("f", MARKET[1], 0.01), found("c", FERRY[1], 0.9)
    known = {f.report.id: f for f in _by_relatives([near, far, closest])}
    assert known["n"].likely > 0.2
    assert known["f"].likely < 0.05
    assert known["n"].rank > known["f"].rank
    assert [f.score for f in known.values()] == [0.01, 0.01, 0.9]  # how strong a link is said to be is its own
    assert _by_relatives([near, far]) == [near, far]  # nobody is close enough to speak for others
    assert known["c"].likely >= COMPANY


def test_days_and_measures_are_no_reason(article):
    one = replace(report("one", "The hall in Ostrow shut on Thursday for forty minutes."), entities=("Ostrow",))
    two = replace(report("two", "A match in Ostrow ended on Thursday after ninety minutes."), entities=("Ostrow",))
    assert set(shared_names(one, two)) <= {"Ostrow"}


def test_a_participle_is_no_reason():
    one = replace(report("one", "The herring traders of Ostrow settled late and looked tired."), entities=("Ostrow",))
    two = replace(
        report("two", "Nobody in Ostrow settled the herring quarrel, they looked away."), entities=("Ostrow",)
    )
    assert shared_names(one, two) == ("Ostrow", "herring")


def test_similarity_is_symmetric_and_bounded(article):
    other = report("q", QUAKE[2])
    assert similarity(article, other) == pytest.approx(similarity(other, article))
    assert 0 <= similarity(article, other) < similarity(article, article) <= 1


def named(id_, text, *entities, hours=0):
    return replace(report(id_, text, hours=hours, publisher=id_), entities=entities)


TARIFF = (
    "Grain imports face a tariff of thirty percent next year, and bakers expect dearer bread. Mills bought most of their wheat abroad, "
    "from farms in Norhaven. Shipping firms fear for the harvest season, customs offices hire clerks, and Oduya wants a parliament "
    "vote on the border duty before the summer; the president called the trade unfair."
)
CALL = (
    "President Oduya spoke to the president of Norhaven about prisoners, and both sides said a new round of talks over the border would "
    "follow. Norhaven is ready to talk, and Varland asked for an exchange of prisoners."
)


def test_two_names_at_the_head_of_both_are_offered_however_long_ago():
    old, new = (
        named("old", CALL, "Norhaven", "Oduya", "Talks"),
        named("new", TARIFF, "Ama Oduya", "Norhaven", hours=24 * 50),
    )
    found = relate(old, [new])
    assert [r.id for r in found] == ["new"]
    assert found[0].reason.endswith(" on Norhaven and Ama Oduya.")
    assert found[0].score >= KINDRED


def test_no_link_is_said_to_be_stronger_than_the_one_before_it():
    old = named("old", CALL, "Norhaven", "Oduya", "Talks")
    others = [
        named("new", TARIFF, "Ama Oduya", "Norhaven", hours=24 * 50),
        named("next", f"{CALL} It rained.", "Oduya"),
    ]
    scores = [r.score for r in relate(old, others)]
    assert scores == sorted(scores, reverse=True)


def test_one_name_in_common_is_no_relation():
    old, new = named("old", CALL, "Oduya", "Talks"), named("new", MARKET[1], "Oduya", "Bread", hours=24 * 50)
    assert relate(old, [new]) == ()


def test_a_reason_uses_the_fuller_name_and_names_nothing_twice():
    a, b = (
        named("a", CALL, "Oduya", "North Union", "Norhaven"),
        named("b", TARIFF, "Ama Oduya", "South Union", "Norhaven"),
    )
    assert shared_names(a, b) == ("Ama Oduya", "Norhaven")


def test_a_word_is_told_as_it_is_written_and_small_where_it_ever_is():
    one = replace(report("one", "Ferry fire in Oakport harbour kills nobody. Divers search the quay."), entities=())
    two = replace(report("two", "", title="Oakport Harbour: Ferry 2, Quay 0"), entities=())
    shared = shared_names(one, two)
    assert len(shared) == 2
    assert set(shared) <= {"Oakport", "harbour", "ferry", "Ferry", "quay"}
    assert not {"oakport", "Harbour", "Quay"} & set(shared)
