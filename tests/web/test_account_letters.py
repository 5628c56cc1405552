"""Letters about an account: in our words and the reader's language, with one link, from a site that says its name."""

import pytest
from django.core import mail
from django.test import Client

PASSWORD = "a long password 1"


@pytest.fixture(autouse=True)
def _mails(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.SITE_NAME = "The <Quay> & Co."


def letter(path, language="en", client=None, **fields):
    (client or Client()).post(path, fields, headers={"Accept-Language": language})
    assert len(mail.outbox) == 1
    return mail.outbox.pop()


def test_a_new_address_is_confirmed_by_its_letter_and_the_way_in_is_open(world):
    world.reader()
    fields = {"email": "new@example.org", "name": "New & Bold", "password1": PASSWORD}
    sent = letter("/account/signup/", **fields)
    assert sent.subject == "The <Quay> & Co.: confirm your address"
    assert "under the name New & Bold" in sent.body
    assert "!" not in sent.body
    link = sent.body.split("http://testserver")[1].split()[0]
    client = Client()
    refused = client.post("/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert refused["Location"] == "/account/confirm-email/"
    mail.outbox.clear()
    assert client.get("/you/").status_code == 302
    assert client.post(link).status_code == 302
    Client().post("/account/login/", {"login": "new@example.org", "password": PASSWORD})
    client.post("/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert client.get("/you/").status_code == 200


def test_each_letter_says_what_happened_and_what_to_do(world, signed_in):
    known = world.reader("Known").email
    again = letter("/account/signup/", email=known, name="Another", password1=PASSWORD)
    assert "so nothing was done" in again.body
    assert "/account/password/reset/" in again.body
    forgotten = letter("/account/password/reset/", email=known)
    assert "/account/password/reset/key/" in forgotten.body
    nobody = letter("/account/password/reset/", email="nobody@example.org")
    assert "No account here has it" in nobody.body
    added = letter("/account/email/", client=signed_in[0], email="second@example.org", action_add="1")
    assert "adds this address" in added.body


@pytest.mark.parametrize(("language", "words"), [("de", "bestätigen"), ("fr", "confirmez")])
def test_they_come_in_the_readers_language(world, language, words):
    world.reader()
    sent = letter("/account/signup/", language, email="new@example.org", name="Neu", password1=PASSWORD)
    assert words in sent.subject.lower()
    assert "Somebody" not in sent.body
