"""The tools in a real browser: swapped panels, the sheet's mark, the browser's voice; clean to axe at a phone's width."""

import pytest

from octavo.web.frame.addresses import article_url, story_url
from octavo.web.tools.sheet import TOOLS
from tests.web.test_journey_browser import Walk, browser  # noqa: F401 - the fixture is used by name
from tests.web.test_tools import BLAZE, ELSEWHERE, FIRE, make_aids

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A voice that speaks at once and says what it read, where the machine has none.
VOICE = """
window.read = [];
Object.defineProperty(window, "speechSynthesis", {value: {
  cancel() {}, speak(words) { window.read.push([words.text, words.rate, words.lang]); window.end = () => words.onend(); }}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.fixture
def pair(world):
    fire = world.article(world.publisher("Ledger"), title="Ferry fire off Ostrow", text=FIRE, hours=2, tags=["Ostrow"])
    blaze = world.article(world.publisher("Herald"), title="Blaze on Halcyon", text=BLAZE, hours=1, tags=["Ostrow"])
    fair = world.article(title="Fair", text=ELSEWHERE)
    story = world.story(fire, blaze)
    make_aids(fair, fire, blaze)
    return fire, story


@pytest.mark.parametrize("of", ["article", "story"])
def test_every_tool_page_is_clean_on_a_phone_in_either_ink(browser, live_server, pair, of):  # noqa: F811
    fire, story = pair
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if of == "story" else "light",
        reduced_motion="reduce",
    )
    walk = Walk(context, live_server.url)
    for name in TOOLS:
        fields = "?q=Who+praised+the+crew%3F&t=Who+owns+the+moon%3F" if name == "ask" else ""
        page = article_url(fire, f"article-{name}") if of == "article" else story_url(story, f"story-{name}")
        walk.open(page + fields)
    context.close()


def test_a_tool_is_swapped_in_with_its_address_and_the_sheet_keeps_the_focus(browser, live_server, pair):  # noqa: F811
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    walk = Walk(context, live_server.url)
    walk.open(article_url(pair[0]))
    page = walk.page
    link = page.get_by_role("link", name="Timeline")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Timeline").wait_for()
    page.wait_for_url("**/timeline/")
    assert page.locator("#t-timeline").get_attribute("aria-current") == "true"
    assert page.evaluate("document.activeElement.id") == "t-timeline"
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_label("Your question").fill("Who praised the crew?")
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("“Petr Halas, the mayor of Ostrow").wait_for()
    assert "q=Who" in page.url
    walk.check()
    context.close()


def test_the_browsers_voice_reads_the_sentences_and_marks_the_one_being_read(browser, live_server, pair):  # noqa: F811
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.add_init_script(VOICE)
    walk = Walk(context, live_server.url)
    walk.open(article_url(pair[0]))
    page = walk.page
    page.get_by_role("link", name="Listen").click()
    page.get_by_label("Speed").select_option("1.5")
    page.get_by_role("button", name="Play").click()
    first, rate, language = page.evaluate("window.read[0]")
    assert FIRE.startswith(first)
    assert (rate, language) == (1.5, "en")
    assert page.locator(".spoken").inner_text() == first
    page.evaluate("window.end()")
    assert page.locator(".spoken").inner_text() == page.evaluate("window.read[1][0]") != first
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Sentence back").click()
    assert page.locator("[data-listen-now]").inner_text() == first
    assert page.evaluate("window.read.length") == 2
    walk.check()
    context.close()


def test_without_scripts_listen_says_why_and_the_text_stays(browser, live_server, pair):  # noqa: F811
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + article_url(pair[0], "article-listen"))
    assert page.get_by_text("needs JavaScript").is_visible()
    assert not page.get_by_role("button", name="Play").is_visible()
    context.close()
