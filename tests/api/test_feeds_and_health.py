"""Feeds for machines, and whether the site is well."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from lxml import etree

from octavo.flow.models import Work
from tests.web.conftest import World


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_names_the_publisher_and_leads_to_both_addresses(client, world, form):
    article = world.article(world.publisher("The Oak Leaf"), title="Harbour & herring", tags=["Oakport"])
    world.story(article)
    for path in (f"/feed.{form}", f"/hashtag/oakport/feed.{form}"):
        answer = client.get(path)
        assert form in answer["Content-Type"]
        text = etree.tostring(etree.fromstring(answer.content), encoding="unicode")
        assert "Harbour &amp; herring" in text
        assert "The Oak Leaf" in text
        assert article.url in text
        assert f"/article/{article.pk}/" in text


def test_a_feed_gives_no_more_than_rights_allow(client, world):
    headline = world.article(access="headline", title="Only this", subtitle="Hidden standfirst")
    full = world.article(title="In full")
    world.story(headline)
    world.story(full)
    text = client.get("/feed.rss").content.decode()
    assert "Only this" in text
    assert "Hidden standfirst" not in text
    assert "A survey of the sea wall" not in text


def test_withdrawn_and_refused_articles_are_in_no_feed(client, world):
    for fields in ({"gone": world.now}, {"refusal": "noindex"}):
        world.article(title="Not here", tags=["Oakport"], **fields)
    assert "Not here" not in client.get("/hashtag/oakport/feed.atom").content.decode()


def test_an_unchanged_feed_answers_304(client, world):
    world.story(world.article())
    for path in ("/feed.rss", "/feed.atom"):
        first = client.get(path)
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_hostile_words_stay_text_in_a_feed(client, world):
    world.story(world.article(world.publisher("<b>Pub</b>"), title="<script>x</script>", subtitle="]]><evil/>"))
    tree = etree.fromstring(client.get("/feed.rss").content)
    assert not tree.findall(".//script")
    assert not tree.findall(".//evil")
    assert "<script" not in tree.findtext(".//item/description")


def test_a_feed_of_an_unknown_hashtag_is_not_found(client, db):
    assert client.get("/hashtag/nothing/feed.rss").status_code == 404


def test_feeds_ask_a_fixed_number_of_questions(client, world, django_assert_max_num_queries):
    world.edition(60)
    for path in ("/feed.rss", "/hashtag/oakport/feed.atom"):
        with django_assert_max_num_queries(2):
            assert client.get(path).status_code == 200


def test_a_well_site_says_so_with_its_newest_article(client, world):
    article = world.article()
    world.source()
    found = client.get("/health").json()
    assert found["status"] == "ok"
    assert found["newest_article"] == article.published.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert found["reader"]["alive"] is True


def test_work_that_nobody_does_is_a_silent_reader(client, world):
    world.source(last_read=world.now - timedelta(hours=2))
    Work.objects.create(step="poll", target=1, due=world.now - timedelta(hours=1))
    found = client.get("/health").json()
    assert found["reader"]["alive"] is False
    assert found["queue"]["age_seconds"] > 3000


def test_a_database_that_does_not_answer_is_503(client, db, monkeypatch):
    def fails(_):
        raise OperationalError("gone")

    monkeypatch.setattr("octavo.api.health._found", fails)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert "gone" not in answer.content.decode()
