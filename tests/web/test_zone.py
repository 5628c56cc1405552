"""Every time on a page is told by its reader's clock: the account's, the cookie's, else the site's."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from octavo.web.frame.words import age, clock_of, exact
from octavo.web.frame.zone import COOKIE

NOON = datetime(2025, 6, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def article(world):
    return world.article(published=datetime(2025, 6, 13, 22, 30, tzinfo=UTC))


def times(client, article):
    return client.get(f"/article/{article.pk}/", follow=True).content.decode()


def test_a_stranger_is_told_the_sites_time_until_they_choose_their_own(client, article, settings):
    assert "Friday 13 June 2025, 22:30 UTC" in times(client, article)
    settings.ZONE = "Europe/Paris"
    assert "Saturday 14 June 2025, 00:30 CEST" in times(client, article)
    client.post("/reading/", {"zone": "Asia/Kathmandu"})
    assert "Saturday 14 June 2025, 04:15 UTC+0545" in times(client, article)
    assert "Saturday 14 June 2025, 00:30 CEST" in times(Client(), article)
    client.post("/reading/", {"zone": ""})
    assert "00:30 CEST" in times(client, article)


def test_a_readers_own_zone_goes_along_and_orders_their_letters_too(signed_in, article):
    client, reader = signed_in
    client.post("/reading/", {"zone": "America/New_York"})
    reader.refresh_from_db()
    assert reader.zone == "America/New_York"
    again = Client()
    again.force_login(reader)
    again.cookies[COOKIE] = "Asia/Tokyo"
    assert "Friday 13 June 2025, 18:30 EDT" in times(again, article)
    assert "<option selected>America/New_York" in again.get("/reading/").content.decode()
    assert "<option selected>America/New_York" in again.get("/briefing/mail/").content.decode()


@pytest.mark.parametrize("made_up", ["Mars/Olympus", "../../etc/passwd", "Europe/Paris\x00", "x" * 300])
def test_a_zone_that_is_none_is_the_sites(client, article, made_up):
    client.post("/reading/", {"zone": made_up})
    client.cookies[COOKIE] = made_up.replace("\x00", "")[:100]
    page = times(client, article)
    assert "22:30 UTC" in page or "00:30 CEST" in page


def test_machines_are_told_utc(client, article):
    client.cookies[COOKIE] = "Asia/Tokyo"
    assert "+0000</lastBuildDate>" in client.get("/feed.rss").content.decode()


def test_yesterday_is_the_readers_yesterday():
    with timezone.override("Asia/Tokyo"):
        assert age(datetime(2025, 6, 13, 14, 0, tzinfo=UTC), NOON) == "yesterday, 23:00"
        assert age(datetime(2025, 6, 13, 15, 0, tzinfo=UTC), NOON) == "21 hours ago"
        assert clock_of(NOON) == "21:00 JST"
    assert age(datetime(2025, 6, 13, 15, 0, tzinfo=UTC), NOON) == "yesterday, 15:00"
    assert exact(NOON) == "Saturday 14 June 2025, 12:00 UTC"
