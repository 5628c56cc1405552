"""Hashtags, their corrections and recordings in a real browser: clean to axe, no sideways scroll on the smallest phone."""

import pytest

from octavo.insight.models import Hashtag
from octavo.people.actions import tags as acts
from octavo.web.frame.addresses import article_url
from tests.web.test_audio import recorded, speaks  # noqa: F401 - a fixture
from tests.web.test_journey_browser import Walk, browser  # noqa: F401 - the fixture is used by name

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_a_hashtag_are_clean_on_a_small_phone(browser, live_server, world, operator):  # noqa: F811
    article = world.article(world.publisher("Ledger"), title="Harbour opens", tags=["Oakport", "Storm"])
    oakport = Hashtag.objects.get(slug="oakport")
    for n, about in enumerate((article, None)):
        acts.dispute(oakport, about, world.reader(f"Doubter {n}"), "It is about Elmport.", world.now)
    acts.rename(oakport, "Oak Port", "place", operator[1], world.now)
    acts.dispute(oakport, None, world.reader("Another"), "No, it was right.", world.now)
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="dark", reduced_motion="reduce")
    walk = Walk(context, live_server.url)
    walk.open("/hashtag/oakport/")
    session = {"name": "sessionid", "value": operator[0].cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([session])
    for path in ("", "correct/", f"dispute/?article={article.pk}"):
        walk.open(f"/hashtag/oakport/{path}")
    walk.open("/moderation/")
    context.close()


def test_a_recording_plays_and_fits_a_small_phone(browser, live_server, world, speaks):  # noqa: F811
    article = world.article(world.publisher("Ledger"), title="Harbour opens")
    context = browser.new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    walk = Walk(context, live_server.url)
    walk.open(article_url(article, "article-listen"))
    assert walk.page.get_by_role("button", name="Have it read").is_visible()
    recorded(article, world.now)
    walk.open(article_url(article, "article-listen"))
    length = """async () => { const a = document.querySelector("audio"); a.load();
        await new Promise((done, fail) => { a.onloadedmetadata = done; a.onerror = fail; a.preload = "metadata"; });
        return a.duration; }"""
    assert walk.page.evaluate(length) > 0.3
    context.close()
