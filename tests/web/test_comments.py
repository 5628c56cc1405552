"""Comments: what was typed survives every refusal; each person changes only what is theirs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from octavo.insight.models import Hashtag
from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.moderation import report
from octavo.people.announcements import standing
from octavo.people.models import Comment, User
from octavo.web.comments.trap import opened
from octavo.web.frame.addresses import article_url, story_url
from octavo.web.frame.frame import address_of


@pytest.fixture
def article(world):
    return world.article()


def write(client, article, body, seconds=30, **more):
    """Send a comment whose form was opened `seconds` ago."""
    mark = opened(datetime.now(UTC) - timedelta(seconds=seconds))
    return client.post(f"/comments/{article.pk}/write/", {"body": body, "opened": mark, **more})


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_form(client, article):
    answer = client.get(f"/comments/{article.pk}/write/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/account/login/?next=/comments/{article.pk}/write/"


def test_a_comment_stands_below_the_article(signed_in, article):
    client, reader = signed_in
    answer = write(client, article, "I was on the quay.")
    comment = Comment.objects.get()
    assert answer["Location"] == f"{article_url(article)}#c{comment.pk}"
    page = client.get(article_url(article)).content.decode()
    assert "I was on the quay." in page
    assert reader.name in page
    assert reader.email not in page
    assert "1 comment" in page


def test_an_answer_stands_below_what_it_answers(signed_in, article, world):
    client, reader = signed_in
    first = article.comments.create(author=reader, body="First words.", created=world.now)
    form = client.get(f"/comments/{article.pk}/write/?parent={first.pk}").content.decode()
    assert "First words." in form
    write(client, article, "Second words.", parent=first.pk)
    page = client.get(article_url(article)).content.decode()
    assert page.index("First words.") < page.index('class="thread"') < page.index("Second words.")


@pytest.mark.parametrize("body", ["", "   \n ", "x" * 5001])
def test_an_empty_or_too_long_comment_is_refused_with_the_words_kept(signed_in, article, body):
    answer = write(signed_in[0], article, body)
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.content.decode()
    assert body.strip() in answer.content.decode()
    assert not Comment.objects.exists()


def test_too_many_comments_answer_429_with_the_wait_and_the_words(signed_in, article, world):
    client, reader = signed_in
    for i in range(5):
        article.comments.create(author=reader, body=str(i), created=world.now - timedelta(seconds=10 * i))
    answer = write(client, article, "A sixth thought.")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "A sixth thought." in answer.content.decode()
    assert Comment.objects.count() == 5


def test_a_stale_form_answers_403_and_shows_the_words_again(world, article):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.reader())
    answer = write(client, article, "Long and careful words.")
    assert answer.status_code == 403
    assert "This form was too old" in answer.content.decode()
    assert "Long and careful words." in answer.content.decode()


def test_whoever_is_signed_out_while_writing_loses_no_word(signed_in, article):
    client = signed_in[0]
    first = client.get(f"/comments/{article.pk}/write/")
    client.post("/account/logout/")
    sent = client.post(f"/comments/{article.pk}/write/?parent=7", {"body": "Long <thought> on tides."})
    assert first.status_code == 200
    assert sent.status_code == 403
    assert "Long &lt;thought&gt; on tides." in sent.content.decode()
    assert f"/account/login/?next=/comments/{article.pk}/write/%3Fparent%3D7" in sent.content.decode()
    assert Comment.objects.count() == 0


def test_words_survive_what_is_not_there_any_more_and_our_own_faults(signed_in, article, monkeypatch):
    client = signed_in[0]
    gone = client.post("/comments/999999/write/", {"body": "Careful <words>."})
    assert gone.status_code == 404
    assert "Careful &lt;words&gt;." in gone.content.decode()

    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr("octavo.web.comments.view.acts.post_comment", fails)
    client.raise_request_exception = False
    failed = write(client, article, "Careful <words>.")
    assert failed.status_code == 500
    assert "Careful &lt;words&gt;." in failed.content.decode()


def test_one_can_edit_and_withdraw_ones_own_only(signed_in, article, world):
    client, reader = signed_in
    own = article.comments.create(author=reader, body="Mine.", created=world.now)
    other = article.comments.create(author=world.reader("Somebody Else"), body="Theirs.", created=world.now)
    client.post(f"/comment/{own.pk}/edit/", {"body": "Mine, better."})
    page = client.get(article_url(article)).content.decode()
    assert "Mine, better." in page
    assert "Edited" in page
    for act in ("edit", "withdraw", "hide", "restore"):
        assert client.get(f"/comment/{other.pk}/{act}/").status_code == 404
        assert client.post(f"/comment/{other.pk}/{act}/", {"body": "x", "rule": "1"}).status_code == 404
    assert client.get(f"/comment/{own.pk}/withdraw/").status_code == 200
    client.post(f"/comment/{own.pk}/withdraw/")
    assert not Comment.objects.filter(pk=own.pk).exists()


def test_a_withdrawn_comment_with_answers_keeps_its_place(signed_in, article, world):
    client, reader = signed_in
    own = article.comments.create(author=reader, body="Mine.", created=world.now)
    article.comments.create(
        author=world.reader("Somebody Else"), body="An answer.", created=world.now, parent=own, root=own
    )
    client.post(f"/comment/{own.pk}/withdraw/")
    page = client.get(article_url(article)).content.decode()
    assert "Withdrawn by its author" in page
    assert "Mine." not in page
    assert "An answer." in page


def test_an_operator_hides_by_a_rule_and_restores(operator, signed_in, article, world):
    comment = article.comments.create(author=signed_in[1], body="You fool.", created=world.now)
    assert operator[0].post(f"/comment/{comment.pk}/hide/", {"rule": "9"}).status_code == 400
    operator[0].post(f"/comment/{comment.pk}/hide/", {"rule": "2"})
    page = signed_in[0].get(article_url(article)).content.decode()
    assert "You fool." not in page
    assert "House rule 2, the point, not the person" in page
    assert "You fool." in operator[0].get(article_url(article)).content.decode()
    operator[0].post(f"/comment/{comment.pk}/restore/")
    assert "You fool." in signed_in[0].get(article_url(article)).content.decode()


def test_markup_in_a_comment_or_a_name_stays_text(world, article):
    client = Client()
    client.force_login(world.reader("<b>Bold</b>"))
    write(client, article, "<script>alert(1)</script>")
    for path in (article_url(article), f"/comments/{article.pk}/", "/you/"):
        page = client.get(path).content
        assert b"<script>alert" not in page
        assert b"<b>Bold" not in page


def test_a_withdrawn_article_takes_no_comments_and_keeps_the_words(signed_in, article, world):
    article.gone = world.now
    article.save()
    answer = write(signed_in[0], article, "Still this.")
    assert answer.status_code == 400
    assert "Still this." in answer.content.decode()


def test_deep_answers_stay_readable_on_a_phone(signed_in, article, world):
    client, reader = signed_in
    parent = None
    for i in range(12):
        root = (parent.root or parent) if parent else None
        parent = article.comments.create(
            author=reader, body=f"Level {i}.", created=world.now + timedelta(seconds=i), parent=parent, root=root
        )
    assert "8 more replies" in client.get(article_url(article)).content.decode()
    page = client.get(f"/comment/{parent.root_id}/").content.decode()
    assert page.count('class="thread"') == 4
    assert "Level 11." in page


def test_many_comments_page(client, article, world):
    reader = world.reader()
    for i in range(45):
        article.comments.create(author=reader, body=f"Words {i:02}.", created=world.now + timedelta(seconds=i))
    assert "All 45 comments" in client.get(article_url(article)).content.decode()
    assert "Words 44." in client.get(f"/comments/{article.pk}/?page=3").content.decode()


def test_an_account_that_is_gone_leaves_its_comments_nameless(client, article, world):
    article.comments.create(author=None, body="From before.", created=world.now)
    assert "A former reader" in client.get(article_url(article)).content.decode()


@pytest.mark.parametrize("comments", [3, 300])
def test_a_page_of_comments_asks_a_fixed_number_of_questions(
    signed_in, article, world, django_assert_max_num_queries, comments
):
    for i in range(comments):
        article.comments.create(author=signed_in[1], body=str(i), created=world.now)
    standing(world.now)  # asked by whoever comes first in 15 seconds, for all
    with django_assert_max_num_queries(10):
        assert signed_in[0].get(f"/comments/{article.pk}/").status_code == 200


def test_ten_thousand_comments_ask_no_more_questions_than_ten(client, article, world, django_assert_max_num_queries):
    reader = world.reader()
    roots = Comment.objects.bulk_create(
        Comment(article=article, author=reader, body=f"Root {n}", created=world.now - timedelta(seconds=n))
        for n in range(2000)
    )
    Comment.objects.bulk_create(
        Comment(
            article=article, author=reader, body=f"Reply {n}", created=world.now + timedelta(seconds=n),
            parent=roots[n % 50], root=roots[n % 50],
        )
        for n in range(8000)
    )  # fmt: skip
    with django_assert_max_num_queries(10):
        page = client.get(f"/comments/{article.pk}/?order=new").content.decode()
    assert page.count('<article class="cm') == 20 * 4
    assert "157 more replies" in page


def test_a_form_sent_at_once_is_asked_for_again_with_its_words(signed_in, article, settings):
    settings.COMMENT_SECONDS = 2.0
    answer = write(signed_in[0], article, "Typed by nobody.", seconds=0)
    assert answer.status_code == 400
    assert "Typed by nobody." in answer.content.decode()
    assert write(signed_in[0], article, "No mark at all.", opened="made-up").status_code == 400
    assert write(signed_in[0], article, "A trap.", website="https://spam.example/").status_code == 400
    assert not Comment.objects.exists()


def test_a_quoted_sentence_links_to_where_it_stands(signed_in, article):
    form = signed_in[0].get(f"/comments/{article.pk}/write/").content.decode()
    assert 'value="s2-1"' in form
    write(signed_in[0], article, "That is not what I saw.", quote="s2-1")
    page = signed_in[0].get(article_url(article)).content.decode()
    assert f'{article_url(article)}#s2-1">Mayor Ines Calder said the quay had held.</a>' in page
    write(signed_in[0], article, "And this?", quote="s99-9")
    assert Comment.objects.get(body="And this?").quote == ""


def test_a_permanent_link_shows_the_thread_around_a_comment(client, signed_in, article, world):
    first = article.comments.create(author=signed_in[1], body="First words.", created=world.now)
    reply = article.comments.create(author=signed_in[1], body="Second.", created=world.now, parent=first, root=first)
    page = client.get(f"/comment/{reply.pk}/").content.decode()
    assert "First words." in page
    assert f'id="c{reply.pk}"' in page
    assert client.get("/comment/999/").status_code == 404


def test_held_words_are_nowhere_but_with_their_author_and_moderators(client, signed_in, operator, article, world):
    write(signed_in[0], article, "Look at https://cheap.example/ now")
    comment = Comment.objects.get()
    assert comment.held
    places = (article_url(article), f"/comments/{article.pk}/", f"/comments/{article.pk}/feed.rss")
    for path in places:
        assert b"cheap.example" not in client.get(path).content
    assert client.get(f"/comment/{comment.pk}/").status_code == 404
    assert b"Waiting for a moderator" in signed_in[0].get(article_url(article)).content
    assert b"cheap.example" in operator[0].get("/moderation/").content
    operator[0].post("/moderation/decide/", {"id": comment.pk, "act": "approve"})
    for path in places:
        assert b"cheap.example" in client.get(path).content


def test_removed_words_are_gone_from_every_page_and_feed(client, signed_in, operator, article, world):
    write(signed_in[0], article, "Something vile.")
    comment = Comment.objects.get()
    operator[0].post("/moderation/decide/", {"id": comment.pk, "act": "remove", "rule": "2"})
    for path in (
        article_url(article), f"/comments/{article.pk}/", f"/comment/{comment.pk}/", f"/comments/{article.pk}/feed.rss",
        "/search/?q=vile", f"/comment/{comment.pk}/history/",
    ):  # fmt: skip
        assert b"Something vile" not in client.get(path).content
    assert b"Something vile" in operator[0].get(f"/comment/{comment.pk}/").content


def test_the_author_is_told_appeals_and_gets_the_comment_back(signed_in, operator, article):
    client = signed_in[0]
    write(client, article, "As paragraph two says.")
    comment = Comment.objects.get()
    operator[0].post(f"/comment/{comment.pk}/hide/", {"rule": "2"})
    assert b"House rule 2" in client.get("/you/notices/").content
    assert b'class="badge">1' in client.get("/").content
    client.post("/you/notices/")
    assert b'class="badge"' not in client.get("/").content
    assert client.post(f"/comment/{comment.pk}/appeal/", {"words": " "}).status_code == 400
    client.post(f"/comment/{comment.pk}/appeal/", {"words": "It quotes the article."})
    queue = operator[0].get("/moderation/").content.decode()
    assert "It quotes the article." in queue
    operator[0].post(f"/moderation/appeal/{comment.appeal.pk}/", {"act": "grant"})
    comment.refresh_from_db()
    assert comment.shown
    assert "restored" in operator[0].get("/moderation/log/?q=Ada").content.decode()


def test_a_vote_moves_the_order_and_can_be_taken_back(signed_in, article, world):
    client, _ = signed_in
    old = article.comments.create(author=world.reader("One"), body="Earlier.", created=world.now - timedelta(hours=1))
    new = article.comments.create(author=world.reader("Two"), body="Later.", created=world.now)

    def order():
        page = client.get(f"/comments/{article.pk}/").content.decode()
        return page.index("Earlier.") < page.index("Later.")

    assert order()
    client.post(f"/comment/{new.pk}/vote/", {"up": "1"})
    assert not order()
    part = client.post(f"/comment/{new.pk}/vote/", {"up": ""}, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<span class="votes"')
    assert order()
    assert client.get(f"/comment/{old.pk}/vote/").status_code == 405


def test_a_reported_comment_is_folded_for_the_reporter_only(signed_in, client, article, world):
    comment = article.comments.create(author=world.reader("One"), body="Off topic.", created=world.now)
    assert signed_in[0].post(f"/comment/{comment.pk}/report/", {}).status_code == 400
    signed_in[0].post(f"/comment/{comment.pk}/report/", {"rule": "3", "words": "See paragraph 4"})
    assert b"You reported this" in signed_in[0].get(article_url(article)).content
    assert b"You reported this" not in client.get(article_url(article)).content


def test_a_moderator_reads_what_the_reporter_wrote(operator, signed_in, article, world):
    comment = article.comments.create(author=world.reader("One"), body="Off topic.", created=world.now)
    signed_in[0].post(f"/comment/{comment.pk}/report/", {"rule": "3", "words": "See paragraph <4>"})
    assert '<q dir="auto">See paragraph &lt;4&gt;</q>' in operator[0].get("/moderation/").content.decode()


def test_a_warning_without_its_rule_keeps_the_words(operator, world):
    reader = world.reader("One")
    answer = operator[0].post(f"/moderation/people/{reader.pk}/warn/", {"rule": "", "words": "Please be <kind>."})
    assert answer.status_code == 400
    assert ">Please be &lt;kind&gt;.</textarea>" in answer.content.decode()


def test_a_story_has_comments_of_its_own(signed_in, world):
    story = world.story(world.article(), world.article())
    client, _ = signed_in
    mark = opened(datetime.now(UTC) - timedelta(seconds=30))
    client.post(f"/comments/story/{story.pk}/write/", {"body": "All of them miss the tide.", "opened": mark})
    assert "All of them miss the tide." in client.get(story_url(story)).content.decode()
    assert "All of them miss the tide." in client.get(f"/comments/story/{story.pk}/feed.rss").content.decode()


def test_bulk_decisions_need_a_rule_to_remove(operator, article, world):
    made = [article.comments.create(author=world.reader(f"N{n}"), body="x", created=world.now) for n in range(3)]
    ids = [comment.pk for comment in made]
    operator[0].post("/moderation/decide/", {"id": ids, "act": "remove", "rule": ""})
    assert Comment.objects.filter(hidden=None).count() == 3
    operator[0].post("/moderation/decide/", {"id": ids[:2], "act": "remove", "rule": "4"})
    assert Comment.objects.filter(hidden=None).count() == 1


def test_only_moderators_find_the_moderators_pages(signed_in, client, world):
    reader = world.reader("Mia")
    for path in ("/moderation/", "/moderation/log/", "/moderation/people/", f"/moderation/people/{reader.pk}/"):
        assert client.get(path).status_code == 302
        assert signed_in[0].get(path).status_code == 404
    reader.role = User.Role.MODERATOR
    reader.save()
    moderator = Client()
    moderator.force_login(reader)
    for path in ("/moderation/", "/moderation/log/", "/moderation/people/", f"/moderation/people/{reader.pk}/"):
        assert moderator.get(path).status_code == 200
    other = signed_in[1]
    assert moderator.post(f"/moderation/people/{other.pk}/suspend/", {"term": "7"}).status_code == 400
    moderator.post(f"/moderation/people/{other.pk}/suspend/", {"term": "7", "rule": "2"})
    other.refresh_from_db()
    assert other.suspended_until > world.now + timedelta(days=6)
    moderator.post(f"/moderation/people/{other.pk}/role/", {"role": "moderator"})
    other.refresh_from_db()
    assert other.role == ""


def test_a_moderator_sees_and_sets_how_comments_are_taken_on_each_thing(signed_in, client, world):
    moderator = Client()
    moderator.force_login(world.reader("Mo", role=User.Role.MODERATOR))
    article = world.article(tags=["Oakport"])
    tag = Hashtag.objects.get()
    pages = {
        "article": f"/comments/{article.pk}/",
        "publisher": f"/comments/{article.pk}/",
        "hashtag": "/hashtag/oakport/",
    }
    for kind, target in (("article", article), ("publisher", article.publisher), ("hashtag", tag)):
        assert f'name="target" value="{kind}"' in moderator.get(pages[kind]).content.decode()
        assert "moderation/policy" not in signed_in[0].get(pages[kind]).content.decode()
        moderator.post("/moderation/policy/", {"target": kind, "id": target.pk, "mode": "closed"})
        assert '<option value="closed" selected>' in moderator.get(pages[kind]).content.decode()
        assert "A moderator closed the comments here" in client.get(article_url(article)).content.decode()
        moderator.post("/moderation/policy/", {"target": kind, "id": target.pk, "mode": ""})
    assert "closed the comments" not in client.get(article_url(article)).content.decode()


def test_a_moderator_reads_what_a_reported_comment_answers(world, article):
    moderator = Client()
    moderator.force_login(world.reader("Mo", role=User.Role.MODERATOR))
    first = post_comment(article, world.reader("Ada"), Draft("Twelve to three."), world.now)
    answer = post_comment(article, world.reader("Bo"), Draft("You are wrong.", parent=first), world.now)
    report(answer, world.reader("Cy"), "House rule 2", "", world.now)
    page = moderator.get("/moderation/").content.decode()
    assert "In answer to Ada" in page
    assert "Twelve to three." in page


def test_a_policy_goes_back_to_our_own_pages_only(operator, article):
    for back, to in (
        ("/comments/1/", "/comments/1/"),
        ("//evil.example/", "/moderation/"),
        ("https://evil.example", "/moderation/"),
    ):
        answer = operator[0].post(
            "/moderation/policy/", {"target": "article", "id": article.pk, "mode": "closed", "back": back}
        )
        assert answer["Location"] == to


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(rf):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert [address_of(request, n) for n in (0, 1, 2, 3)] == ["10.0.0.1", "198.51.100.7", "203.0.113.9", ""]
