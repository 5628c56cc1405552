"""Signing in with more than a password: an app's code, a recovery code, a passkey."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

PASSWORD = "a long password 1"


def code(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def sign_in(reader):
    client = Client()
    answer = client.post("/account/login/", {"login": reader.email, "password": PASSWORD})
    return client, answer


def confirmed(reader):
    """Sign in, and give the password once more as every change of the kind asks."""
    client, _ = sign_in(reader)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def reader(world):
    return world.reader("Careful Reader")


def test_an_apps_code_is_asked_for_once_it_is_set_up_and_a_recovery_code_helps(reader):
    client = confirmed(reader)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    assert "<svg" in page
    assert "data:image" not in page
    secret = re.search(r'<code class="address">([A-Z2-7]+)</code>', page).group(1)
    assert client.post("/account/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    assert "On: signing in asks for a code." in client.get("/account/2fa/").content.decode()
    spare = re.findall(r"<li><code>([^<]+)</code>", client.get("/account/2fa/recovery-codes/").content.decode())
    assert len(spare) == 10

    again, answer = sign_in(reader)
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert again.get("/you/").status_code == 302
    assert again.post("/account/2fa/authenticate/", {"code": "111111"}).status_code == 200
    assert again.post("/account/2fa/authenticate/", {"code": spare[0]}).status_code == 302
    assert again.get("/you/").status_code == 200
    third, _ = sign_in(reader)
    assert third.post("/account/2fa/authenticate/", {"code": spare[0]}).status_code == 200, "a code works once"


def test_a_code_may_be_half_a_minute_old_but_not_more(reader):
    client = confirmed(reader)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'<code class="address">([A-Z2-7]+)</code>', page).group(1)
    assert client.post("/account/2fa/totp/activate/", {"code": code(secret, -3)}).status_code == 200
    assert client.post("/account/2fa/totp/activate/", {"code": code(secret, -1)}).status_code == 302


def test_every_page_of_it_is_ours(reader):
    client = confirmed(reader)
    for path in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        page = client.get(f"/account/2fa/{path}").content.decode()
        assert 'class="masthead"' in page, path
        assert not re.search(r"<script(?! type=\"application/json\")(?![^>]*nonce=)", page), path
