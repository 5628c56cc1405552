import pytest

from octavo.find.logic.related import relate, similarity
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


def test_similarity_is_symmetric_and_bounded(article):
    other = report("q", QUAKE[2])
    assert similarity(article, other) == pytest.approx(similarity(other, article))
    assert 0 <= similarity(article, other) < similarity(article, article) <= 1
