"""What operators tell everybody stands at the top of every page for its time, until a reader puts it away."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

from octavo.people.models import Announcement, Entry
from octavo.web.frame.addresses import article_url

WORDS = "The site **rests** on Sunday. See https://status.example/."


@pytest.fixture
def told(world):
    return Announcement.objects.create(words=WORDS, since=world.now - timedelta(hours=1), made=world.now)


def announce(client, **fields):
    return client.post("/moderation/announcements/", {"words": WORDS, "since": "", "until": ""} | fields, follow=True)


def test_an_announcement_stands_on_every_page_in_the_marks_of_comments(
    operator, client, world, django_capture_on_commit_callbacks
):
    article = world.article()
    client.get("/")
    with django_capture_on_commit_callbacks(execute=True):
        announce(operator[0])
    for path in ("/", article_url(article), "/search/", "/account/login/", "/none/"):
        page = client.get(path).content.decode()
        assert "The site <strong>rests</strong> on Sunday." in page, path
        assert 'href="https://status.example/"' in page
    entry = Entry.objects.get()
    assert (entry.verb, entry.about) == ("announced", WORDS)


def test_it_stands_for_its_time_only(client, world, told):
    told.until = world.now - timedelta(minutes=1)
    told.save()
    assert "rests" not in client.get("/").content.decode()
    cache.clear()
    told.since, told.until = world.now + timedelta(hours=1), None
    told.save()
    assert "rests" not in client.get("/").content.decode()


def test_times_are_on_the_operators_own_clock(operator):
    operator[1].zone = "America/New_York"
    operator[1].save()
    page = announce(operator[0], since="2031-06-01T09:00", until="2031-06-02T09:00").content.decode()
    told = Announcement.objects.get()
    assert told.since == datetime(2031, 6, 1, 9, tzinfo=ZoneInfo("America/New_York"))
    assert "1 June 2031, 09:00" in page
    assert "Is to come" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "  \u200b "}, {"words": "x" * 501}, {"until": "2001-01-01T00:00"}, {"since": "0001-01-01T00:00"},
        {"since": "2031-01-02T00:00", "until": "2031-01-01T00:00"}, {"until": "9999-12-31T23:59"}, {"since": "soon"},
    ],
)  # fmt: skip
def test_what_would_never_be_seen_is_refused_in_words(operator, fields):
    operator[1].zone = "Asia/Tokyo"
    operator[1].save()
    answer = announce(operator[0], **fields)
    assert answer.status_code == 400
    assert 'class="err"' in answer.content.decode()
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [("", "2001-01-01T00:00", "over already"), ("2031-01-02T00:00", "2031-01-01T00:00", "would end before it begins")],
)
def test_an_end_that_cannot_be_says_which_it_is_and_keeps_what_was_typed(operator, since, until, said):
    page = announce(operator[0], since=since, until=until).content.decode()
    assert said in page
    assert WORDS.split()[0] in page
    assert f'value="{until}"' in page


def test_an_operator_takes_it_down(operator, client, told, django_capture_on_commit_callbacks):
    assert "rests" in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        operator[0].post(f"/moderation/announcements/{told.pk}/end/")
    assert "rests" not in client.get("/").content.decode()
    assert Entry.objects.get().verb == "ended the announcement"


def test_a_stranger_puts_it_away_by_a_cookie_and_others_still_see_it(client, told):
    answer = client.post(f"/announcement/{told.pk}/put-away/", {"back": "/search/?q=oak"})
    assert answer["Location"] == "/search/?q=oak"
    assert "rests" not in client.get("/").content.decode()
    assert "rests" in Client().get("/").content.decode()


def test_a_reader_puts_it_away_for_every_device(signed_in, told):
    client, reader = signed_in
    client.post(f"/announcement/{told.pk}/put-away/")
    other = Client()
    other.force_login(reader)
    assert "rests" not in other.get("/").content.decode()
    reader.refresh_from_db()
    assert reader.dismissed == str(told.pk)


def test_another_site_cannot_put_it_away_or_lead_elsewhere(client, told):
    path = f"/announcement/{told.pk}/put-away/"
    assert client.post(path, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(path, {"back": "https://evil.example/"})["Location"] == "/"
    client.cookies["put-away"] = "1.x.../\\<script>." + "9" * 300
    assert client.get("/").status_code == 200
    for number in range(10**15 - 30, 10**15):
        client.post(f"/announcement/{number}/put-away/")
    assert len(client.cookies["put-away"].value) <= 200


def test_pages_ask_for_announcements_once_in_a_while(client, world, told, django_assert_max_num_queries):
    world.edition(10)
    with django_assert_max_num_queries(12):
        client.get("/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert not any("announcement" in query["sql"] for query in asked.captured_queries)


HOSTILE = '<script>alert(1)</script> [x](javascript:alert(1)) "onmouseover=x <img src=x onerror=y> https://a.example/"onload=1'


def test_a_hostile_announcement_is_words(operator, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = announce(operator[0], words=HOSTILE).content.decode()
    for shown in (page, client.get("/").content.decode()):
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript' not in shown
        assert 'a.example/"onload' not in shown
