"""What an attacker tries on accounts, comments and a reader's own pages. Scripts are tried in a real browser."""

import json
import lzma
import re
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from octavo.people import announcements
from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.reading import add_wish, save
from octavo.people.models import Announcement, Comment, Saved, User
from octavo.web.comments.trap import opened
from octavo.web.frame.addresses import article_url

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


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_script_runs_wherever_a_reader_may_write(chromium, live_server, world, shared_folder, settings, monkeypatch):
    """Comments, names, notes, tags, rules, quotes and search: everything in one page of each kind, opened in Chromium."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.COMMENT_DAYS = 0
    tried = [text for text in (plain(vector) for vector in vectors(shared_folder)) if text]
    article = world.article(title=VECTORS[0], tags=["Oakport"])
    names = iter(range(10_000))
    reader = world.reader(VECTORS[1])
    authors = [
        User.objects.create(email=f"a{next(names)}@example.org", name=f"{v[:50]} {n}") for n, v in enumerate(VECTORS)
    ]
    Comment.objects.bulk_create(
        Comment(
            article=article, author=authors[n % len(authors)], body=text[:5000], quote=text[:900], created=world.now
        )
        for n, text in enumerate(tried)
    )
    save(reader, article, world.now, note=VECTORS[0] + VECTORS[1], tags=",".join(VECTORS[:6]))
    for vector in VECTORS[:8]:
        add_wish(reader, f"less {vector[:60]}", world.now)
    monkeypatch.setattr(announcements, "MOST", 99)
    for vector in (*VECTORS, *(f"*{v}* `{v}`" for v in VECTORS)):
        Announcement.objects.create(words=vector[:500], since=world.now - timedelta(hours=1), made=world.now)
    Comment.objects.filter(author=authors[0]).update(author=reader)
    pages = -(-len(tried) // 20)
    paths = [f"/comments/{article.pk}/?order=old&page={n + 1}" for n in range(pages)]
    paths += [f"/reader/{reader.pk}/", *(f"/reader/{author.pk}/" for author in authors[1:4])]
    paths += [article_url(article), "/you/saved/", "/you/rules/", "/you/history/", "/you/"]
    paths += [f"/search/?q={vector}" for vector in VECTORS]
    client = Client()
    client.force_login(reader)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page, outside, dialogs = context.new_page(), [], []
        page.on("request", lambda r: None if r.url.startswith(live_server.url) else outside.append(r.url))
        page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
        for path in paths:
            page.goto(live_server.url + path)
            armed = page.evaluate(ARMED)
            assert armed[1:] == [0, 0], path
            assert armed[0] is None, path
        browser.close()
    assert not outside
    assert not dialogs


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
