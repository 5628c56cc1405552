"""A publisher asks to be removed: nothing of its words stays anywhere, and its addresses say what happened."""

import pytest
from django.db import connection

from octavo.article.models import Article
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
            assert not any("Xylophone" in str(value) for row in cursor.fetchall() for value in row), table
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
