"""A reader, a moderator and an operator at work in a real browser with nothing but a keyboard, wide and narrow."""

import pytest
from django.test import Client

from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.moderation import report
from octavo.people.models import Comment, Saved, Wish
from octavo.source.models import Publisher
from octavo.web.frame.addresses import article_url, story_url
from tests.web.test_journey_browser import Walk, browser  # noqa: F401 - the fixture is used by name

WAYS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FARTHEST = 260  # presses of Tab from one thing to another on one page
NARROW = 500
SHOWN = """e => [e, e.closest('label')].some(one => one && (getComputedStyle(one).outlineStyle !== 'none'
    || getComputedStyle(one).boxShadow !== 'none'))"""


class Keys(Walk):
    """A tab that is driven by Tab, Enter, Space, arrows and letters alone, and complains where the focus cannot be seen."""

    def reach(self, role, name, within=None, **more):
        """Press Tab until the focus is there, and see that it shows."""
        wanted = (within or self.page).get_by_role(role, name=name, **more).first
        wanted.wait_for()
        for _ in range(FARTHEST):
            if wanted.evaluate("e => e === document.activeElement"):
                assert wanted.evaluate(SHOWN), f"{self.page.url}: the focus on {name!r} cannot be seen"
                return wanted
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab does not come to the {role} {name!r}")

    def press(self, role, name, **more):
        """Go to a link or a button that leads to a page, and take it."""
        self.reach(role, name, **more)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        self.check()

    def fill(self, name, words, role="textbox", **more):
        self.reach(role, name, **more)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, name, option, **more):
        found = self.reach("combobox", name, **more)
        self.page.keyboard.type(option[:12])
        assert found.evaluate("e => e.selectedOptions[0].text").startswith(option)

    def says(self, words):
        self.page.locator("main, aside").get_by_text(words).first.wait_for()

    def violations(self):
        return super().violations() if self.page.viewport_size["width"] < NARROW else []  # once is enough for axe


@pytest.fixture
def pages(world):
    oak = world.article(world.publisher("The Oak Leaf"), title="Harbour of Oakport opens", tags=["Oakport", "Storm"])
    quay = world.article(title="Quay of Oakport held", tags=["Oakport"], hours=3)
    story, other = (
        world.story(oak, quay),
        world.story(world.article(title="Mill bought"), world.article(title="Mill sold")),
    )
    world.source(oak.publisher)
    comment = post_comment(oak, world.reader("Bo Writer"), Draft("Nonsense about the quay."), world.now)
    return oak, story, other, comment


def tab_of(browser, live_server, who, width, scripts):  # noqa: F811
    client = Client()
    client.force_login(who)
    context = browser.new_context(
        viewport={"width": width, "height": 844}, reduced_motion="reduce", java_script_enabled=scripts
    )
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    keys = Keys(context, live_server.url)
    if not scripts:  # axe is a script itself
        keys.check = lambda: None
    return context, keys


@WAYS
def test_a_reader_follows_saves_rules_votes_and_reports_by_keyboard(browser, live_server, world, pages, width, scripts):  # noqa: F811
    oak, story, _, comment = pages
    reader = world.reader("Ada Reader")
    context, keys = tab_of(browser, live_server, reader, width, scripts)
    keys.open("/")
    keys.press("link", "Skip to", exact=False)
    keys.open(story_url(story))
    keys.reach("button", "Follow").press("Enter")
    keys.says("Following")
    keys.open(article_url(oak))
    keys.press("link", "Save", exact=True)
    keys.fill("A note to yourself", "For the harbour file")
    keys.fill("Tags of your own", "harbour")
    keys.press("button", "Save")
    assert Saved.objects.get(reader=reader).note == "For the harbour file"

    keys.open("/you/rules/")
    keys.fill("A rule", "never storm")
    keys.press("button", "Try it on the last seven days")
    assert not Wish.objects.exists()
    keys.press("button", "Keep this rule")
    assert Wish.objects.get(reader=reader).act == "never"

    keys.open(article_url(oak))
    keys.reach("button", "Useful", exact=True).press("Enter")
    keys.page.locator("button[aria-pressed=true]").wait_for()
    assert comment.votes.count() == 1
    keys.press("link", "Report the comment of Bo Writer")
    keys.choose("Rule it breaks", "1.")
    keys.fill("Anything a moderator should know", "It is nonsense.")
    keys.press("button", "Report")
    assert comment.reports.count() == 1

    keys.open("/reading/")
    keys.reach("radio", "As the device", exact=False)
    keys.page.keyboard.press("ArrowRight")
    keys.press("button", "Keep")
    context.close()


@WAYS
def test_a_moderator_reads_removes_restores_and_finds_it_in_the_log_by_keyboard(
    browser,  # noqa: F811
    live_server,
    world,
    pages,
    width,
    scripts,
):
    *_, comment = pages
    report(comment, world.reader("Cy Reader"), "House rule 1, on the subject", "It is nonsense.", world.now)
    context, keys = tab_of(browser, live_server, world.reader("Mo Derator", role="moderator"), width, scripts)
    keys.open("/moderation/")
    keys.says("Nonsense about the quay.")
    case = keys.page.get_by_role("form", name="of Bo Writer")
    keys.choose("Rule, if removing", "1.", within=case)
    keys.press("button", "Remove", within=case)
    comment.refresh_from_db()
    assert comment.hidden
    keys.press("link", "Log", exact=True)
    keys.fill("Search names, words and rules", "Bo Writer", role="searchbox")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_load_state()
    keys.says("Mo Derator")
    keys.open(f"/comment/{comment.pk}/")
    keys.press("link", "Restore", exact=False)
    keys.press("button", "Restore", exact=False)
    comment.refresh_from_db()
    assert not comment.hidden
    keys.open("/moderation/people/")
    keys.press("link", "Bo Writer")
    context.close()


@WAYS
def test_an_operator_pauses_edits_pins_and_announces_by_keyboard(browser, live_server, world, pages, width, scripts):  # noqa: F811
    oak, story, other, _ = pages
    context, keys = tab_of(browser, live_server, world.reader("Op Erator", is_staff=True), width, scripts)
    keys.open("/sources/")
    keys.press("link", "The Oak Leaf", exact=False)
    keys.press("button", "Pause")
    assert oak.publisher.sources.get().paused
    keys.open(f"/sources/publisher/{oak.publisher_id}/")
    keys.fill("Contact", "desk@oakleaf.example")
    keys.press("button", "Store")
    assert Publisher.objects.get(pk=oak.publisher_id).contact == "desk@oakleaf.example"
    keys.open(story_url(story))
    keys.press("button", "6 hours")
    keys.fill("Another story that belongs here", str(other.pk), role="textbox")
    keys.press("button", "Merge it into this story")
    keys.open("/moderation/announcements/")
    keys.fill("What you tell", "The site rests on Sunday from two to three.")
    keys.press("button", "Announce")
    keys.open("/")
    keys.says("The site rests on Sunday")
    keys.press("button", "Put away", exact=False)
    assert keys.page.get_by_text("The site rests on Sunday").count() == 0
    assert Comment.objects.count() == 1
    context.close()
