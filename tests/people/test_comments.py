"""Comments: one's own can be changed, others' cannot, an operator hides by a named rule."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from octavo.article.models import Article
from octavo.people.actions import comments as acts
from octavo.people.actions.comments import Draft, delete_comment, edit_comment, vote
from octavo.people.actions.moderation import (
    appeal,
    approve,
    give_role,
    hide_comment,
    lift,
    report,
    restore_comment,
    set_policy,
    settle_appeal,
    suspend,
    warn,
)
from octavo.people.errors import ClosedError, NotYoursError, SuspendedError, TooFastError
from octavo.people.models import Appeal, Comment, Entry, Notice, Report, User, Vote
from octavo.source.models import Publisher

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def post_comment(about, author, body, now, **more):
    return acts.post_comment(about, author, Draft(body, **more), now)


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
    restore_comment(comment, ben, NOON)
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
    article.save()
    with pytest.raises(ClosedError):
        post_comment(article, ada, "Too late", NOON)


def test_a_reply_stays_with_its_article(article, ada):
    other = Article.objects.create(
        publisher=article.publisher, url="https://post.example/2", title="Two", published=NOON, first_seen=NOON
    )
    comment = post_comment(other, ada, "There", NOON)
    with pytest.raises(ClosedError):
        post_comment(article, ada, "Here", NOON, parent=comment)


@pytest.fixture
def mia():
    return User.objects.create_user("mia@reader.example", "a long password", name="Mia", role=User.Role.MODERATOR)


def old(user, days=400):
    user.date_joined = NOON - timedelta(days=days)
    user.save()
    return user


def test_a_new_accounts_first_link_waits_for_a_person_and_its_author_knows(article, ada, ben, mia):
    comment = post_comment(article, old(ada, 1), "Look at https://elsewhere.example/page", NOON)
    assert comment.held
    assert "link" in comment.held_why
    for reader, seen in ((None, False), (ben, False), (ada, True), (mia, True)):
        assert Comment.objects.on(article).visible(reader).exists() is seen
    approve(comment, mia, NOON)
    comment.refresh_from_db()
    assert comment.shown
    assert Notice.objects.get(reader=ada).kind == "approved"
    ada.refresh_from_db()
    assert ada.unread == 1


def test_a_moderator_is_never_held(article, mia):
    assert post_comment(article, mia, "See www.elsewhere.example", NOON).shown


def test_the_same_words_under_a_third_article_wait(article, ada):
    others = [
        Article.objects.create(
            publisher=article.publisher, url=f"https://post.example/o{n}", title="O", published=NOON, first_seen=NOON
        )
        for n in range(2)
    ]
    old(ada)
    assert post_comment(article, ada, "Read my great page today", NOON).shown
    assert post_comment(others[0], ada, "Read MY great page today!", NOON).shown
    assert "2 other articles" in post_comment(others[1], ada, "read my great page today", NOON).held_why


def test_words_much_like_removed_ones_wait(article, ada, ben, mia):
    words = "These people from the other side of the river should not be allowed to vote here"
    hide_comment(post_comment(article, old(ada), words, NOON), mia, "House rule 2", NOON)
    assert "removed" in post_comment(article, old(ben), words + " ever", NOON).held_why


def test_edited_words_keep_their_history_and_are_held_again_by_rule(article, ada):
    comment = post_comment(article, old(ada, 1), "First words", NOON)
    edit_comment(comment, ada, "Now with https://a.example/", NOON + timedelta(minutes=1))
    assert comment.held
    assert [edition.body for edition in comment.editions.all()] == ["First words"]


def test_one_reader_has_one_vote_and_none_on_their_own(article, ada, ben):
    comment = post_comment(article, ada, "Words", NOON)
    for up in (True, True, False, True):
        vote(comment, ben, NOON, up=up)
    comment.refresh_from_db()
    assert (comment.ups, comment.downs, Vote.objects.count()) == (1, 0, 1)
    assert 0.2 < comment.standing < 0.21
    vote(comment, ben, NOON, up=None)
    comment.refresh_from_db()
    assert (comment.ups, comment.standing) == (0, 0.0)
    with pytest.raises(NotYoursError):
        vote(comment, ada, NOON, up=True)


def test_replies_and_mentions_are_told_once_and_never_to_oneself(article, ada, ben, mia):
    first = post_comment(article, ada, "First", NOON)
    post_comment(article, mia, "A moderator was here", NOON)
    post_comment(article, ben, "@Ada and @Mia and @Ben and @Nobody: no", NOON, parent=first)
    assert sorted(Notice.objects.values_list("reader__name", "kind")) == [("Ada", "reply"), ("Mia", "mention")]


def test_whoever_wants_no_replies_told_hears_nothing(article, ada, ben):
    first = post_comment(article, ada, "First", NOON, tell=False)
    post_comment(article, ben, "Second", NOON, parent=first)
    assert not Notice.objects.exists()


def test_a_report_counts_once_and_approval_settles_it(article, ada, ben, mia):
    comment = post_comment(article, ada, "Words", NOON)
    report(comment, ben, "House rule 1", "", NOON)
    report(comment, ben, "House rule 2", "", NOON)
    assert Report.objects.filter(settled=None).count() == 1
    approve(comment, mia, NOON)
    assert not Report.objects.filter(settled=None).exists()


def test_an_author_appeals_once_and_is_answered(article, ada, mia):
    comment = post_comment(article, ada, "Words", NOON)
    with pytest.raises(ClosedError):
        appeal(comment, ada, "It was never removed", NOON)
    hide_comment(comment, mia, "House rule 2", NOON)
    appeal(comment, ada, "I quoted the article", NOON)
    with pytest.raises(ClosedError):
        appeal(comment, ada, "Please", NOON)
    settle_appeal(Appeal.objects.get(), mia, NOON, grant=True)
    comment.refresh_from_db()
    assert comment.shown
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["removed", "restored"]
    with pytest.raises(ClosedError):
        settle_appeal(Appeal.objects.get(), mia, NOON, grant=False)


def test_a_suspended_reader_reads_but_does_not_write_vote_or_report(article, ada, ben, mia):
    comment = post_comment(article, ben, "Words", NOON)
    suspend(ada, mia, "House rule 2", NOON + timedelta(days=7), NOON)
    for deed in (
        lambda: post_comment(article, ada, "More", NOON),
        lambda: vote(comment, ada, NOON, up=True),
        lambda: report(comment, ada, "House rule 1", "", NOON),
    ):
        with pytest.raises(SuspendedError, match="until 08 March 2026"):
            deed()
    post_comment(article, ada, "Back", NOON + timedelta(days=8))
    lift(ada, mia, NOON)
    assert post_comment(article, ada, "Back", NOON)


def test_moderators_answer_to_operators_and_roles_are_theirs_to_give(article, ada, ben, mia):
    for deed in (
        lambda: suspend(mia, mia, "r", NOON + timedelta(days=1), NOON),
        lambda: warn(ben, ada, "r", "", NOON),
        lambda: give_role(ada, mia, "moderator", NOON),
        lambda: set_policy(article, ada, "closed", NOON),
        lambda: approve(Comment(article=article), ada, NOON),
    ):
        with pytest.raises(NotYoursError):
            deed()
    ben.is_staff = True
    suspend(mia, ben, "House rule 2", NOON + timedelta(days=1), NOON)
    give_role(ada, ben, "moderator", NOON)
    ada.refresh_from_db()
    assert ada.moderates


@pytest.mark.parametrize("target", ["article", "publisher"])
def test_a_closed_thread_takes_nothing_and_a_held_one_everything_later(article, ada, mia, target):
    chosen = article if target == "article" else article.publisher
    set_policy(chosen, mia, "closed", NOON)
    with pytest.raises(ClosedError, match="moderator closed"):
        post_comment(article, ada, "Words", NOON)
    set_policy(chosen, mia, "held", NOON)
    assert post_comment(article, ada, "Words", NOON).held
    set_policy(chosen, mia, "", NOON)
    assert post_comment(article, ada, "Words", NOON).shown


def test_a_thread_closes_with_age(article, ada, settings):
    settings.COMMENT_DAYS = 14
    post_comment(article, ada, "In time", NOON + timedelta(days=13))
    with pytest.raises(ClosedError, match="14 days"):
        post_comment(article, ada, "Too late", NOON + timedelta(days=14))
    settings.COMMENT_DAYS = 0
    post_comment(article, ada, "Never too late", NOON + timedelta(days=900))


def test_a_thousand_comments_from_one_network_store_no_more_than_the_limit(article):
    readers = [User.objects.create(email=f"{n}@flood.example", name=f"Flood {n}") for n in range(40)]
    stored, waits = 0, []
    for n in range(1000):
        try:
            post_comment(article, readers[n % 40], f"Words {n}", NOON + timedelta(milliseconds=60 * n), block="b")
            stored += 1
        except TooFastError as error:
            waits.append(error.seconds)
    assert all(0 < wait <= 301 for wait in waits)
    assert (stored, len(waits)) == (acts.MOST_PER_BLOCK, 1000 - acts.MOST_PER_BLOCK)
    assert Comment.objects.count() == acts.MOST_PER_BLOCK


@pytest.mark.django_db(transaction=True)
def test_comments_sent_at_once_from_one_network_do_not_slip_past_the_limit(article):
    """Twenty readers on twenty articles: no row is shared but the count itself."""
    readers = [User.objects.create(email=f"{n}@flood.example", name=f"Flood {n}") for n in range(20)]
    others = [
        Article(publisher=article.publisher, url=f"https://post.example/x{n}", published=NOON, first_seen=NOON)
        for n in range(20)
    ]
    Article.objects.bulk_create(others)

    def send(n):
        try:
            post_comment(others[n], readers[n], f"Words {n}", NOON, block="b")
        except TooFastError:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(send, range(20))) == acts.MOST_PER_BLOCK
    assert Comment.objects.count() == acts.MOST_PER_BLOCK


def test_an_eleventh_change_in_five_minutes_is_refused_with_the_wait(article, ada):
    comment = post_comment(article, ada, "First", NOON)
    for n in range(acts.EDITS_PER_WINDOW):
        edit_comment(comment, ada, f"Words {n}", NOON + timedelta(seconds=n))
    with pytest.raises(TooFastError) as caught:
        edit_comment(comment, ada, "One more", NOON + timedelta(seconds=60))
    assert 0 < caught.value.seconds <= 241
    assert comment.editions.count() == acts.EDITS_PER_WINDOW
    edit_comment(comment, ada, "Later", NOON + timedelta(minutes=6))


def test_a_stub_goes_with_its_last_answer(article, ada, ben):
    first = post_comment(article, ada, "First", NOON)
    reply = post_comment(article, ben, "Reply", NOON, parent=first)
    delete_comment(first, ada, NOON)
    reply.refresh_from_db()
    delete_comment(reply, ben, NOON)
    assert not Comment.objects.exists()


def test_marks_of_addresses_are_forgotten_after_a_month(article, ada):
    comment = post_comment(article, ada, "Words", NOON, block="mark")
    assert acts.forget_blocks(NOON + timedelta(days=29)) == 0
    assert acts.forget_blocks(NOON + timedelta(days=31)) == 1
    comment.refresh_from_db()
    assert comment.block == ""


def test_what_was_promised_to_be_forgotten_is_forgotten_once_a_day(article, ada):
    from octavo.flow.models import Work
    from octavo.flow.steps import tidy
    from octavo.people.actions.reading import visit
    from octavo.people.models import Visit

    comment = post_comment(article, ada, "Words", NOON, block="mark")
    visit(ada, article, NOON)
    tidy.schedule(NOON)
    for days, marks, visits in ((1, "mark", 1), (40, "", 1), (401, "", 0)):
        now = NOON + timedelta(days=days)
        tidy.run(list(Work.objects.filter(step="tidy")), now)
        comment.refresh_from_db()
        assert (comment.block, Visit.objects.count()) == (marks, visits)
        assert Work.objects.get(step="tidy").due == now + timedelta(days=1)
