"""The Daily Eight on its page, in its feed and in the mail, and how it stops."""

import re
import socketserver
import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest

from octavo.assist.briefing import edition
from octavo.assist.models import Briefing
from octavo.flow.logic.hours import upcoming
from octavo.flow.models import Work
from octavo.flow.steps import brief, mail
from octavo.people.actions.account import choose_mail
from octavo.people.actions.reading import follow, visit


@pytest.fixture
def day(world):
    world.edition(40)
    return world


@pytest.mark.parametrize(
    ("now", "after"),
    [
        ("2026-03-01T05:00Z", "2026-03-01T05:00Z"),
        ("2026-07-01T05:00Z", "2026-07-01T16:00Z"),
        ("2026-03-29T00:30Z", "2026-03-29T04:00Z"),
    ],
)
def test_hours_follow_the_clock_of_the_place_through_summer_time(now, after):
    paris, moment = ZoneInfo("Europe/Paris"), datetime.fromisoformat(now)
    assert upcoming(moment - timedelta(seconds=1), [6, 18], paris) == datetime.fromisoformat(after)


def test_an_edition_is_made_once_and_stays(day):
    first = edition(day.now)
    assert len(first.picks) == 8
    day.story(*[day.article(hours=0.1) for _ in range(9)])
    assert edition(day.now).picks == first.picks


def test_the_page_shows_eight_with_reasons_and_links_earlier_editions(client, day, django_assert_max_num_queries):
    edition(day.now - timedelta(hours=1))
    newest = edition(day.now)
    with django_assert_max_num_queries(5):
        page = client.get("/briefing/").content.decode()
    assert page.count('<li id="b') == 8
    assert "That’s the eight." in page
    for _, _, why in newest.picks:
        assert why in page
    stamp = f"{Briefing.objects.earliest('made').made:%Y%m%d-%H%M}"
    assert f"/briefing/{stamp}/" in page
    assert client.get(f"/briefing/{stamp}/").status_code == 200
    for missing in ("19990101-0600", "20261399-0600"):
        assert client.get(f"/briefing/{missing}/").status_code == 404


def test_before_the_first_edition_the_page_picks_from_what_was_read(client, day):
    assert client.get("/briefing/").content.decode().count('<li id="b') == 8
    assert not Briefing.objects.exists()


def test_a_withdrawn_headline_leaves_the_edition(client, day):
    kept = edition(day.now)
    from octavo.article.models import Article

    Article.objects.filter(pk=kept.picks[0][1]).update(gone=day.now)
    page = client.get("/briefing/").content.decode()
    assert page.count('<li id="b') == 7
    assert "That’s all 7" in page


def test_an_empty_site_says_so(client, db):
    assert "No edition yet" in client.get("/briefing/").content.decode()


def test_the_feed_holds_editions_under_the_publishers_headlines(client, day):
    edition(day.now)
    feed = client.get("/briefing/feed.rss").content.decode()
    assert feed.count("<item>") == 1
    assert feed.count("&lt;li&gt;") == 8


def test_the_step_makes_the_edition_and_puts_down_the_next_hour(day, settings):
    settings.BRIEFING_HOURS, settings.ZONE = [6, 18], "UTC"
    brief.schedule(day.now)
    row = Work.objects.get(step="brief")
    assert brief.run([row], day.now) == 1
    following = Work.objects.get(step="brief").due
    assert following > day.now
    assert following.hour in (6, 18)


def test_with_nothing_to_pick_from_it_is_tried_again_in_a_minute(world):
    brief.schedule(world.now)
    assert brief.run(list(Work.objects.filter(step="brief")), world.now) == 0
    assert Work.objects.get(step="brief").due == world.now + timedelta(minutes=1)


class Post(socketserver.StreamRequestHandler):
    """As much SMTP as one letter needs; refuses everything while `server.broken`."""

    def handle(self):
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA" and not self.server.broken:
                self.wfile.write(b"354 go on\r\n")
                body = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    body += part
                self.server.letters.append(message_from_bytes(body, policy=policy.default))
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"451 not now\r\n" if self.server.broken and word == b"MAIL" else b"250 ok\r\n")


