"""Stories in the tables: counts follow every move."""

from datetime import UTC, datetime

import pytest

from octavo.article.models import Article
from octavo.source.models import Publisher
from octavo.story.actions import Placed, apply_redirects, refresh_stories, store_placements
from octavo.story.models import Story
from octavo.story.types import Placement, Redirect

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def articles():
    """Five articles of five publishers."""
    made = []
    for n in range(5):
        host = f"paper{n}.example"
        publisher = Publisher.objects.create(name=host, host=host, slug=f"paper{n}", home=f"https://{host}/")
        made.append(
            Article.objects.create(
                publisher=publisher, url=f"https://{host}/a", title=f"A {n}", published=NOON, first_seen=NOON
            )
        )
    return made


def place(article, story, event):
    refresh_stories(store_placements([Placed(article.pk, Placement(story, event, None, 0.5), b"")], NOON))


def counts():
    return {story.key: (story.article_count, story.publisher_count) for story in Story.objects.all()}


def test_placing_twice_changes_nothing(articles):
    place(articles[0], "s-1", "e-1")
    place(articles[0], "s-1", "e-1")
    assert counts() == {"s-1": (1, 1)}


def test_a_merge_leads_the_old_story_on_and_empties_it(articles):
    place(articles[0], "s-1", "e-1")
    place(articles[1], "s-2", "e-2")
    step = Redirect("merge", "story", (str(articles[1].pk),), "s-2", "e-2", "s-1", 0.9)
    refresh_stories(apply_redirects([step]))
    assert counts() == {"s-1": (2, 2), "s-2": (0, 0)}
    assert Story.objects.get(key="s-2").merged_into.key == "s-1"


def test_an_event_that_changes_story_leaves_no_count_behind(articles):
    for article in articles[:3]:
        place(article, "s-1", "e-1")
    place(articles[3], "s-1", "e-2")
    place(articles[4], "s-9", "e-1")  # the event itself now lies in another story, its members with it
    assert counts() == {"s-1": (1, 1), "s-9": (4, 4)}


def test_moving_one_report_takes_its_event_along_and_counts_both_sides(articles):
    place(articles[0], "s-1", "e-1")
    place(articles[1], "s-1", "e-1")
    refresh_stories(apply_redirects([Redirect("move", "story", (str(articles[1].pk),), "s-1", "e-1", "s-5", 0.4)]))
    assert counts() == {"s-1": (0, 0), "s-5": (2, 2)}
