"""What an attacker tries on accounts, comments and a reader's own pages. Scripts are tried in a real browser."""

import json
import lzma
import re
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from octavo.article.models import Article
from octavo.insight.models import Hashtag, Tagging
from octavo.people import announcements
from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.reading import save
from octavo.people.models import Announcement, Comment, Follow, Saved, User, Visit, Wish
from octavo.web.comments import view as comments
from octavo.web.comments.trap import opened
from octavo.web.frame.addresses import article_url
from octavo.web.mine import view as mine

PASSWORD = "a long password 1"
# Our own few of each kind; where the test material is at hand its two thousand are tried too.
VECTORS = (
    "<script>window.ran=1</script>", "<img src=x onerror=window.ran=1>", "<svg/onload=window.ran=1>",
    '"><script>window.ran=1</script>', "javascript:window.ran=1", "</textarea><script>window.ran=1</script>",
    "</title><script>window.ran=1</script>", "' onfocus=window.ran=1 autofocus x='", "{{constructor.constructor('window.ran=1')()}}",
    "[x](javascript:window.ran=1)", "https://a.example/\"onmouseover=window.ran=1//", "<math><mi//xlink:href='javascript:window.ran=1'>",
    "`<img src=x onerror=window.ran=1>`", "*<b onclick=window.ran=1>*", "\u202e<script>window.ran=1</script>",
)  # fmt: skip

# What ran; elements that would; attributes that would.
ARMED = """[
  window.ran,
  document.querySelectorAll(':is(main, .notice) :is(script:not([type="application/json"]), iframe, object, embed)').length,
  [...document.querySelectorAll(':is(main, .notice) *')].flatMap(e => [...e.attributes]).filter(a => /^on/i.test(a.name)
    || /^(href|src|action|formaction)$/i.test(a.name) && /^\\s*(javascript|data|vbscript):/i.test(a.value)).length,
]"""

AT_ONCE = 200  # on one page, so that two thousand fit into a few


def vectors(shared_folder):
    path = shared_folder / "data" / "security" / "vectors.jsonl.xz" if shared_folder else None
    if path is None or not path.is_file():
        return list(VECTORS)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [*VECTORS, *(json.loads(line)["html"][:3000] for line in lines)]


@pytest.fixture
def shared_folder():
    from tests.conftest import SHARED

    return SHARED if SHARED.is_dir() else None


