"""A reader takes everything along and leaves; what stays has no name."""

import json

import pytest

from octavo.people.actions.account import choose_zone
from octavo.people.actions.comments import Draft, post_comment, vote
from octavo.people.actions.moderation import appeal, hide_comment
from octavo.people.actions.reading import add_wish, save
from octavo.people.models import Comment, User

PASSWORD = "a long password 1"


@pytest.fixture
def written(signed_in, world):
    article = world.article()
    client, reader = signed_in
    first = post_comment(article, reader, Draft("My words."), world.now)
    other = world.reader("Other")
    post_comment(article, other, Draft("An answer.", parent=first), world.now)
    vote(first, other, world.now, up=True)
    post_comment(article, reader, Draft("Nobody answered."), world.now)
    add_wish(reader, "less celebrity", world.now)
    choose_zone(reader, "Asia/Tokyo")
    save(reader, article, world.now, note="a note")
    return client, reader


def test_an_export_holds_what_one_wrote_and_kept_and_nothing_of_others(written, world):
    client, reader = written
    removed = Comment.objects.get(body="Nobody answered.")
    hide_comment(removed, world.reader("Mo", role="moderator"), "House rule 1, say how you know", world.now)
    appeal(removed, reader, "It was said kindly.", world.now)
    told = json.loads(client.get("/you/export.json").content)
    assert told["account"]["email"] == reader.email
    assert [comment["body"] for comment in told["comments"]] == ["My words.", "Nobody answered."]
    assert told["rules"] == ["less celebrity"]
    assert told["account"]["zone"] == "Asia/Tokyo"
    assert told["decisions"][0]["rule"] == "House rule 1, say how you know"
    assert [comment["appeal"] for comment in told["comments"]] == [None, "It was said kindly."]
    assert told["saved"][0]["note"] == "a note"
    assert "An answer." not in json.dumps(told)


@pytest.mark.parametrize(
    ("choice", "bodies"), [("keep", ["An answer.", "My words.", "Nobody answered."]), ("remove", ["", "An answer."])]
)
def test_leaving_deletes_the_account_and_does_with_comments_what_was_chosen(written, choice, bodies):
    client, reader = written
    asked = client.post("/you/leave/", {"comments": choice})
    assert asked["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.post("/you/leave/", {}).status_code == 400
    assert User.objects.filter(pk=reader.pk).exists()
    client.post("/you/leave/", {"comments": choice})
    assert not User.objects.filter(pk=reader.pk).exists()
    assert sorted(Comment.objects.values_list("body", flat=True)) == bodies
    assert client.get("/you/").status_code == 302


def test_the_last_operator_cannot_leave(operator):
    client, person = operator
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/you/leave/", {"comments": "keep"})
    assert answer.status_code == 400
    assert b"only operator" in answer.content
    assert User.objects.filter(pk=person.pk).exists()
