"""What happens after the first edition: arrivals, silent changes, a correction, a withdrawal, a feed that dies."""

import pytest

from octavo.article.models import Article
from octavo.insight.models import Tagging
from octavo.source.models import Source
from octavo.story.models import Member, Story

pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def counts():
    return Article.objects.count(), Member.objects.count(), Tagging.objects.count(), Story.objects.live().count()


@pytest.fixture(scope="module")
def same_again(edition):
    """What there was before and after all was read once more, except The Lantern: it errs at times, so its pages come late."""
    before = counts()
    edition.read_again(but="lantern")
    return before, counts()


@pytest.fixture(scope="module")
def later(edition, same_again):
    """The press after everything has arrived and changed, read again."""
    before = set(Article.objects.values_list("pk", flat=True))
    edition.press.tick()
    edition.read_again()
    edition.read_again()
    return before


def test_reading_the_same_again_changes_nothing(same_again):
    before, after = same_again
    assert before == after


def test_what_arrives_while_you_watch_is_read(later):
    assert Article.objects.exclude(pk__in=later).count() >= 12


def test_a_silent_change_keeps_what_was_said_before(later):
    changed = Article.objects.filter(revision__gt=1)
    assert changed.count() >= 2
    article = changed.first()
    assert article.changed is not None
    assert article.revisions.get(number=1).text != article.text


def test_a_withdrawn_article_loses_its_words_and_keeps_its_place(later):
    gone = Article.objects.exclude(gone=None)
    assert gone.count() == 1
    assert gone[0].text == ""
    assert gone[0].member.story_id


def test_a_feed_that_is_gone_for_good_is_asked_no_more(later):
    source = Source.objects.get(publisher__host__startswith="lantern")
    assert source.paused or source.fault.startswith("http-5")
