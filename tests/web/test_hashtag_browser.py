"""Hashtags and their corrections in a real browser: clean to axe, no sideways scroll on the smallest phone."""

import pytest

from octavo.insight.models import Hashtag
from octavo.people.actions import tags as acts
from tests.web.test_journey_browser import Walk, browser  # noqa: F401 - the fixture is used by name

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_hashtag_are_clean_on_a_small_phone(browser, live_server, world, operator, scheme):  # noqa: F811
    article = world.article(world.publisher("Ledger"), title="Harbour opens", tags=["Oakport", "Storm"])
    oakport = Hashtag.objects.get(slug="oakport")
    for n, about in enumerate((article, None)):
        acts.dispute(oakport, about, world.reader(f"Doubter {n}"), "It is about Elmport.", world.now)
    acts.rename(oakport, "Oak Port", "place", operator[1], world.now)
    acts.dispute(oakport, None, world.reader("Another"), "No, it was right.", world.now)
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme, reduced_motion="reduce")
    walk = Walk(context, live_server.url)
    walk.open("/hashtag/oakport/")
    session = {"name": "sessionid", "value": operator[0].cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([session])
    for path in ("", "correct/", f"dispute/?article={article.pk}"):
        walk.open(f"/hashtag/oakport/{path}")
    walk.open("/moderation/")
    context.close()
