"""Corrections by operators: carried out at once, kept for ever, taken back without a trace."""

from datetime import UTC, datetime, timedelta

import pytest

from octavo.article.models import Article
from octavo.flow.steps import place as step
from octavo.insight.engines.static import StaticEmbedder
from octavo.source.models import Publisher
from octavo.story.actions import Placed, refresh_stories, store_placements
from octavo.story.corrections import merge_stories, split_article, standing_bonds, undo_correction
from octavo.story.errors import CorrectionError
from octavo.story.logic.report import report_of, to_bytes
from octavo.story.models import Member, Story
from octavo.story.types import Placement

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRE = "The ferry Halcyon caught fire off Ostrow. The coast guard took {n} passengers from the burning ship to Ostrow harbour."
QUAKE = "An earthquake of magnitude 6.1 shook Kalvaria. Mayor Petr Halas opened the {n} halls of the Kalvaria stadium to families."


@pytest.fixture
def world():
    """Two reports of a fire in story s-f and two of an earthquake in s-q, as (articles, stories)."""
    articles = []
    for n, (text, story) in enumerate([(FIRE, "s-f"), (FIRE, "s-f"), (QUAKE, "s-q"), (QUAKE, "s-q")]):
        host = f"paper{n}.example"
        publisher = Publisher.objects.create(name=host, host=host, slug=f"paper{n}", home=f"https://{host}/")
        body = text.format(n=214 + n)
        made = Article.objects.create(
            publisher=publisher, url=f"https://{host}/a", title=body[:40], text=body, published=NOON, first_seen=NOON
        )
        vector = StaticEmbedder().embed([body])[0]
        report = report_of(
            str(made.pk), publisher=host, published=NOON, title=made.title, text=body, language="en", vector=vector
        )
        placement = Placement(story, story.replace("s", "e", 1), None, 0.5)
        refresh_stories(store_placements([Placed(made.pk, placement, to_bytes(report))], NOON))
        articles.append(made)
    return articles, {key: Story.objects.get(key=key) for key in ("s-f", "s-q")}


@pytest.fixture(autouse=True)
def window():
    step.forget()
    yield
    step.forget()


def seats():
    return dict(Member.objects.order_by("article_id").values_list("article_id", "story__key"))


def look_again(hours=1):
    step.run([], NOON + timedelta(hours=hours))
    step.settle(NOON + timedelta(hours=hours))


def test_a_merge_moves_every_report_and_leads_the_address_on(world):
    stories = world[1]
    merge_stories(stories["s-f"], stories["s-q"], NOON)
    assert set(seats().values()) == {"s-f"}
    assert Story.objects.get(key="s-q").merged_into.key == "s-f"
    assert Story.objects.get(key="s-f").article_count == 4
    assert Member.objects.values("event").distinct().count() == 2


def test_a_merge_outlives_later_reviews_and_restarts(world):
    merge_stories(world[1]["s-f"], world[1]["s-q"], NOON)
    look_again()
    assert len(set(seats().values())) == 1
    step.forget()
    look_again(2)
    assert len(set(seats().values())) == 1


def test_a_split_article_stays_out_of_its_story_whatever_a_review_thinks(world):
    articles = world[0]
    look_again()  # the window stands before the operator decides
    split_article(articles[0].pk, NOON + timedelta(hours=2))
    for hours in (3, 4):
        look_again(hours)
        found = seats()
        assert found[articles[0].pk] != found[articles[1].pk]
        step.forget()


def test_undone_a_merge_gives_both_stories_back(world):
    before = seats()
    found = merge_stories(world[1]["s-f"], world[1]["s-q"], NOON)
    undo_correction(found, NOON)
    assert seats() == before
    assert Story.objects.get(key="s-q").merged_into is None
    assert not standing_bonds().bound
    with pytest.raises(CorrectionError):
        undo_correction(found, NOON)


def test_undone_a_split_takes_the_article_home_and_leads_its_own_story_there(world):
    before = seats()
    found = split_article(world[0][0].pk, NOON)
    undo_correction(found, NOON)
    assert seats() == before
    assert found.other.__class__.objects.get(pk=found.other_id).merged_into.key == "s-f"


def test_a_story_cannot_be_merged_with_itself_nor_a_lone_article_split(world):
    with pytest.raises(CorrectionError):
        merge_stories(world[1]["s-f"], world[1]["s-f"], NOON)
    split_article(world[0][0].pk, NOON)
    with pytest.raises(CorrectionError):
        split_article(world[0][0].pk, NOON)
