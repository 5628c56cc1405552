from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from octavo.press import plates
from octavo.press.errors import ManuscriptError
from octavo.press.manuscript import read_manuscript
from octavo.press.world import at_step, build

NOW = datetime(2025, 6, 14, 10, tzinfo=UTC)
WORLD = build(NOW, 1)


def test_the_world_is_as_large_as_promised():
    assert len(WORLD.publishers) >= 14
    assert len({publisher.language for publisher in WORLD.publishers}) >= 4
    assert len(WORLD.articles) >= 160
    assert len(WORLD.stories) >= 30
    assert sum(article.story is None for article in WORLD.articles) >= 20
    assert sum(article.step > 0 for article in WORLD.articles) >= 12


def test_every_publisher_has_something_to_say():
    counts = Counter(article.publisher for article in WORLD.articles)
    assert set(counts) == {publisher.slug for publisher in WORLD.publishers}
    assert min(counts.values()) >= 5


def test_every_article_has_the_length_of_a_news_report():
    short = [(article.id, article.words) for article in WORLD.articles if not 120 <= article.words <= 450]
    assert short == []


def test_every_article_has_tags_in_the_language_of_its_publisher():
    assert all(article.tags for article in WORLD.articles)
    german = {tag for article in WORLD.articles if article.publisher == "hafenbote" for tag in article.tags}
    assert "ferry fire" not in german


def test_no_weekday_mark_is_left_in_the_text():
    for article in WORLD.articles:
        assert "{" not in "".join((article.headline, article.standfirst, *article.paragraphs)), article.id


def test_the_same_seed_makes_the_same_world_and_another_seed_other_times():
    assert build(NOW, 1) == WORLD
    assert [a.published for a in build(NOW, 2).articles] != [a.published for a in WORLD.articles]


def test_everything_was_published_within_four_days():
    assert all(NOW - timedelta(days=4) <= article.published <= NOW for article in WORLD.articles)


def test_ids_and_addresses_are_unique():
    assert len({article.id for article in WORLD.articles}) == len(WORLD.articles)
    assert len({(article.publisher, article.path) for article in WORLD.articles}) == len(WORLD.articles)


def test_a_story_names_only_stories_that_exist():
    known = {story.slug for story in WORLD.stories}
    assert all(set(story.related) <= known for story in WORLD.stories)


def test_one_whole_story_arrives_while_you_watch():
    by_id = {article.id: article for article in WORLD.articles}
    assert any(all(by_id[name].step for name in story.articles) for story in WORLD.stories)


def test_a_wire_copy_has_another_headline_and_nearly_the_same_text():
    by_id = {article.id: article for article in WORLD.articles}
    copies = [article for article in WORLD.articles if article.copy_of]
    assert len(copies) >= 30
    for copy in copies:
        wire = by_id[copy.copy_of]
        assert copy.headline != wire.headline
        assert copy.paragraphs[0].split()[0] == wire.paragraphs[0].split()[0]
        assert "Harbourline" in copy.credit
        assert copy.published > wire.published


def test_a_correction_says_so_and_a_silent_change_does_not():
    revised = [article for article in WORLD.articles if article.revisions]
    noted = [article for article in revised if article.revisions[0].note]
    silent = [article for article in revised if not article.revisions[0].note]
    assert noted
    assert silent
    later = NOW + timedelta(hours=1)
    for article in revised:
        after = at_step(article, WORLD.steps, later)
        assert after.paragraphs != article.paragraphs
        assert (after.updated == later) == bool(article.revisions[0].note)


def test_the_same_number_draws_the_same_plate():
    first = plates.png(7)
    plates.png.cache_clear()
    assert plates.png(7) == first != plates.png(8)
    assert plates.svg(9).startswith(b"<svg")


@pytest.mark.parametrize("text", ["=== courier | 3h\n# A\n\nb", "=== courier | 3h | A\n# A\n~ loud 3: a => b\n\nc"])
def test_a_story_file_with_a_fault_names_the_file_and_the_line(text):
    with pytest.raises(ManuscriptError) as caught:
        read_manuscript("broken", text)
    assert caught.value.file == "broken"
