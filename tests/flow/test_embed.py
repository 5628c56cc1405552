"""Another embedder takes over: nothing is lost meanwhile, and what it cannot read yet waits."""

import numpy as np
import pytest

from octavo.find.models import Relation
from octavo.flow.models import Work
from octavo.flow.steps import embed, place, publish, understand
from octavo.insight.engines.openai import OpenAIEmbedder
from octavo.insight.models import Understanding
from octavo.kit import seam
from octavo.people.actions.reading import add_wish
from octavo.story.models import Member
from octavo.story.reading import decided
from tests.ports.embeddings import embeddings_server
from tests.web.conftest import World

ENGINE = "tests.flow.test_embed:chosen"
SHIP = "A ship caught fire in the harbour of Oakport on Monday night, and 14 people were hurt. Mayor Ines Calder thanked the crew."
BLAZE = (
    "Fourteen people were taken to hospital after a blaze on a ship in Oakport harbour, said Mayor Ines Calder. The fire broke out "
    "on Monday night, and the crew of the ship brought all passengers ashore."
)
LATER = (
    "The ship that burned in Oakport on Monday night, when 14 people were hurt, is towed out of the harbour today. Ines Calder, the "
    "mayor, said the fire began in its engine room."
)
SCHIFF = "Ein Schiff geriet am Montag im Hafen von Oakport in Brand; 14 Menschen wurden verletzt. Ines Calder dankte der Crew."
_address = ""


def chosen():
    return OpenAIEmbedder(_address, "wide", "")


@pytest.fixture
def world(db):
    place.forget()
    publish.forget()
    yield World()
    place.forget()
    publish.forget()


@pytest.fixture
def server():
    global _address
    before = seam.chosen()
    with embeddings_server() as state:
        _address = state.url
        yield state
    seam.choose(before)


def choose():
    seam.choose({"insight.embedder": ENGINE})


def through(step, name, *articles, now):
    return step.run(
        [Work.objects.get_or_create(step=name, target=a.pk, defaults={"due": now})[0] for a in articles], now
    )


def read(world, *texts):
    articles = [
        world.article(title=text[:40], text=text, understood=False, language=language) for text, language in texts
    ]
    for step, name in ((understand, "understand"), (place, "place"), (publish, "publish")):
        through(step, name, *articles, now=world.now)
    return articles


def test_a_change_of_embedder_reads_every_article_anew_and_keeps_its_place(world, server):
    articles = read(world, (SHIP, "en"), (BLAZE, "en"))
    stories = [Member.objects.get(article=a).story_id for a in articles]
    choose()
    assert embed.schedule(world.now) == 2
    assert through(embed, "embed", *articles, now=world.now) == 2
    assert set(Understanding.objects.values_list("model", flat=True)) == {"openai:wide"}
    assert [Member.objects.get(article=a).story_id for a in articles] == stories
    report, _ = decided(Member.objects.select_related("story", "event").get(article=articles[0]))
    assert report.space == "openai:wide"
    assert len(report.vector) == 64
    assert embed.schedule(world.now) == 0


def test_an_article_of_the_new_kind_finds_those_that_were_read_anew_and_loses_none_meanwhile(world, server):
    old, other = read(world, (SHIP, "en"), (BLAZE, "en"))
    assert Relation.objects.filter(article=old, other=other).exists()
    choose()
    (new,) = read(world, (LATER, "en"))
    assert Relation.objects.filter(article=old, other=other).exists()
    through(embed, "embed", old, other, now=world.now)
    through(publish, "publish", old, other, new, now=world.now)
    assert set(Relation.objects.values_list("article", "other")) >= {
        (new.pk, old.pk),
        (old.pk, new.pk),
        (old.pk, other.pk),
    }


def test_while_the_embedder_fails_articles_are_understood_without_it_and_read_later(world, server):
    choose()
    server.fault = "busy"
    (article,) = read(world, (SHIP, "en"))
    known = Understanding.objects.get(article=article)
    assert known.model == seam.engine("insight.sentences").name
    row = Work.objects.get(step="embed", target=article.pk)
    assert row.due == world.now + understand.LATER
    assert embed.run([row], world.now) == 0
    row.refresh_from_db()
    assert row.due == world.now + embed.REST
    server.fault = ""
    assert embed.run([row], world.now) == 1
    assert Understanding.objects.get(article=article).model == "openai:wide"
    assert not Work.objects.filter(step="embed").exists()


def test_two_languages_are_related_by_a_model_that_knows_both(world, server):
    choose()
    english, german = read(world, (SHIP, "en"), (SCHIFF, "de"))
    reports = [decided(m)[0] for m in Member.objects.select_related("story", "event").order_by("article")]
    assert all(report.told_apart for report in reports)
    assert float(np.dot(reports[0].vector, reports[1].vector)) > 0.15
    del english, german


def test_readers_rules_are_understood_anew_with_the_articles(world, server):
    reader = world.reader()
    add_wish(reader, "less celebrity", world.now)
    choose()
    embed.schedule(world.now)
    wish = reader.wishes.get()
    assert wish.model == "openai:wide"
    assert len(wish.vector) == 2 * 64


def test_a_rule_written_while_the_embedder_fails_goes_by_its_words_until_it_is_well(world, server):
    choose()
    server.fault = "busy"
    reader = world.reader()
    add_wish(reader, "less celebrity", world.now)
    assert reader.wishes.get().model == ""
    assert embed.schedule(world.now) == 0  # it says what failed, and breaks nothing
    server.fault = ""
    seam.engine.cache_clear()
    embed.schedule(world.now)
    assert reader.wishes.get().model == "openai:wide"