@pytest.fixture
def post(settings):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post)
    server.letters, server.broken, server.daemon_threads = [], False, True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_USE_TLS = False
    yield server
    server.shutdown()
    server.server_close()


def test_a_letter_comes_at_the_readers_hour_through_a_real_mail_server_and_stops_in_one_step(day, client, post):
    reader = day.reader("Letter Reader")
    choose_mail(reader, 7, "Asia/Tokyo", skips_read=True)
    mail.schedule(reader, day.now)
    row = Work.objects.get(step="mail")
    assert row.due.astimezone(ZoneInfo("Asia/Tokyo")).hour == 7
    row.due = day.now
    assert mail.run([row], day.now) == 1
    (letter,) = post.letters
    assert letter["To"] == reader.email
    text, html = letter.get_body(("plain",)).get_content(), letter.get_body(("html",)).get_content()
    assert "8. " in text
    assert html.count("<h2") == 8
    assert "&amp;" not in text
    stop = re.search(r"http://[^/]+(/briefing/stop/[^>\s]+)", letter["List-Unsubscribe"]).group(1)
    assert stop in text
    assert client.get(stop).status_code == 200
    reader.refresh_from_db()
    assert reader.mail_hour == 7, "a link that was only opened stops nothing"
    assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    reader.refresh_from_db()
    assert reader.mail_hour is None
    assert not Work.objects.filter(step="mail").exists()
    assert client.get("/briefing/stop/made-up/").status_code == 404
    assert client.post("/briefing/stop/made-up/").status_code == 404


def test_a_mail_server_that_fails_is_asked_again_and_a_letter_is_not_sent_twice(day, post):
    reader = day.reader("Letter Reader")
    choose_mail(reader, 7, "", skips_read=False)
    mail.schedule(reader, day.now)
    Work.objects.filter(step="mail").update(due=day.now)
    post.broken = True
    assert mail.run(list(Work.objects.filter(step="mail")), day.now) == 0
    row = Work.objects.get(step="mail")
    assert row.attempts == 1
    assert day.now < row.due <= day.now + timedelta(minutes=1)
    post.broken = False
    assert mail.run([row], row.due) == 1
    assert len(post.letters) == 1
    assert Work.objects.get(step="mail").due > day.now + timedelta(minutes=1)


def test_what_was_read_or_muted_is_left_out_and_an_empty_letter_is_not_sent(day, post):
    from octavo.story.models import Story

    reader = day.reader("Letter Reader")
    choose_mail(reader, 7, "", skips_read=True)
    stories = list(Story.objects.order_by("-rank"))
    visit(reader, stories[0], day.now)
    follow(reader, stories[1], day.now, mute=True)
    mail.schedule(reader, day.now)
    row = Work.objects.get(step="mail")
    row.due = day.now
    mail.run([row], day.now)
    html = post.letters[0].get_body(("html",)).get_content()
    assert html.count("<h2") == len(stories) - 2
    for story in stories:
        visit(reader, story, day.now)
    row.due = day.now
    assert mail.run([row], day.now) == 0


def test_hour_and_zone_are_chosen_on_a_page_and_nonsense_is_refused(signed_in):
    client, reader = signed_in
    assert client.post("/briefing/mail/", {"hour": "7", "zone": "Mars/Olympus"}).status_code == 400
    client.post("/briefing/mail/", {"hour": "7", "zone": "Europe/Paris", "skip": "on"})
    reader.refresh_from_db()
    assert (reader.mail_hour, reader.zone, reader.mail_skips_read) == (7, "Europe/Paris", True)
    due = Work.objects.get(step="mail", target=reader.pk).due
    assert due > datetime.now(UTC)
    client.post("/briefing/mail/", {"hour": "77", "zone": ""})
    reader.refresh_from_db()
    assert reader.mail_hour is None
    assert not Work.objects.filter(step="mail").exists()
