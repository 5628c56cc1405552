"""A reader's public page holds the name, since when, and the comments everybody may read; nothing else, and only while it is wanted."""

from datetime import timedelta

import pytest
from django.test import Client

from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.moderation import hide_comment
from octavo.people.models import Comment, User
from octavo.web.frame.addresses import article_url


@pytest.fixture
def writer(world):
    reader = world.reader("Ines Writer", history=True)
    article = world.article(title="Harbour opens")
    said = post_comment(article, reader, Draft("The quay **held**."), world.now)
    return reader, article, said


def page_of(reader):
    return f"/reader/{reader.pk}/"


def test_it_shows_the_name_since_when_and_what_was_written(client, writer):
    reader, article, said = writer
    page = client.get(page_of(reader)).content.decode()
    assert "Ines Writer" in page
    assert "Here since" in page
    assert "1 comment" in page
    assert "The quay <strong>held</strong>." in page
    assert f"/comment/{said.pk}/" in page
    assert article_url(article) in page
    assert 'content="noindex"' in page
    assert reader.email not in page


def test_the_name_beside_a_comment_leads_there(client, writer):
    reader, article, _ = writer
    assert f'href="{page_of(reader)}"' in client.get(article_url(article)).content.decode()


@pytest.mark.parametrize("field", ["held", "hidden", "deleted"])
def test_what_others_may_not_read_is_not_there_for_anyone(client, operator, writer, world, field):
    reader, _, said = writer
    Comment.objects.filter(pk=said.pk).update(**{field: world.now})
    for each in (client, operator[0]):
        page = each.get(page_of(reader)).content.decode()
        assert "The quay" not in page
        assert "0 comments" in page


def test_a_comment_on_a_withdrawn_article_does_not_tell_its_headline(client, writer, world):
    reader, article, _ = writer
    article.gone = world.now
    article.save()
    assert "Harbour opens" not in client.get(page_of(reader)).content.decode()


def test_a_removed_comment_leaves_it_at_once(client, operator, writer, world):
    reader, _, said = writer
    hide_comment(said, operator[1], "House rule 2", world.now)
    assert "The quay" not in client.get(page_of(reader)).content.decode()


def test_a_reader_switches_it_off_and_on(client, writer, operator):
    reader, article, _ = writer
    mine = Client()
    mine.force_login(reader)
    assert "seen by nobody but you" in mine.post("/you/page/", {"shown": ""}, follow=True).content.decode()
    assert client.get(page_of(reader)).status_code == 404
    assert operator[0].get(page_of(reader)).status_code == 404
    assert "only you see this page" in mine.get(page_of(reader)).content.decode()
    assert page_of(reader) not in client.get(article_url(article)).content.decode()
    mine.post("/you/page/", {"shown": "1"})
    assert client.get(page_of(reader)).status_code == 200


def test_nobodys_page_is_not_found(client, writer):
    reader = writer[0]
    assert client.get("/reader/999999/").status_code == 404
    assert client.get(f"{page_of(reader)}?page=2").status_code == 404
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert client.get(page_of(reader)).status_code == 404


def test_newest_come_first_on_pages_and_ask_a_fixed_number_of_questions(
    client, world, writer, django_assert_max_num_queries
):
    reader, article, _ = writer
    story = world.story(article, world.article())
    for number in range(44):
        place = {"story": story} if number % 2 else {"article": article}
        Comment.objects.create(
            author=reader, body=f"Word {number:02}.", created=world.now + timedelta(minutes=number), **place
        )
    with django_assert_max_num_queries(5):
        first = client.get(page_of(reader)).content.decode()
    assert first.index("Word 43") < first.index("Word 24")
    assert "Word 23" not in first
    assert "The quay" in client.get(f"{page_of(reader)}?page=3").content.decode()


def test_a_hostile_name_and_comment_are_words(client, world, writer):
    reader, article, _ = writer
    User.objects.filter(pk=reader.pk).update(name="<script>alert(1)</script>")
    post_comment(article, world.reader("Other"), Draft("x"), world.now)
    Comment.objects.filter(author=reader).update(body="<img src=x onerror=y> [x](javascript:alert(1))")
    for path in (page_of(reader), article_url(article)):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
