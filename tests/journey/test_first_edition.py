"""The whole way once: press → feeds → pages → understanding → stories → index."""

import re

import pytest

from octavo.article.models import Article
from octavo.find.actions import search_engine
from octavo.find.models import Relation
from octavo.find.port import Query
from octavo.insight.models import Tagging, Understanding
from octavo.press.layouts.graph import HIDDEN
from octavo.source.models import Source
from octavo.story.models import Member, Story

pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def by(slug: str):
    return Article.objects.filter(publisher__host__startswith=f"{slug}.localhost")


def test_every_publisher_that_answers_is_read(edition):
    read = set(Source.objects.exclude(last_good=None).values_list("publisher__host", flat=True))
    slugs = {host.split(".")[0] for host in read}
    assert slugs >= {
        "harbourline",
        "courier",
        "ledger",
        "beacon",
        "signal",
        "tidewatch",
        "gazette",
        "hafenbote",
        "anzeiger",
    }
    assert slugs >= {"phare", "quais", "farol"}


def test_a_publisher_that_refuses_robots_is_not_read_and_the_reason_is_kept(edition):
    source = Source.objects.get(publisher__host__startswith="northquay")
    assert source.fault == "robots-refused"
    assert "robots.txt" in source.fault_text
    assert not by("northquay").exists()


def test_full_text_comes_from_publishers_that_allow_it(edition):
    article = by("courier").filter(complete=True).first()
    assert article.access == "full"
    assert article.word_count > 100


def test_an_excerpt_publisher_shows_no_more_than_an_excerpt(edition):
    assert by("tidewatch").exists()
    assert all(article.word_count <= 60 and not article.complete for article in by("tidewatch"))


def test_a_headline_publisher_keeps_no_text(edition):
    assert by("gazette").exists()
    assert not by("gazette").exclude(text="").exists()


def test_who_opts_out_of_mining_is_not_mined(edition):
    for article in by("anzeiger").filter(complete=True):
        assert not article.mining
        assert article.ai == "refused"
        assert Understanding.objects.get(article=article).sentences == []


def test_text_hidden_for_a_machine_comes_out_nowhere(edition):
    assert by("signal").filter(complete=True).exists()
    for article in by("signal"):
        assert not any(re.split("[<>]", f">{hidden}")[-3][:40] in article.text for hidden in HIDDEN[:4])


def test_an_author_page_in_a_feed_is_not_an_article(edition):
    listed = by("beacon").filter(url__contains="/authors/")
    assert [article.refusal for article in listed] != [""]
    assert not listed.live().exists()


def test_tracking_parameters_do_not_make_a_second_article(edition):
    urls = list(by("beacon").values_list("url", flat=True))
    assert not any("utm_" in url for url in urls)
    assert len(urls) == len(set(urls))


def test_an_entry_from_the_future_is_dated_when_it_was_seen(edition):
    assert not [a for a in Article.objects.all() if a.published > a.first_seen]


def test_reports_of_one_event_meet_in_one_story(edition):
    fire = Article.objects.get(title="Fire on ferry off Corrin Bay, 212 people taken off").member.story
    names = set(fire.members.values_list("article__publisher__name", flat=True))
    assert len(names) >= 4


def test_two_ferry_fires_are_two_events(edition):
    corrin = Article.objects.get(title="Fire on ferry off Corrin Bay, 212 people taken off").member
    vessholm = Article.objects.get(title="Engine-room fire on Orrow ferry at Vessholm pier").member
    assert corrin.event_id != vessholm.event_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lost Aldana portrait sells for 3.1 million crowns", "Two Aldana paintings stolen from Vessholm museum"),
        ("Sundersea Rovers reach Harbour Cup final", "Maddock to leave Sundersea after cup final"),
    ],
)
def test_what_comes_days_or_hours_later_is_an_event_of_its_own(edition, one, other):
    before, after = (Article.objects.filter(title=title).first().member for title in (one, other))
    assert before.event_id != after.event_id


def test_wire_copies_are_folded(edition):
    assert Member.objects.exclude(copy_of=None).count() >= 15


def test_every_hashtag_has_the_sentence_that_earned_it(edition):
    assert Tagging.objects.count() > 200
    for tagging in Tagging.objects.select_related("article")[:200]:
        assert 0 <= tagging.start <= tagging.end <= len(tagging.article.text)


def test_search_finds_words_of_the_text_and_shows_where(edition):
    hits, total = search_engine().find(Query(words="ferry fire"), limit=10)
    assert total >= 4
    assert any(hit.marks for hit in hits)


def test_related_articles_are_of_other_publishers_mostly_and_say_why(edition):
    relations = Relation.objects.select_related("article", "other")
    assert relations.count() > 50
    assert all(relation.reason for relation in relations)
    foreign = sum(r.article.publisher_id != r.other.publisher_id for r in relations)
    assert foreign / relations.count() > 0.6


def test_a_story_counts_copies_once(edition):
    for story in Story.objects.live():
        assert story.publisher_count <= story.article_count
