"""The second look at stories comes in a calm moment too, once for what was placed, and never twice for the same."""

from datetime import timedelta

import pytest

from octavo.find.models import Relation
from octavo.flow.models import Work
from octavo.flow.steps import place, publish, understand
from octavo.flow.thinking import POSTING, Thinking
from octavo.story.models import Member
from octavo.story.types import Redirect
from tests.web.conftest import World

FIRE = "A ship caught fire in the harbour of Oakport on Monday night, and 14 people were hurt. Mayor Ines Calder thanked the crew."
CHESS = (
    "A girl of eleven won the chess championship of Brennick on Sunday, in a final of six hours against Perrin Vale."
)


@pytest.fixture
def world(db):
    return World()


def placed(world, *texts, at):
    articles = [world.article(title=text[:40], text=text, understood=False) for text in texts]
    for step, name in ((understand, "understand"), (place, "place")):
        rows = [Work.objects.get_or_create(step=name, target=a.pk, defaults={"due": at})[0] for a in articles]
        step.run(rows, at)
    return articles


@pytest.fixture
def later(world):
    """The moment after two batches, of which the second came too soon after the first to be looked at again."""
    placed(world, FIRE, at=world.now)
    placed(world, CHESS, at=world.now + timedelta(seconds=1))
    return world.now + timedelta(seconds=1)


def looks(monkeypatch):
    moments = []
    review = place._Window.review
    monkeypatch.setattr(place._Window, "review", lambda window, now: moments.append(now) or review(window, now))
    return moments


def test_what_was_placed_last_is_looked_at_again_when_it_is_due_and_not_before(later, monkeypatch):
    moments = looks(monkeypatch)
    place.settle(later)
    assert moments == []
    place.settle(later + place.REVIEW_AT_LEAST)
    assert moments == [later + place.REVIEW_AT_LEAST]


def test_the_last_look_waits_for_nothing_and_is_taken_once(later, monkeypatch):
    moments = looks(monkeypatch)
    place.settle(later, last=True)
    place.settle(later, last=True)
    assert moments == [later]


def test_only_who_places_looks_at_stories(later, monkeypatch):
    moments = looks(monkeypatch)
    Thinking(steps=POSTING).settle(last=True)
    assert moments == []
    Thinking().settle(last=True)
    assert len(moments) == 1


def test_a_look_that_fails_stops_nobody_and_comes_with_the_next_batch(later, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(place, "refresh_stories", fail)
        assert Thinking().settle(last=True) == 0
    moments = looks(monkeypatch)
    place.run([], later)
    assert moments == [later]
    assert Member.objects.count() == 2


def test_links_follow_what_a_second_look_takes_apart_and_puts_together(world, monkeypatch):
    other_words = (
        "Fourteen people are in hospital after fire broke out aboard a ship in the harbour of Oakport late on Monday. "
        "The crew put it out by midnight, and Mayor Ines Calder thanked them for it."
    )
    one, other = placed(world, FIRE, other_words, at=world.now)
    home = Member.objects.get(article=one)
    later = world.now + timedelta(minutes=1)

    def moved(story, event):
        redirect = Redirect("move", "story", (str(other.pk),), "", event, story, 0.5)
        monkeypatch.setattr(place._window.clusterer, "review", lambda _: [redirect])
        place._window.unreviewed = True
        place.settle(later, last=True)
        rows = Work.objects.filter(step="relate")
        assert {one.pk, other.pk} <= {row.target for row in rows}
        publish.again(list(rows), later)
        return dict(Relation.objects.filter(article=one).values_list("other", "relation")).get(other.pk, "none")

    publish.run(list(Work.objects.filter(step="publish")), world.now)
    assert Relation.objects.get(article=one, other=other).relation == "same-event"
    assert moved("apart", "apart-event") in ("topic", "none")
    assert moved(home.story.key, home.event.key) == "same-event"
    assert not Work.objects.filter(step="relate").exists()
