"""A reader, a moderator and an operator at work in a real browser with nothing but a keyboard, wide and narrow."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.moderation import appeal, hide_comment, report
from octavo.people.models import Comment, Notice, Saved, User, Wish
from octavo.source.models import Publisher
from octavo.web.frame.addresses import article_url, story_url
from tests.web.test_journey_browser import Walk, browser  # noqa: F401 - the fixture is used by name
from tests.web.test_safe_sign_in import code

WAYS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
SHORTER = pytest.mark.parametrize(("width", "scripts"), [(390, True), (1280, False)])
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FARTHEST = 260  # presses of Tab from one thing to another on one page
NARROW = 500
PASSWORD = "a long password 1"
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

    def unfold(self, words):
        """Go to a disclosure and open it."""
        wanted = self.page.locator("summary", has_text=words).first
        for _ in range(FARTHEST):
            if wanted.evaluate("e => e === document.activeElement"):
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab does not come to what opens {words!r}")

    def send(self, role, name, **more):
        """Press a button that sends something, with a script or as a form, and wait until it was answered."""
        self.reach(role, name, **more)
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def tick(self, role, name, **more):
        self.reach(role, name, **more)
        self.page.keyboard.press("Space")

    def says(self, words):
        self.page.locator("main, aside").get_by_text(words).first.wait_for()

    looked_at: ClassVar[set[str]] = set()

    def violations(self):
        """Let axe look once at each kind of page, on the narrow screen: it takes longer than all the keys."""
        kind = re.sub(r"\d+", "", urlsplit(self.page.url).path)
        if self.page.viewport_size["width"] > NARROW or kind in self.looked_at:
            return []
        self.looked_at.add(kind)
        return super().violations()


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
    keys.page.set_default_timeout(10_000)
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
    if scripts and width < NARROW:
        assert not Walk.violations(keys), "a button that is pressed must be legible"
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


@SHORTER
def test_an_account_is_made_kept_and_deleted_by_keyboard(browser, live_server, world, pages, settings, width, scripts):  # noqa: F811
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.SIGNUP = "invite"
    operator = world.reader("Op Erator", is_staff=True)
    context, keys = tab_of(browser, live_server, operator, width, scripts)
    keys.open("/moderation/invites/")
    keys.fill("For whom", "Dee")
    keys.press("button", "Make an invitation")
    invited = keys.page.locator("code.address").inner_text()
    context.close()

    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=scripts)
    keys = Keys(context, live_server.url)
    if not scripts:
        keys.check = lambda: None
    keys.open("/account/signup/")
    keys.says("Sign-up is closed")
    keys.open(f"/invite/{invited.rpartition('/invite/')[2]}")
    keys.fill("Email", "dee@example.org")
    keys.fill("Name shown beside your comments", "Dee Reader")
    keys.fill("Password", PASSWORD)
    keys.press("button", "Sign up")
    keys.says("A letter with a link is on its way")
    letter = mail.outbox.pop().body
    keys.open("/account/confirm-email/" + letter.partition("/account/confirm-email/")[2].split()[0])
    keys.press("button", "Yes, confirm")
    keys.open("/account/login/?next=/reading/")
    keys.fill("Email", "dee@example.org")
    keys.fill("Password", PASSWORD)
    keys.press("button", "Sign in", exact=True)
    keys.choose("Time zone", "Asia/Tokyo")
    keys.press("button", "Keep")
    keys.says("JST")
    dee = User.objects.get(name="Dee Reader")
    assert dee.zone == "Asia/Tokyo"

    keys.open("/briefing/mail/")
    keys.choose("Send mine at", "07:00")
    keys.press("button", "Save")
    dee.refresh_from_db()
    assert dee.mail_hour == 7
    keys.open("/you/")
    keys.press("button", "Switch it off")
    keys.press("link", "Passkeys and codes")
    keys.press("link", "Set it up")
    keys.fill("Password", PASSWORD)
    keys.press("button", "Confirm")
    keys.fill("Authenticator code", code(keys.page.locator("code.address").inner_text()))
    keys.press("button", "Switch it on")
    keys.says("10 of 10 are unused")
    keys.open("/")
    keys.press("button", "Deutsch")
    assert keys.page.locator("html").get_attribute("lang") == "de"
    keys.press("button", "English")
    keys.open("/you/leave/")
    keys.tick("radio", "Stay, without your name")
    keys.press("button", "Delete the account")
    assert not User.objects.filter(name="Dee Reader").exists()
    context.close()


@SHORTER
def test_a_reader_writes_quotes_answers_edits_and_appeals_by_keyboard(
    browser,  # noqa: F811
    live_server,
    world,
    pages,
    width,
    scripts,
):
    oak, story, _, comment = pages
    reader = world.reader("Ada Reader")
    context, keys = tab_of(browser, live_server, reader, width, scripts)
    keys.open(article_url(oak))
    keys.press("link", "Write a comment")
    keys.fill("Your comment", "Twelve days is what the port says, @Bo Writer.")
    keys.unfold("Quote a sentence of the article")
    keys.reach("radio", "None")
    keys.page.keyboard.press("ArrowDown")
    keys.press("button", "Post comment")
    mine = Comment.objects.get(author=reader)
    assert mine.quote
    keys.press("link", mine.quote)
    assert keys.page.url.endswith(f"#{mine.quote_at}")
    assert Notice.objects.get(reader=comment.author).kind == "mention"

    keys.open(f"/comments/{oak.pk}/")
    keys.press("link", "Newest")
    keys.press("link", "Reply to Bo Writer")
    keys.fill("Your reply", "Which quay?")
    keys.press("button", "Post reply")
    keys.press("link", "Edit your comment")
    keys.fill("Your comment", "Which of the quays?")
    keys.press("button", "Save")
    keys.press("link", "Edited")
    keys.says("Which quay?")
    keys.press("link", "Back to the comment")
    keys.press("link", "Withdraw your comment")
    keys.press("button", "Withdraw")
    assert Comment.objects.filter(author=reader).count() == 1

    hide_comment(mine, world.reader("Mo Derator", role="moderator"), "House rule 1, say how you know", world.now)
    keys.open("/you/notices/")
    keys.press("button", "Mark all as read")
    keys.press("link", "See it")
    keys.press("link", "Appeal")
    keys.fill("Why it should be shown", "The port's own notice says twelve.")
    keys.press("button", "Appeal")
    assert mine.appeal.words.startswith("The port")

    keys.open(story_url(story))
    keys.send("button", "Mute")
    keys.says("Muted")
    keys.open("/you/follows/")
    keys.send("button", "Muted")
    keys.open("/you/rules/")
    keys.fill("A rule", "weniger Oakport")
    keys.press("button", "Try it on the last seven days")
    keys.press("button", "Keep this rule")
    keys.open("/")
    keys.unfold("Why here? Quay")
    keys.says("So it stands 24 hours further back")
    keys.open("/you/rules/")
    keys.press("button", "Take back")
    assert not Wish.objects.exists()
    keys.open("/you/history/")
    keys.press("button", "Switch off and forget")
    keys.says("Nothing you open is kept")
    keys.press("button", "Switch on")
    context.close()


@SHORTER
def test_a_moderator_bulk_approves_warns_suspends_answers_and_closes_by_keyboard(
    browser,  # noqa: F811
    live_server,
    world,
    pages,
    width,
    scripts,
):
    oak, *_, comment = pages
    mo, cy = world.reader("Mo Derator", role="moderator"), world.reader("Cy Reader")
    held = [post_comment(oak, cy, Draft(f"See https://a.example/{n}"), world.now) for n in range(2)]
    hide_comment(comment, mo, "House rule 1, say how you know", world.now)
    appeal(comment, comment.author, "It was meant kindly.", world.now)
    context, keys = tab_of(browser, live_server, mo, width, scripts)
    keys.open("/moderation/")
    keys.press("button", "Restore")
    comment.refresh_from_db()
    assert not comment.hidden
    keys.open("/moderation/")
    for comment in held:
        keys.tick("checkbox", "Tick the comment of Cy Reader", within=keys.page.locator(f"#c{comment.pk}"))
    many = keys.page.get_by_role("form", name="Decide on all that are ticked")
    keys.press("button", "Approve", within=many)
    assert Comment.objects.filter(held=None).count() == 3

    keys.open(f"/moderation/people/{cy.pk}/")
    warning = keys.page.locator("form", has=keys.page.get_by_role("heading", name="Warn"))
    keys.choose("Rule that was broken", "4.", within=warning)
    keys.fill("In your words", "No advertising, please.")
    keys.press("button", "Warn")
    term = keys.page.locator("form", has=keys.page.get_by_role("heading", name="Suspend"))
    keys.choose("Rule that was broken", "4.", within=term)
    keys.choose("For how long", "A week")
    keys.press("button", "Suspend", within=term)
    cy.refresh_from_db()
    assert cy.suspended(world.now)
    keys.press("button", "Let them write again")
    keys.open("/hashtag/oakport/")
    keys.choose("New comments on every article that carries it", "No new")
    keys.press("button", "Set", exact=False)
    keys.open(article_url(oak))
    keys.says("A moderator closed the comments here")
    context.close()


@SHORTER
def test_an_operator_corrects_tries_removes_and_backs_up_by_keyboard(
    browser,  # noqa: F811
    live_server,
    world,
    pages,
    width,
    scripts,
):
    oak, story, _, comment = pages
    context, keys = tab_of(browser, live_server, world.reader("Op Erator", is_staff=True), width, scripts)
    keys.open(article_url(oak, "article-why"))
    keys.press("button", "Take it out of this story")
    keys.open(story_url(story))
    keys.press("button", "Undo")
    keys.open("/hashtag/oakport/correct/")
    keys.fill("Name", "Port of Oakport")
    keys.press("button", "Rename")
    keys.press("button", "Undo")
    keys.fill("Another hashtag that means this", "Storm")
    keys.press("button", "Merge it into this hashtag")
    keys.press("button", "Undo")
    keys.open("/sources/try/")
    keys.fill("Address of an article", "http://127.0.0.1:1/")
    keys.press("button", "Ask for it")
    keys.says("Only public addresses")
    keys.open(f"/moderation/people/{comment.author_id}/")
    keys.choose("Role", "Trusted reader")
    keys.press("button", "Give this role")
    assert User.objects.get(pk=comment.author_id).role == "trusted"
    keys.open("/backups/")
    keys.press("button", "Make a backup now")
    keys.says("A backup is being made")
    keys.open(article_url(oak, "article-why"))
    keys.unfold("Remove the article")
    keys.fill("Note for those who follow an old link", "By letter of 3 May.")
    keys.fill(f"Type {oak.publisher.host}", oak.publisher.host)
    keys.check = lambda: None  # 410 is an error to the console
    keys.press("button", "Remove for good")
    keys.says("By letter of 3 May.")
    context.close()
