"""What every page keeps: policy, caching, theme, honest errors, accounts in our own dress."""

import re

import pytest
from django.test import Client

from octavo.people.models import User
from octavo.web.frame.addresses import article_url
from octavo.web.frame.words import shorten

ABOUT = [
    "/about/",
    "/about/ranking/",
    "/about/machine/",
    "/about/links/",
    "/about/rights/",
    "/about/rules/",
    "/about/robot",
]
PUBLIC = ["/", "/hashtags/", "/search/", "/sources/", *ABOUT]


@pytest.mark.parametrize("path", [*PUBLIC, "/reading/", "/account/login/", "/account/signup/", "/nowhere/"])
def test_only_our_own_marked_files_may_run(client, db, path):
    answer = client.get(path)
    nonce = re.search(r"style-src 'nonce-([\w-]+)'", answer["Content-Security-Policy"]).group(1)
    body = answer.content.decode()
    assert len(re.findall(rf'<link rel="stylesheet"[^>]+nonce="{nonce}"', body)) == body.count('rel="stylesheet"') > 0
    assert " style=" not in body
    assert "<style" not in body
    assert not re.search(r"\son\w+=", body)
    assert not re.search(r'(?:src|href|action)="https?://(?!localhost)', body.replace('rel="canonical"', ""))


@pytest.mark.parametrize("path", PUBLIC)
def test_anonymous_pages_may_be_shared_and_carry_no_token(client, db, path):
    answer = client.get(path)
    assert answer["Cache-Control"] == "public, max-age=30"
    assert "Cookie" in answer["Vary"]
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content


def test_an_unchanged_page_answers_304_without_a_policy_that_would_shut_out_the_kept_one(client, world):
    path = article_url(world.article(hours=30))
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert "Content-Security-Policy" not in again


def test_signed_in_pages_are_kept_by_nobody_else(signed_in, world):
    assert "private" in signed_in[0].get("/")["Cache-Control"]
    assert "no-store" in signed_in[0].get("/you/")["Cache-Control"]


def test_theme_and_size_are_chosen_without_scripts(client, db):
    client.post("/reading/", {"theme": "dark", "size": "xl"})
    assert '<html lang="en" data-theme="dark" data-size="xl">' in client.get("/").content.decode()
    client.post("/reading/", {"theme": "", "size": "<script>"})
    assert '<html lang="en">' in client.get("/").content.decode()


def test_a_cookie_made_by_hand_is_ignored(client, db):
    client.cookies["theme"] = '"><script>alert(1)</script>'
    assert b"<script>alert" not in client.get("/").content


def test_an_invented_world_says_so_on_every_page(client, world, settings):
    settings.FICTIONAL = True
    for path in (*PUBLIC, "/account/login/", "/nowhere/", article_url(world.article())):
        assert "is invented" in client.get(path).content.decode()


def test_a_real_world_does_not(client, db):
    assert "is invented" not in client.get("/").content.decode()


def test_a_page_that_is_not_there_answers_404_in_our_dress(client, db):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "This leaf isn’t in the book" in answer.content.decode()


def test_our_fault_answers_500_without_asking_the_database(client, world, monkeypatch, django_assert_num_queries):
    def fails(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("octavo.web.hashtag.reading.index", fails)
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        answer = client.get("/hashtags/")
    assert answer.status_code == 500
    assert "The press has stopped" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


@pytest.mark.parametrize("path", ABOUT)
def test_pages_that_explain_need_no_database(client, db, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200


def test_the_ranking_page_tells_the_number_that_the_code_uses(client, db):
    from octavo.story.logic.standing import HOURS_PER_DOUBLING

    assert f"weighs as much as {HOURS_PER_DOUBLING:g} hours" in client.get("/about/ranking/").content.decode()


def test_the_robot_page_stands_where_our_agent_says(client, db, settings):
    assert settings.AGENT.rstrip(")").endswith("/about/robot")
    assert settings.AGENT.split("/")[0] in client.get("/about/robot").content.decode()


def test_robots_are_told_what_to_leave(client):
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()


def test_one_signs_up_with_a_name_and_comes_back_to_where_one_was(client, world):
    article = world.article()
    there = f"/comments/{article.pk}/write/"
    form = client.get("/account/signup/", {"next": there}).content.decode()
    assert 'name="name"' in form
    assert there in form
    world.reader("First")
    answer = client.post(
        "/account/signup/",
        {"email": "new@example.org", "password1": "a long password 1", "name": "New Reader", "next": there},
    )
    assert answer["Location"] == there
    assert User.objects.get(email="new@example.org").name == "New Reader"


def test_a_refused_sign_up_keeps_what_was_typed_and_says_why(client, world):
    world.reader("Taken")
    answer = client.post(
        "/account/signup/", {"email": "new@example.org", "password1": "a long password 1", "name": "taken"}
    ).content.decode()
    assert "Someone already uses this name" in answer
    assert 'value="new@example.org"' in answer
    assert 'aria-invalid="true"' in answer


@pytest.mark.parametrize("name", ["Аdа Reader", "ada reader", "Ada  Re\u200bader"])
def test_nobody_takes_a_name_that_looks_like_anothers(client, world, name):
    world.reader("Ada Reader")
    fields = {"email": "b@example.org", "name": name, "password1": "a long password 1"}
    answer = client.post("/account/signup/", fields)
    assert answer.status_code == 200
    assert "Someone already uses this name" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/x-y/", "password/reset/key/done/",
        "inactive/", "confirm-email/", "confirm-email/nokey/",
    ],
)  # fmt: skip
def test_every_account_page_of_a_stranger_is_in_our_dress(client, db, path):
    answer = client.get(f"/account/{path}", follow=True)
    assert answer.status_code == 200
    assert 'class="masthead"' in answer.content.decode()


@pytest.mark.parametrize("path", ["logout/", "email/", "password/change/", "reauthenticate/"])
def test_every_account_page_of_a_reader_is_in_our_dress(signed_in, path):
    answer = signed_in[0].get(f"/account/{path}", follow=True)
    assert answer.status_code == 200
    assert 'class="masthead"' in answer.content.decode()


def test_an_account_without_a_password_is_offered_one_in_our_dress(world):
    client, reader = Client(), world.reader()
    reader.set_unusable_password()
    reader.save()
    client.force_login(reader)
    page = client.get("/account/password/set/").content.decode()
    assert 'class="masthead"' in page


def test_closed_sign_up_says_so_in_our_dress(client, world, settings):
    settings.SIGNUP = "no"
    world.reader()
    page = client.get("/account/signup/").content.decode()
    assert "Sign-up is closed" in page
    assert 'class="masthead"' in page


def test_pages_stay_within_their_budget(client, world):
    import gzip

    articles = world.edition(60)
    for path in ("/", article_url(articles[0]), "/hashtag/oakport/", "/sources/"):
        assert len(gzip.compress(client.get(path).content)) < 15_000


def test_what_is_cut_short_ends_in_one_ellipsis():
    assert shorten("The quay held. The boats left at noon.", 17) == "The quay held…"
