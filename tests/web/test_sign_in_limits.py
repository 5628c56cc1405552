"""What guessing and asking about accounts gives: the same words, the same status, the same work, and soon nothing at all."""

import os
import re
import subprocess
import sys

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from octavo.people.models import User

PASSWORD, WRONG = "a long password 1", "wrong password 9"
# What differs between any two answers: the page's nonce, its token, and the address that was typed.
_OWN = re.compile(r'nonce="[^"]+"|value="[^"]{40,}"|[\w.]+@example\.org')


@pytest.fixture
def mails(settings):
    """A site with a mail server: addresses are confirmed by a letter."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def limits(settings):
    """The limits as they are in earnest."""
    settings.ACCOUNT_RATE_LIMITS = {}


@pytest.fixture
def hashed(monkeypatch):
    """Count passwords hashed: a tenth of a second each in earnest, and all that a clock could tell of an account."""
    counted, hashing = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *given: (counted.append(1), hashing(self, *given))[1])
    return counted


def asked(path, hashed, **fields):
    """Return what a stranger learns: status, where it leads, its words, how many letters went and passwords were hashed."""
    hashed.clear()
    mail.outbox.clear()
    answer = Client().post(path, fields)
    return (
        answer.status_code,
        answer.get("Location"),
        _OWN.sub("", answer.content.decode()),
        len(mail.outbox),
        len(hashed),
    )


def test_signing_in_tells_nothing_of_an_account(world, mails, hashed):
    known, elsewhere = world.reader(), world.reader("Signs in elsewhere")
    elsewhere.set_unusable_password()
    elsewhere.save()
    gone = world.reader("Switched off", is_active=False)
    emails = (known.email, elsewhere.email, gone.email, "nobody@example.org")
    told = [asked("/account/login/", hashed, login=email, password=WRONG) for email in emails]
    assert told == [told[0]] * 4
    assert told[0][0] == 200
    assert told[0][4] == 1


def test_signing_up_tells_nothing_of_an_account(world, mails, hashed):
    known = world.reader().email
    told = [
        asked("/account/signup/", hashed, email=email, name=f"Newcomer {n}", password1=PASSWORD)
        for n, email in enumerate((known, "nobody@example.org"))
    ]
    assert told[0] == told[1]
    assert told[0][0] == 302
    assert User.objects.count() == 2


def test_a_forgotten_password_tells_nothing_of_an_account(world, mails, hashed):
    told = [
        asked("/account/password/reset/", hashed, email=email) for email in (world.reader().email, "nobody@example.org")
    ]
    assert told[0] == told[1]
    assert told[0][0] == 302


def test_an_address_of_another_account_is_added_as_any_other(world, mails, hashed, signed_in):
    other = world.reader("Other").email
    told = []
    for email in (other, "nobody@example.org"):
        hashed.clear()
        mail.outbox.clear()
        answer = signed_in[0].post("/account/email/", {"email": email, "action_add": "1"})
        told.append((answer.status_code, answer.get("Location"), len(mail.outbox), len(hashed)))
    assert told[0] == told[1]


def test_guessing_a_password_ends_after_five_tries_even_with_the_right_one(world, limits):
    reader = world.reader()
    for _ in range(5):
        assert Client().post("/account/login/", {"login": reader.email, "password": WRONG}).status_code == 200
    right = Client().post("/account/login/", {"login": reader.email, "password": PASSWORD})
    assert right.status_code == 200
    assert "Too many failed" in right.content.decode()
    other = world.reader("Neighbour")
    assert Client().post("/account/login/", {"login": other.email, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("path", "most", "fields"),
    [
        ("/account/login/", 30, {"login": "a{n}@example.org", "password": PASSWORD}),
        ("/account/signup/", 20, {"email": "a{n}@example.org", "name": "Newcomer {n}", "password1": PASSWORD}),
        ("/account/password/reset/", 20, {"email": "a{n}@example.org"}),
    ],
)
def test_one_address_gets_429_in_our_dress_after_so_many_tries(world, limits, mails, path, most, fields):
    world.reader()
    tries = [{name: value.format(n=n) for name, value in fields.items()} for n in range(most + 1)]
    answers = [Client().post(path, each) for each in tries]
    assert all(answer.status_code != 429 for answer in answers[:most])
    last = answers[-1]
    assert (last.status_code, last["Retry-After"]) == (429, "60")
    assert "Wait a minute" in last.content.decode()
    assert Client().post(path, tries[-1], REMOTE_ADDR="192.0.2.7").status_code != 429


def test_behind_a_proxy_everybody_has_tries_of_their_own_and_nobody_more_by_lying(world, limits, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    world.reader()

    def tried(seen):
        fields = {"email": "a@example.org"}
        return Client().post("/account/password/reset/", fields, headers={"X-Forwarded-For": seen}).status_code

    assert [tried("203.0.113.9") for _ in range(6)][-1] == 429  # five a minute for one address
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "3/m/ip"}
    assert [tried(f"198.51.100.{n}, 203.0.113.8") for n in range(4)] == [302, 302, 302, 429]
    assert tried("203.0.113.7") == 302


def test_the_admin_has_no_door_of_its_own(world):
    """Its own form would count no tries and ask for no second proof."""
    operator = world.reader("Op", is_staff=True, is_superuser=True)
    for answer in (Client().get("/admin/"), Client().get("/admin/login/")):
        assert answer.status_code == 302
    tried = Client().post("/admin/login/?next=/admin/", {"username": operator.email, "password": PASSWORD})
    assert tried["Location"].startswith("/account/login/")
    reader = Client()
    reader.force_login(world.reader("Reader"))
    assert reader.get("/admin/login/").status_code == 403


@pytest.mark.parametrize(
    ("url", "mail", "asked_for"),
    [
        ("http://localhost:8000", "", "none"),
        ("http://localhost:8000", "mail.example.org", "mandatory"),
        ("https://news.example.org", "", "mandatory"),
    ],
)
def test_addresses_are_confirmed_wherever_others_come(url, mail, asked_for):
    env = os.environ | {"OCTAVO_URL": url, "OCTAVO_SMTP_HOST": mail}
    told = "from octavo.site import settings; print(settings.ACCOUNT_EMAIL_VERIFICATION)"
    answer = subprocess.run([sys.executable, "-c", told], env=env, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == asked_for
