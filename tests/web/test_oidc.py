"""Signing in with an account elsewhere, against a small real OpenID Connect server, honest and not."""

import base64
import hashlib
import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as site
from django.test import Client

from octavo.people.actions.account import invite
from octavo.people.logic.oidc import IdentityProvider
from octavo.people.models import User
from tests.web.test_journey_browser import Walk, browser  # noqa: F401 - the fixture is used by name

KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
SECRET = "between us two"


class Server:
    """An identity provider. `claims` change what its ID tokens say, `lies` how it behaves."""

    def __init__(self):
        self.claims, self.lies, self.asked, self.issuer = {}, {}, [], ""
        self.person = {"sub": "u1", "email": "ada@example.org", "email_verified": True}

    def configuration(self):
        ends = {
            "authorization_endpoint": "/authorize",
            "token_endpoint": "/token",
            "userinfo_endpoint": "/userinfo",
            "jwks_uri": "/keys",
        }
        told = {"issuer": self.issuer} | {name: f"{self.issuer}{path}" for name, path in ends.items()}
        return told | self.lies.get("configuration", {})

    def keys(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "k1", "use": "sig", "alg": "RS256"}]}

    def token(self, form):
        wanted = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if form["code"] != self.code or wanted != self.request["code_challenge"] or form["client_secret"] != SECRET:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": "octavo", "iat": now, "exp": now + 300, "nonce": self.request["nonce"]}
        claims |= self.person | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        key = {"none": None, "HS256": "0" * 32}.get(self.lies.get("alg", ""), self.lies.get("key", KEY))
        text = jwt.encode(claims, key, algorithm=self.lies.get("alg", "RS256"), headers={"kid": "k1"})
        return {"access_token": "at", "token_type": "Bearer", "id_token": text} | self.lies.get("token", {})


