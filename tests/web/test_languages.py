"""In which language a page speaks, who chooses, and that nothing of one language is kept for another."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import translation

from octavo.assist.briefing import picks
from octavo.people.actions.comments import Draft, post_comment
from octavo.people.models import Entry, User
from octavo.web.briefing.letter import Letters
from octavo.web.frame import words
from octavo.web.frame.addresses import article_url, story_url

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


ENGLISH = re.compile(
    r"\b(the|and|of|this|with|comments?|search|sign|summary|related|publishers?|reports?|story|stories|headlines?|ago|hours?|"
    r"minutes|why|how|read|write|settings|your?|front page|nothing|picked|shown|here|more|all|not|is|are|what|who)\b",
    re.IGNORECASE,
)


class Spoken(HTMLParser):
    """Gathers what a page says itself: its text and labels outside of elements in another language, and of names."""

    VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "use", "path", "progress"})

    def __init__(self, language):
        super().__init__()
        self.language, self.said, self.open = language, [], []

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        apart = bool(
            own.get("lang") not in (None, self.language)
            or {"pub", "tag", "ref"} & set((own.get("class") or "").split())
        )
        apart = apart or tag in {"script", "style", "code"}
        if not self.apart and not apart:
            self.said += [
                own[name] for name in ("aria-label", "placeholder", "title", "alt") if own.get(name) and tag != "link"
            ]
        if tag not in self.VOID:
            self.open.append(apart)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self.open.pop()

    @property
    def apart(self):
        return any(self.open)

    def handle_data(self, data):
        if not self.apart:
            self.said.append(data)


def spoken(answer, language):
    page = Spoken(language)
    page.feed(answer.content.decode())
    return [words.strip() for words in page.said if words.strip()]


@pytest.fixture
def town(world):
    """A small site with everything on it that a reader meets on the way; its publishers' words stand in elements of their own."""
    articles = world.edition(12)
    world.index(*articles)
    world.relate(articles[0], articles[7])
    post_comment(articles[0], world.reader("Ada"), Draft("Ja."), world.now)
    return articles[0]


PAGES = {
    "front": lambda article: "/",
    "article": article_url,
    "story": lambda article: story_url(article.member.story),
    "comments": lambda article: f"/comments/{article.pk}/",
    **{
        tool: lambda article, tool=tool: article_url(article, f"article-{tool}")
        for tool in ("facts", "ask", "explain", "quiz")
    },
    "compare": lambda article: story_url(article.member.story, "story-compare"),
    "briefing": lambda article: "/briefing/",
    "hashtags": lambda article: "/hashtags/",
    "search": lambda article: "/search/",
    "sources": lambda article: "/sources/",
    "sign-up": lambda article: "/account/signup/",
    "sign-in": lambda article: "/account/login/",
    "reading": lambda article: "/reading/",
    "rank": lambda article: "/about/ranking/",
    "machine": lambda article: "/about/machine/",
    "nowhere": lambda article: "/nowhere/",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_german_reader_meets_no_english_word(client, town, name):
    answer = client.get(PAGES[name](town), headers={"accept-language": "de"})
    said = spoken(answer, "de")
    assert len(said) > 20
    own = {"English", "Octavo"}
    assert [words for words in said if ENGLISH.search(words) and words not in own] == []


OWN = ["/you/", "/you/rules/", "/you/saved/", "/you/history/", "/briefing/mail/", "/account/email/", "/account/2fa/"]


@pytest.mark.parametrize("path", OWN)
def test_a_signed_in_german_reader_meets_no_english_word(signed_in, path):
    client, reader = signed_in
    User.objects.filter(pk=reader.pk).update(language="de", name="Leserin")
    rules = {"never, less, more oder always, und wovon"}  # a rule is written in English, and the page says so
    found = [w for w in spoken(client.get(path), "de") if ENGLISH.search(w) and w not in {"English"} | rules]
    assert [w for w in found if not w.startswith("Auf Englisch: ") and "/" not in w] == []


def test_a_letter_comes_in_its_readers_language_and_leaves_no_language_behind(world):
    world.edition(20)
    reader = world.reader("Leserin", language="de")
    letter = Letters().briefing(reader, picks(world.now), world.now - timedelta(days=1), world.now)
    assert letter.subject.startswith("Die Acht des Tages, ")
    assert "Maschinell ausgewählt, in den Worten der Verlage:" in letter.text
    assert '<html lang="de">' in letter.html
    assert translation.get_language() == "en"
    reader.language = ""
    assert (
        Letters()
        .briefing(reader, picks(world.now), world.now - timedelta(days=1), world.now)
        .subject.startswith("The Daily Eight, ")
    )


def test_whoever_orders_letters_on_a_german_page_gets_german_ones(signed_in):
    client, reader = signed_in
    client.cookies["language"] = "de"
    client.post("/briefing/mail/", {"hour": "7", "zone": ""})
    reader.refresh_from_db()
    assert reader.language == "de"


def test_numbers_dates_and_lists_follow_the_language():
    moment = datetime(2025, 3, 1, 5, 40, tzinfo=UTC)
    for code, thousands, day, names in (
        ("en", "1,204", "Saturday 1 March 2025, 05:40 UTC", "A, B and C"),
        ("de", "1.204", "Samstag, 1. März 2025, 05:40 UTC", "A, B und C"),
        ("fr", "1\xa0204", "samedi 1er mars 2025, 05:40 UTC", "A, B et C"),
    ):
        with translation.override(code):
            assert (words.number(1204), words.exact(moment), words.listed(["A", "B", "C"])) == (thousands, day, names)
            assert words.age(moment - timedelta(minutes=9), moment).count("9") == 1


def test_what_is_kept_for_others_is_english_whoever_writes_it(world):
    article, moderator = world.article(), world.reader("Mod", role=User.Role.MODERATOR)
    comment = post_comment(article, world.reader(), Draft("Words."), world.now)
    client = Client()
    client.force_login(moderator)
    client.cookies["language"] = "de"
    client.post(f"/comment/{comment.pk}/hide/", {"rule": "2"})
    client.post("/moderation/policy/", {"target": "article", "id": article.pk, "mode": "held"})
    comment.refresh_from_db()
    assert comment.hidden_rule == "House rule 2, the point, not the person"
    assert "A moderator reads every comment first" in Entry.objects.get(verb="set the comments of").words
