"""Django's admin: what an operator does to accounts there stands in the same log as everything else."""

import pytest
from django.test import Client

from octavo.people.actions.comments import Draft, post_comment
from octavo.people.models import Comment, Entry, User
from tests.web.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def admin(world):
    client = Client()
    client.force_login(world.reader("Op Erator", is_staff=True, is_superuser=True))
    return client


def test_switching_an_account_off_leaves_a_line(admin, world):
    reader = world.reader("Ada Reader")
    admin.post(f"/admin/people/user/{reader.pk}/change/", {"name": "Ada Reader", "role": ""})
    reader.refresh_from_db()
    assert not reader.is_active
    line = Entry.objects.get(verb="changed the account of")
    assert (line.actor.name, line.person, line.words) == ("Op Erator", reader, "is_active")


def test_an_account_deleted_there_leaves_its_comments_nameless_and_a_line(admin, world):
    reader = world.reader("Ada Reader")
    post_comment(world.article(), reader, Draft("Words.", block="b"), world.now)
    admin.post(f"/admin/people/user/{reader.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=reader.pk).exists()
    left = Comment.objects.get()
    assert (left.author, left.block, left.body) == (None, "", "Words.")
    assert Entry.objects.get(verb="deleted the account of").about == "Ada Reader"


def test_the_last_operator_stays(admin):
    me = User.objects.get()
    admin.post(f"/admin/people/user/{me.pk}/delete/", {"post": "yes"})
    assert User.objects.filter(pk=me.pk).exists()


def test_articles_can_be_sorted_by_how_sure_their_text_is_and_those_never_read_come_last(admin, world):
    for title, sure in (("Ferry runs", 0.95), ("Quay waits", None), ("Crane falls", 0.4)):
        world.article(title=title, confidence=sure)
    page = admin.get("/admin/article/article/?o=6").content.decode()
    rows = [page.index(f">{title}<") for title in ("Crane falls", "Ferry runs", "Quay waits")]
    assert rows == sorted(rows)