@pytest.fixture
def server():
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            made.asked.append(self.path)
            path, _, query = self.path.partition("?")
            if path == "/authorize":
                made.request = {name: values[0] for name, values in parse_qs(query).items()}
                made.code = "c0de"
                back = (
                    made.request["redirect_uri"] + "?" + urlencode({"code": made.code, "state": made.request["state"]})
                )
                self.answer(302, b"", {"Location": back})
            elif path in made.lies.get("redirects", ()):
                self.answer(302, b"", {"Location": "http://127.0.0.1:1/"})
            elif path == "/.well-known/openid-configuration":
                self.answer(200, made.lies.get("body") or json.dumps(made.configuration()).encode())
            elif path == "/keys":
                self.answer(200, json.dumps(made.keys()).encode())
            elif path == "/userinfo":
                self.answer(200, json.dumps(made.person | made.lies.get("userinfo", {})).encode())
            else:
                self.answer(404, b"{}")

        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told = made.token({name: values[0] for name, values in form.items()})
            self.answer(400 if "error" in told else 200, json.dumps(told).encode())

        def answer(self, status, body, headers=()):
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                **dict(headers),
                "Content-Length": str(len(body)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.issuer = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def named(settings, server, db):
    """The site with that server as its provider, and somebody who runs it."""
    each = IdentityProvider("work", "The Works", server.issuer, "octavo", SECRET)
    settings.OIDC = (each,)
    app = {
        "provider_id": each.id, "name": each.name, "client_id": each.client, "secret": each.secret,
        "settings": {"server_url": each.issuer, "scope": list(each.scopes), "oauth_pkce_enabled": True},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return User.objects.create_user("op@example.org", "a long password 1", name="Op", is_staff=True)


def lead(client, query=""):
    """Go to the provider as a browser would. Returns the address that leads back."""
    page = client.post(f"/account/oidc/work/login/{query}", {"next": "/about/"}).content.decode()
    address = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)[1].replace("&amp;", "&")
    back = requests.get(address, allow_redirects=False, timeout=5).headers["Location"]
    parts = urlsplit(back)
    return f"{parts.path}?{parts.query}"


def sign_up(client, name="Ada"):
    return client.post("/account/3rdparty/signup/", {"email": "ada@example.org", "name": name})


def test_without_the_setting_there_is_no_button_and_no_way_in(client, db):
    assert site.OIDC == ()
    for path in ("/account/login/", "/account/signup/"):
        assert "oidc" not in client.get(path).content.decode()
    assert client.post("/account/oidc/work/login/").status_code == 404
    assert client.get("/account/oidc/work/login/callback/?code=x&state=y").status_code == 404


def test_a_stranger_signs_up_with_a_name_of_their_own_and_signs_in_again(client, named, server):
    for path in ("/account/login/", "/account/signup/"):
        assert "Go on with The Works" in client.get(path).content.decode()
    assert client.get(lead(client))["Location"] == "/account/3rdparty/signup/"
    assert "Choose a name" in client.get("/account/3rdparty/signup/").content.decode()
    assert sign_up(client)["Location"] == "/about/"
    reader = User.objects.get(name="Ada")
    assert (reader.email, reader.is_staff, reader.has_usable_password()) == ("ada@example.org", False, False)
    assert EmailAddress.objects.get(user=reader).verified
    again = Client()
    assert again.get(lead(again))["Location"] == "/about/"
    assert again.session["_auth_user_id"] == str(reader.pk)
    assert server.request["code_challenge_method"] == "S256"
    assert set(server.request["scope"].split()) == {"openid", "email", "profile"}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_real_browser_goes_there_and_comes_back(browser, live_server, named):  # noqa: F811
    """No form may lead elsewhere by our policy; a page of ours does."""
    walk = Walk(browser.new_context(), live_server.url)
    walk.check = lambda: None  # the way leads off the site, as it should
    walk.open("/account/login/?next=/about/")
    walk.page.get_by_role("button", name="Go on with The Works").click()
    walk.page.get_by_label("Name shown beside your comments").fill("Ada Elsewhere")
    walk.page.get_by_role("button", name="Sign up").click()
    walk.page.wait_for_url(f"{live_server.url}/about/")
    assert User.objects.get(name="Ada Elsewhere").email == "ada@example.org"
    walk.open("/you/leave/")  # there is no password to ask for
    walk.page.get_by_label("Stay, without your name").check()
    walk.page.get_by_role("button", name="Delete the account").click()
    walk.page.get_by_text("are deleted").wait_for()
    assert not User.objects.filter(name="Ada Elsewhere").exists()
    walk.page.context.close()


def test_the_way_there_keeps_our_policy_and_adds_nothing_a_visitor_wrote(client, named, server):
    answer = client.post("/account/oidc/work/login/?auth_params=redirect_uri%3Dhttps://evil.example&scope=admin")
    assert answer.status_code == 200
    assert "form-action 'self'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert "evil.example" not in answer.content.decode()
    assert "admin" not in answer.content.decode()
    assert "Go on" in client.get("/account/oidc/work/login/").content.decode()


FORGED = [
    {"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"aud": ["octavo", "another"]}, {"azp": "another"},
    {"iss": "https://evil.example"}, {"exp": 1}, {"exp": None}, {"sub": None},
]  # fmt: skip


@pytest.mark.parametrize("claims", FORGED, ids=str)
def test_a_token_that_was_not_made_for_this_sign_in_is_refused(client, named, server, claims):
    server.claims = claims
    assert "did not work" in client.get(lead(client)).content.decode()
    assert not SocialAccount.objects.exists()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "lies",
    [
        {"key": OTHER}, {"alg": "none"}, {"alg": "HS256"}, {"token": {"id_token": None}}, {"token": {"id_token": "x.y.z"}},
        {"token": {"id_token": ["x"]}}, {"redirects": ["/keys"]}, {"token": {"error": "no"}, "redirects": ["/keys"]},
    ],
    ids=lambda lies: " ".join(f"{name} {value}"[:30] for name, value in lies.items() if name != "key") or "other key",
)  # fmt: skip
def test_a_token_that_proves_nothing_is_refused(client, named, server, lies):
    server.lies = lies
    assert "did not work" in client.get(lead(client)).content.decode()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "lies",
    [
        {"configuration": {"issuer": "https://evil.example"}}, {"configuration": {"token_endpoint": "http://id.example/"}},
        {"configuration": {"authorization_endpoint": "javascript:alert(1)"}}, {"body": b"[]"}, {"body": b"{" * 300_000},
        {"body": b"no JSON"}, {"redirects": ["/.well-known/openid-configuration"]},
    ],
    ids=lambda lies: str(lies)[:60],
)  # fmt: skip
def test_a_provider_that_is_not_what_the_setting_says_leads_nowhere(client, named, server, lies):
    server.lies = lies
    answer = client.post("/account/oidc/work/login/")
    assert "did not work" in answer.content.decode()
    assert "javascript:" not in answer.content.decode()


