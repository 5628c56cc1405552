"""A publisher asks to be removed: nothing of its words stays anywhere, and its addresses say what happened."""

import pytest
from django.db import connection

from octavo.article.models import Article
from octavo.assist.models import Comparison
from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.reading import save
from octavo.people.models import Entry
from octavo.source.actions import NewSource, add_source
from octavo.web.frame.addresses import article_url, story_url


@pytest.fixture
def printed(world):
    paper = world.publisher("The Leaving Post")
    theirs = world.article(
        paper, title="Zanzibar cloves", text="Xylophone words stand here. And more of them follow.", tags=["Cloves"]
    )
    other = world.article(tags=["Cloves"])
    story = world.story(theirs, other)
    world.relate(other, theirs)
    world.index(theirs, other)
    return world.source(paper), theirs, other, story


def remove(client, source, sure):
    return client.post(f"/sources/{source.pk}/remove/", {"sure": sure, "note": "By letter of 3 May."})


def test_nothing_of_its_words_stays(operator, client, printed):
    source, theirs, other, story = printed
    Comparison.objects.create(story=story, mark="0", differing=[["Xylophones", []]])
    host = source.publisher.host
    remove(operator[0], source, "another.example")
    assert client.get(article_url(theirs)).status_code == 200
    remove(operator[0], source, host)
    page = client.get(article_url(theirs))
    assert page.status_code == 410
    assert "By letter of 3 May." in page.content.decode()
    for path in ("/", "/search/?q=xylophone", "/hashtag/cloves/", article_url(other), story_url(story), "/feed.rss"):
        assert "Xylophone" not in client.get(path, follow=True).content.decode(), path
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
            assert not any(word in str(value) for row in rows for value in row for word in ("Xylophone", "Zanzibar")), (
                table
            )
    assert Article.objects.get(pk=other.pk).text
    assert Entry.objects.get(verb="removed the publisher").words == "By letter of 3 May."
    source.refresh_from_db()
    assert source.paused


def test_it_cannot_be_added_again_or_resumed(operator, printed, world):
    source = printed[0]
    remove(operator[0], source, source.publisher.host)
    with pytest.raises(ValueError, match="asked to be removed"):
        add_source(NewSource(url=f"{source.publisher.home}other.xml"), world.now)
    operator[0].post(f"/sources/{source.pk}/resume/")
    source.refresh_from_db()
    assert source.paused


def test_only_operators_remove(signed_in, printed, client):
    source = printed[0]
    assert remove(signed_in[0], source, source.publisher.host).status_code == 404
    assert remove(client, source, source.publisher.host).status_code == 302
    assert Article.objects.filter(gone=None).count() == 2


def take_down(client, article, sure, note="By letter of 3 May."):
    return client.post(f"/corrections/article/{article.pk}/remove/", {"sure": sure, "note": note}, follow=True)


def test_one_article_goes_as_wholly_and_its_publisher_stays(operator, signed_in, client, printed, world):
    source, theirs, other, story = printed
    kept = world.article(source.publisher, title="Another of theirs")
    comment = post_comment(theirs, signed_in[1], Draft("Ours."), world.now)
    save(signed_in[1], theirs, world.now)
    why = operator[0].get(article_url(theirs, "article-why"))
    assert "at its publisher’s request" in why.content.decode()
    assert "Nothing was removed" in take_down(operator[0], theirs, "another.example").content.decode()
    gone = take_down(operator[0], theirs, source.publisher.host)
    assert gone.status_code == 410
    assert "By letter of 3 May." in gone.content.decode()
    for path in ("/", "/search/?q=xylophone", "/hashtag/cloves/", article_url(other), story_url(story), "/feed.rss"):
        assert "Zanzibar" not in client.get(path, follow=True).content.decode(), path
    for path in ("/you/saved/", "/you/history/", "/you/", f"/comment/{comment.pk}/", f"/comments/{theirs.pk}/"):
        assert "Zanzibar" not in signed_in[0].get(path).content.decode(), path
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any("Xylophone" in str(value) for row in cursor.fetchall() for value in row), table
    assert client.get(article_url(kept)).status_code == 200
    assert Entry.objects.get(verb="removed the article").words == "By letter of 3 May."
    assert take_down(operator[0], theirs, source.publisher.host).status_code == 404


def test_an_article_without_a_story_can_be_removed_too(operator, world):
    alone = world.article(understood=False)
    assert "stands in no story yet" in operator[0].get(article_url(alone, "article-why")).content.decode()
    assert take_down(operator[0], alone, alone.publisher.host, note="").status_code == 410
