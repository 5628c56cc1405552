"""Comments: one's own can be changed, others' cannot, an operator hides by a named rule."""

from datetime import UTC, datetime, timedelta

import pytest

from octavo.article.models import Article
from octavo.people.actions import delete_comment, edit_comment, hide_comment, post_comment, restore_comment
from octavo.people.errors import ClosedError, NotYoursError, TooFastError
from octavo.people.models import Comment, User
from octavo.source.models import Publisher

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def article():
    publisher = Publisher.objects.create(
        name="The Test Post", host="post.example", slug="post", home="https://post.example/"
    )
    return Article.objects.create(
        publisher=publisher, url="https://post.example/1", title="One", published=NOON, first_seen=NOON
    )


@pytest.fixture
def ada():
    return User.objects.create_user("ada@reader.example", "a long password", name="Ada")


@pytest.fixture
def ben():
    return User.objects.create_user("ben@reader.example", "a long password", name="Ben")


def test_a_reader_writes_edits_and_deletes_a_comment(article, ada):
    comment = post_comment(article, ada, "First", NOON)
    edit_comment(comment, ada, "Better", NOON + timedelta(minutes=1))
    comment.refresh_from_db()
    assert (comment.body, comment.edited) == ("Better", NOON + timedelta(minutes=1))
    delete_comment(comment, ada, NOON)
    assert not Comment.objects.exists()


def test_a_deleted_comment_with_replies_leaves_a_stub_without_words(article, ada, ben):
    comment = post_comment(article, ada, "First", NOON)
    post_comment(article, ben, "Reply", NOON, parent=comment)
    delete_comment(comment, ada, NOON)
    comment.refresh_from_db()
    assert comment.deleted
    assert comment.body == ""


def test_nobody_changes_anothers_words(article, ada, ben):
    comment = post_comment(article, ada, "Mine", NOON)
    for deed in (lambda: edit_comment(comment, ben, "Yours", NOON), lambda: delete_comment(comment, ben, NOON)):
        with pytest.raises(NotYoursError):
            deed()
    comment.refresh_from_db()
    assert comment.body == "Mine"


def test_only_an_operator_hides_and_restores(article, ada, ben):
    comment = post_comment(article, ada, "Rude", NOON)
    with pytest.raises(NotYoursError):
        hide_comment(comment, ben, "No insults", NOON)
    ben.is_staff = True
    hide_comment(comment, ben, "No insults", NOON)
    assert not comment.shown
    with pytest.raises(ClosedError):
        edit_comment(comment, ada, "Nice", NOON)
    restore_comment(comment, ben)
    assert comment.shown


def test_a_sixth_comment_in_five_minutes_is_refused_with_the_wait(article, ada):
    for n in range(5):
        post_comment(article, ada, str(n), NOON + timedelta(seconds=n))
    with pytest.raises(TooFastError) as refused:
        post_comment(article, ada, "6", NOON + timedelta(seconds=10))
    assert 280 <= refused.value.seconds <= 300
    assert Comment.objects.count() == 5
    post_comment(article, ada, "later", NOON + timedelta(minutes=6))


def test_a_withdrawn_article_takes_no_comments(article, ada):
    article.gone = NOON
    with pytest.raises(ClosedError):
        post_comment(article, ada, "Too late", NOON)


def test_a_reply_stays_with_its_article(article, ada):
    other = Article.objects.create(
        publisher=article.publisher, url="https://post.example/2", title="Two", published=NOON, first_seen=NOON
    )
    comment = post_comment(other, ada, "There", NOON)
    with pytest.raises(ClosedError):
        post_comment(article, ada, "Here", NOON, parent=comment)
