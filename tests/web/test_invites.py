"""Signing up by invitation: one account for each, and none without."""

from datetime import timedelta

import pytest
from django.test import Client

from octavo.people.actions.account import invite
from octavo.people.errors import NotYoursError
from octavo.people.models import Invite, User


def sign_up(client, name="New Reader"):
    address = f"{name.replace(' ', '').lower()}@example.org"
    form = {"name": name, "email": address, "password1": "a long password 1"}
    client.post("/account/signup/", form)
    return User.objects.filter(email=address).first()


@pytest.fixture
def by_invitation(settings, world):
    settings.SIGNUP = "invite"
    return world.reader("Who Invites", is_staff=True, is_superuser=True)


def test_nobody_signs_up_without_an_invitation(by_invitation):
    assert sign_up(Client()) is None


def test_an_invitation_makes_one_account_and_is_used_up(by_invitation, operator):
    page = operator[0].post("/moderation/invites/", {"note": "for Ines"}, follow=True).content.decode()
    code = Invite.objects.get().code
    assert f"/invite/{code}/" in page
    guest, second = Client(), Client()
    assert guest.get(f"/invite/{code}/")["Location"] == "/account/signup/"
    second.get(f"/invite/{code}/")
    made = sign_up(guest)
    assert Invite.objects.get().used_by == made
    assert not made.is_staff
    assert sign_up(second, "Too Late") is None
    assert Client().get(f"/invite/{code}/").status_code == 404
    assert "Used" in operator[0].get("/moderation/invites/").content.decode()


def test_an_old_invitation_is_none(by_invitation, world):
    made = invite(by_invitation, "", world.now - timedelta(days=15))
    assert Client().get(f"/invite/{made.code}/").status_code == 404


def test_only_operators_invite(by_invitation, world):
    with pytest.raises(NotYoursError):
        invite(world.reader("Reader"), "", world.now)


def test_where_nobody_may_sign_up_an_invitation_does_not_help(by_invitation, world, settings):
    settings.SIGNUP = "no"
    client = Client()
    client.get(f"/invite/{invite(by_invitation, '', world.now).code}/")
    assert sign_up(client) is None