@pytest.fixture
def hostile(world, shared_folder):
    """A reader, and an article, to whom every vector was given in each field that people or publishers fill.

    Returns (the reader, addresses of pages that show all of it).
    """
    tried = [text for text in (plain(vector) for vector in vectors(shared_folder)) if text]
    article = world.article(title=VECTORS[0], tags=["Oakport"])
    reader = world.reader(VECTORS[1])
    now, publisher = world.now, article.publisher
    authors = User.objects.bulk_create(
        User(email=f"a{n}@example.org", name=f"{text[:50]} {n}") for n, text in enumerate(tried)
    )
    Comment.objects.bulk_create(
        Comment(article=article, author=author, body=text[:5000], quote=text[:900], created=now)
        for author, text in zip(authors, tried, strict=True)
    )
    titled = Article.objects.bulk_create(
        Article(publisher=publisher, url=f"https://a.example/{n}", title=text[:500], published=now, first_seen=now)
        for n, text in enumerate(tried)
    )
    Saved.objects.bulk_create(
        Saved(reader=reader, article=one, note=text[:1000], tags=[text[:40]], created=now)
        for one, text in zip(titled, tried, strict=True)
    )
    Visit.objects.bulk_create(Visit(reader=reader, article=one, at=now) for one in titled[:40])
    Wish.objects.bulk_create(
        Wish(reader=reader, words=text[:200], act="less", subject=text[:200], created=now) for text in tried
    )
    tags = Hashtag.objects.bulk_create(
        Hashtag(slug=f"t{n}", tag=f"#{text[:70]}", label=text[:70], kind="topic") for n, text in enumerate(tried)
    )
    Follow.objects.bulk_create(Follow(reader=reader, hashtag=tag, created=now) for tag in tags)
    Tagging.objects.bulk_create(
        Tagging(article=article, hashtag=tag, rank=rank, score=1.0, start=0, end=9)
        for rank, tag in enumerate(tags[:4], start=1)
    )
    for vector in (*VECTORS, *(f"*{v}* `{v}`" for v in VECTORS)):
        Announcement.objects.create(words=vector[:500], since=now - timedelta(hours=1), made=now)
    Comment.objects.filter(author=authors[0]).update(author=reader)
    paths = [f"/comments/{article.pk}/?order=old&page={n + 1}" for n in range(-(-len(tried) // AT_ONCE))]
    paths += [f"/you/saved/?page={n + 1}" for n in range(-(-len(tried) // AT_ONCE))]
    paths += [f"/you/follows/?page={n + 1}" for n in range(-(-len(tried) // (5 * AT_ONCE)))]
    paths += [f"/reader/{reader.pk}/", *(f"/reader/{author.pk}/" for author in authors[1:4])]
    paths += [
        article_url(article),
        "/you/rules/",
        "/you/history/",
        "/you/",
        "/hashtags/",
        "/hashtag/t1/",
        "/hashtag/t5/",
    ]
    return reader, paths, tried


class Watched:
    """A tab in which nothing may run, be asked for elsewhere, or open a dialog."""

    def __init__(self, context, home):
        self.page, self.home, self.seen = context.new_page(), home, []
        self.page.on("request", lambda r: None if r.url.startswith(home) else self.seen.append(r.url))
        self.page.on("dialog", lambda d: (self.seen.append(d.message), d.dismiss()))

    def harmless(self, where):
        ran, elements, attributes = self.page.evaluate(ARMED)
        assert (ran, elements, attributes) == (None, 0, 0), where
        assert not self.seen, where


@pytest.fixture
def tab(chromium, live_server, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield Watched(browser.new_context(), live_server.url)
        browser.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_script_runs_wherever_a_reader_may_write(tab, hostile, settings, monkeypatch):
    """Comment, display name, title, note, tag, rule, hashtag, quote and announcement: every vector in each, in Chromium."""
    settings.COMMENT_DAYS = 0
    monkeypatch.setattr(announcements, "MOST", 99)
    monkeypatch.setattr(comments, "PER_PAGE", AT_ONCE)
    monkeypatch.setattr(mine, "PER_PAGE", AT_ONCE)
    reader, paths, _ = hostile
    client = Client()
    client.force_login(reader)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    tab.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": tab.home}])
    for path in paths:
        tab.page.goto(tab.home + path, wait_until="domcontentloaded")  # what could run stands in the document by then
        tab.harmless(path)


TOGETHER = 50  # pages of results in one document


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_script_runs_from_the_address_of_a_search(tab, shared_folder, client):
    """Every vector as a query: title, headings, fields and links of the page, in a document without our policy to help."""
    tried = [text for text in vectors(shared_folder) if text]
    for first in range(0, len(tried), TOGETHER):
        pages = [client.get("/search/", {"q": text, "hashtag": text[:80]}) for text in tried[first : first + TOGETHER]]
        assert {page.status_code for page in pages} == {200}
        parts = [re.search(r"(<title>.*?</title>).*(<main.*?</main>)", page.content.decode(), re.S) for page in pages]
        tab.page.set_content("".join(part[1] + part[2] for part in parts), wait_until="commit")
        tab.harmless(f"search, from {first}")
        assert tab.page.locator("main").count() == len(pages)


def plain(text):
    from octavo.people.forms import plain as cleaned

    return cleaned(text)


def test_signing_up_gives_no_role_whatever_is_sent_along(world):
    world.reader("First Account")  # the first account of a site runs it
    client = Client()
    client.post(
        "/account/signup/",
        {
            "name": "Climber", "email": "climber@example.org", "password1": PASSWORD, "is_staff": "1", "is_superuser": "on",
            "role": "moderator", "unread": "7",
        },
    )  # fmt: skip
    made = User.objects.get(email="climber@example.org")
    assert (made.is_staff, made.is_superuser, made.role, made.unread) == (False, False, "", 0)


def test_a_program_that_fills_in_every_field_makes_no_account(world):
    world.reader("First Account")
    fields = {"name": "Filler", "email": "filler@example.org", "password1": PASSWORD}
    page = Client().get("/account/signup/").content.decode()
    assert 'class="trap" aria-hidden="true"' in page
    assert Client().post("/account/signup/", fields | {"website": "https://a.example/"}).status_code == 200
    assert not User.objects.filter(name="Filler").exists()
    assert Client().post("/account/signup/", fields | {"website": ""}).status_code == 302


def test_a_comment_takes_no_author_state_or_place_from_outside(signed_in, world):
    article, other = world.article(), world.reader("Other")
    from datetime import UTC, datetime, timedelta

    mark = opened(datetime.now(UTC) - timedelta(seconds=30))
    signed_in[0].post(
        f"/comments/{article.pk}/write/",
        {
            "body": "Mine.",
            "opened": mark,
            "author": other.pk,
            "held": "",
            "ups": "99",
            "standing": "1",
            "created": "2001-01-01",
        },
    )
    made = Comment.objects.get()
    assert (made.author, made.ups, made.standing) == (signed_in[1], 0, 0.0)
    assert made.created.year > 2001


def test_another_readers_comment_note_or_vote_cannot_be_reached_by_number(signed_in, world):
    article, other = world.article(), world.reader("Other")
    theirs = post_comment(article, other, Draft("Theirs."), world.now)
    save(other, article, world.now, note="their note")
    client = signed_in[0]
    for act in ("edit", "withdraw", "appeal"):
        assert client.post(f"/comment/{theirs.pk}/{act}/", {"body": "x", "words": "x"}).status_code == 404
    client.post(f"/save/{article.pk}/", {"note": "mine", "tags": ""})
    assert Saved.objects.get(reader=other).note == "their note"


def test_the_session_is_new_after_signing_in_and_ends_with_signing_out(world):
    reader = world.reader()
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    client.post("/account/login/", {"login": reader.email, "password": PASSWORD})
    after = client.cookies["sessionid"].value
    assert after != before
    client.post("/account/logout/")
    thief = Client()
    thief.cookies["sessionid"] = after
    assert thief.get("/you/").status_code == 302


def test_no_page_may_be_framed_and_cookies_are_not_for_scripts(signed_in, world):
    client, reader = signed_in
    answer = client.post("/account/login/", {"login": reader.email, "password": PASSWORD})
    for path in ("/", "/you/", "/account/login/", "/moderation/"):
        page = client.get(path)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    for cookie in answer.cookies.values():
        assert cookie["httponly"] or cookie.key == "messages"
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(world, to):
    reader = world.reader()
    answer = Client().post(f"/account/login/?next={to}", {"login": reader.email, "password": PASSWORD, "next": to})
    assert re.match(r"^/(?![/\\])", answer.get("Location", "/")), answer.get("Location")


def test_whether_an_address_has_an_account_cannot_be_told_from_the_answers(world):
    reader = world.reader()
    known = Client().post("/account/login/", {"login": reader.email, "password": "wrong password 9"})
    unknown = Client().post("/account/login/", {"login": "nobody@example.org", "password": "wrong password 9"})
    assert known.status_code == unknown.status_code == 200
    scrub = re.compile(rb'nonce="[^"]+"|value="[^"]{40,}"|[\w.]+@example\.org|r\d+@')
    assert scrub.sub(b"", known.content) == scrub.sub(b"", unknown.content)
    known = Client().post("/account/password/reset/", {"email": reader.email})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.get("Location")) == (unknown.status_code, unknown.get("Location"))