def test_a_provider_that_is_down_is_told_in_words(client, named, server, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:1"
    assert "did not work" in client.post("/account/oidc/work/login/").content.decode()


def test_a_forged_or_used_state_is_refused(client, named, server):
    back = lead(client)
    assert "did not work" in Client().get(back).content.decode()
    assert "did not work" in client.get(re.sub(r"state=\w+", "state=forged", back)).content.decode()
    client.get(back)
    assert "did not work" in client.get(back).content.decode()
    assert (
        "turned back"
        in client.get(re.sub(r"code=\w+", "error=access_denied", lead(client)), follow=True).content.decode()
    )


def test_a_proven_address_leads_to_the_account_that_has_proven_it_too(client, named, server, world):
    mine = world.reader("Mine")
    server.person["email"] = mine.email.upper()
    EmailAddress.objects.create(user=mine, email=mine.email, verified=True, primary=True)
    assert client.get(lead(client))["Location"] == "/about/"
    assert client.session["_auth_user_id"] == str(mine.pk)
    mine.refresh_from_db()
    assert mine.check_password("a long password 1")


@pytest.mark.parametrize("verified", [False, "false", None, "yes", 1])
def test_an_address_that_the_provider_has_not_proven_opens_nobodys_account(client, named, server, world, verified):
    mine = world.reader("Mine")
    EmailAddress.objects.create(user=mine, email=mine.email, verified=True, primary=True)
    server.person |= {"email": mine.email, "email_verified": verified}
    client.get(lead(client))
    assert "_auth_user_id" not in client.session
    client.post("/account/3rdparty/signup/", {"email": mine.email, "name": "Thief"})
    assert client.session.get("_auth_user_id") != str(mine.pk)
    assert not SocialAccount.objects.filter(user=mine).exists()


def test_an_address_that_nobody_proved_here_opens_nobodys_account(client, named, server, world):
    server.person["email"] = named.email
    client.get(lead(client))
    assert "_auth_user_id" not in client.session
    named.refresh_from_db()
    assert named.check_password("a long password 1")


def test_userinfo_counts_only_for_the_one_who_signs_in(client, named, server):
    server.claims = {"email": None, "email_verified": None}
    assert client.get(lead(client))["Location"] == "/account/3rdparty/signup/"
    server.lies = {"userinfo": {"sub": "somebody else"}}
    other = Client()
    assert "did not work" in other.get(lead(other)).content.decode()


def test_closed_sign_up_is_closed_for_them_too_and_an_invitation_opens_it_once(client, named, server, settings, world):
    settings.SIGNUP = "no"
    client.get(lead(client))
    sign_up(client)
    assert not User.objects.filter(name="Ada").exists()
    settings.SIGNUP = "invite"
    made = invite(named, "", world.now)
    invited = Client()
    invited.get(f"/invite/{made.code}/")
    invited.get(lead(invited))
    sign_up(invited)
    made.refresh_from_db()
    assert made.used_by == User.objects.get(name="Ada")


def test_a_reader_connects_and_disconnects_an_account_elsewhere(named, server, world, signed_in):
    client, reader = signed_in
    assert client.get(lead(client, "?process=connect")).status_code == 302
    account = SocialAccount.objects.get(user=reader)
    page = client.get("/account/3rdparty/").content.decode()
    assert "ada@example.org" in page
    client.post("/account/3rdparty/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_a_hostile_name_from_elsewhere_is_words(client, named, server):
    server.person |= {
        "name": "<script>alert(1)</script>",
        "preferred_username": '"><img src=x onerror=y>',
        "sub": "<b>",
    }
    client.get(lead(client))
    page = client.get("/account/3rdparty/signup/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert SECRET not in page
