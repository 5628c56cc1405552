"""In which language a page speaks, who chooses, and that nothing of one language is kept for another."""

import pytest
from django.test import Client

from octavo.people.models import User

GERMAN = {"accept-language": "de-CH,de;q=0.9,en;q=0.5"}


def language_of(answer) -> str:
    return answer.content.decode().partition('<html lang="')[2][:2]


def test_a_page_speaks_what_the_browser_asks_for_and_else_english(client, db):
    assert language_of(client.get("/about/")) == "en"
    assert language_of(client.get("/about/", headers=GERMAN)) == "de"
    assert language_of(client.get("/about/", headers={"accept-language": "fr"})) == "fr"
    assert language_of(client.get("/about/", headers={"accept-language": "ja"})) == "en"


def test_the_switch_outweighs_the_browser(client, db):
    answer = client.post("/language/", {"language": "fr", "back": "/about/?page=2"})
    assert answer["Location"] == "/about/?page=2"
    assert client.cookies["language"].value == "fr"
    assert language_of(client.get("/about/", headers=GERMAN)) == "fr"


def test_the_readers_own_setting_outweighs_the_cookie(signed_in):
    client, reader = signed_in
    client.cookies["language"] = "fr"
    User.objects.filter(pk=reader.pk).update(language="de")
    assert language_of(client.get("/you/")) == "de"


def test_the_switch_keeps_the_choice_with_the_account(signed_in):
    client, reader = signed_in
    client.post("/language/", {"language": "de"})
    reader.refresh_from_db()
    assert reader.language == "de"
    client.post("/reading/", {"language": "", "theme": "dark"})
    reader.refresh_from_db()
    assert reader.language == ""
    assert client.cookies["language"].value == ""


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_the_switch_leads_to_no_other_site(client, db, back):
    assert client.post("/language/", {"language": "de", "back": back})["Location"] == "/"


def test_the_switch_takes_no_form_of_another_site(client, db):
    for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
        assert client.post("/language/", {"language": "de"}, headers={"origin": origin}).status_code == 403
    assert client.post("/language/", {"language": "de"}, headers={"origin": "http://testserver"}).status_code == 302


def test_the_switch_works_where_forms_need_a_token(db):
    assert Client(enforce_csrf_checks=True).post("/language/", {"language": "de"}).status_code == 302


def test_an_unknown_language_is_no_language(client, db):
    client.post("/language/", {"language": "../../etc"})
    assert client.cookies["language"].value == ""
    client.cookies["language"] = "xx"
    assert language_of(client.get("/about/")) == "en"


def test_a_shared_page_is_kept_for_each_language_apart(client, world):
    english, german = client.get("/"), client.get("/", headers=GERMAN)
    for answer in (english, german):
        assert "Accept-Language" in answer["Vary"]
        assert "Cookie" in answer["Vary"]
    assert english["ETag"] != german["ETag"]
    assert german["Content-Language"] == "de"
    assert client.get("/", headers=GERMAN | {"If-None-Match": english["ETag"]}).status_code == 200


def test_machines_are_answered_in_english(client, world):
    world.story(world.article())
    assert client.get("/feed.rss", headers=GERMAN)["Content-Language"] == "en"


def test_a_reader_with_a_language_asks_the_database_no_more(signed_in, world, django_assert_num_queries):
    client, reader = signed_in
    with django_assert_num_queries(2):
        client.get("/about/")
    User.objects.filter(pk=reader.pk).update(language="fr")
    with django_assert_num_queries(2):
        assert language_of(client.get("/about/")) == "fr"
