"""Comments: what was typed survives every refusal; each person changes only what is theirs."""

from datetime import timedelta

import pytest
from django.test import Client

from octavo.people.models import Comment
from octavo.web.frame.addresses import article_url


@pytest.fixture
def article(world):
    return world.article()


def write(client, article, body, **more):
    return client.post(f"/comments/{article.pk}/write/", {"body": body, **more})


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
    article.comments.create(author=world.reader("Somebody Else"), body="An answer.", created=world.now, parent=own)
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
        parent = article.comments.create(
            author=reader, body=f"Level {i}.", created=world.now + timedelta(seconds=i), parent=parent
        )
    page = client.get(article_url(article)).content.decode()
    assert page.count('class="thread"') == 4
    assert "Level 11." in page


def test_many_comments_page(client, article, world):
    reader = world.reader()
    for i in range(45):
        article.comments.create(author=reader, body=f"Words {i:02}.", created=world.now + timedelta(seconds=i))
    assert "All 45 comments" in client.get(article_url(article)).content.decode()
    assert "Words 44." in client.get(f"/comments/{article.pk}/?page=2").content.decode()


def test_an_account_that_is_gone_leaves_its_comments_nameless(client, article, world):
    article.comments.create(author=None, body="From before.", created=world.now)
    assert "A former reader" in client.get(article_url(article)).content.decode()


@pytest.mark.parametrize("comments", [3, 300])
def test_a_page_of_comments_asks_a_fixed_number_of_questions(
    signed_in, article, world, django_assert_max_num_queries, comments
):
    for i in range(comments):
        article.comments.create(author=signed_in[1], body=str(i), created=world.now)
    with django_assert_max_num_queries(6):
        assert signed_in[0].get(f"/comments/{article.pk}/").status_code == 200
