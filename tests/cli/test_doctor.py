"""`octavo doctor` says what is wrong, and nothing of what is not."""

import pytest

from octavo.cli.doctor import examine
from octavo.find.models import Relation
from octavo.flow.actions import enqueue
from octavo.story.models import Member
from tests.web.conftest import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def said(capsys):
    """Examine this site. Returns each finding as (state, what is looked at, words), and the exit status."""

    def look():
        status = examine()
        lines = [line for line in capsys.readouterr().out.splitlines() if line]
        return [(line[:5].strip(), *line[6:].split(": ", 1)) for line in lines], status

    return look


def of(findings, what):
    return [(state, words) for state, name, words in findings if name == what]


def test_a_site_without_sources_is_told_how_to_get_some(said, world):
    findings, status = said()
    assert [state for state, _ in of(findings, "sources")] == ["warn"]
    assert "octavo sources add" in of(findings, "sources")[0][1]
    assert status == 0


def test_https_without_a_proxy_counted_is_told(said, world, settings):
    settings.SITE_URL, settings.PROXIES = "https://news.example", 0
    assert any("OCTAVO_PROXIES" in words for _, words in of(said()[0], "settings"))
    settings.PROXIES = 1
    assert not any("OCTAVO_PROXIES" in words for _, words in of(said()[0], "settings"))


def test_links_that_contradict_their_stories_are_counted_when_nothing_is_being_decided(said, world):
    one, two, other = world.article(), world.article(), world.article()
    world.story(one, two)
    world.story(other)
    assert of(said()[0], "stories") == [("ok", "3 newest articles and the links between them agree")]
    link = world.relate(one, two)
    Relation.objects.filter(pk=link.pk).update(relation="topic")
    world.relate(one, other)
    [(state, words)] = of(said()[0], "stories")
    assert (state, words.split()[0]) == ("warn", "2")
    enqueue("relate", [one.pk], world.now)
    assert of(said()[0], "stories")[0][0] == "ok"


def test_an_article_in_anothers_event_is_a_fault(said, world):
    one, other = world.article(), world.article()
    world.story(one)
    event = world.story(other).events.get()
    Member.objects.filter(article=one).update(event=event)
    findings, status = said()
    assert ("bad", status) == (of(findings, "stories")[0][0], 1)
