"""A reader's walk through the site in a real browser, wide and narrow, with and without scripts."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser(chromium):
    import os

    # Playwright's own loop runs in this thread; Django would refuse its synchronous database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=_ARGS)
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Walk:
    """A tab that complains about anything a careful reader would see."""

    def __init__(self, context, home):
        self.home, self.page, self.said = home, context.new_page(), []
        self.page.on(
            "console", lambda message: self.said.append(message.text) if message.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on(
            "request",
            lambda request: None if request.url.startswith(home) else self.said.append(f"left the site: {request.url}"),
        )

    def open(self, path):
        self.page.goto(self.home + path)
        self.check()

    def click(self, role, name, **more):
        self.page.get_by_role(role, name=name, **more).first.click()
        self.page.wait_for_load_state()
        self.check()

    def check(self):
        # a page that is just being opened has no root yet
        width = self.page.locator(":root").evaluate("root => root.scrollWidth - root.clientWidth")
        assert width <= 0, f"{self.page.url} scrolls sideways by {width}"
        if self.page.evaluate("!!document.body"):
            found = self.violations()
            assert not found, [(self.page.url, rule["id"], rule["nodes"][0]["html"]) for rule in found]
        assert not self.said, (self.page.url, self.said)

    def violations(self):
        """What axe finds in a window as tall as the page: what scrolls under the dock is not covered by it."""
        window = self.page.viewport_size
        tall = max(window["height"], self.page.evaluate("document.documentElement.scrollHeight"))
        self.page.set_viewport_size({"width": window["width"], "height": tall})
        found = Axe().run(self.page, options=RULES).response["violations"]
        self.page.set_viewport_size(window)
        return found


@pytest.fixture
def edition(world):
    lead = world.article(
        world.publisher("The Oak Leaf"),
        title="Harbour of Oakport opens after twelve days of storm",
        tags=["Oakport", "Storm"],
    )
    others = [world.article(title=f"Oakport quay held, report {i}", tags=["Oakport"], hours=2 + i) for i in range(4)]
    arabic = world.article(world.publisher("صحيفة الميناء"), title="عاد ميناء أوكبورت إلى العمل بعد العاصفة", language="ar",
                           text="عاد الميناء إلى العمل يوم الاثنين. قال العمدة إن الرصيف صمد. غادرت القوارب قبل الظهر.")  # fmt: skip
    long = world.article(
        title="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3, language="de"
    )
    headline = world.article(access="headline", title="A headline alone")
    excerpt = world.article(access="excerpt", title="An excerpt and no more")
    world.story(lead, *others, arabic, excerpt)
    world.story(long, headline)
    for other in others:
        world.relate(lead, other)
    world.index(lead, *others, arabic, long, headline, excerpt)
    world.source(lead.publisher)
    world.source(failures=2, fault="timeout", fault_text="no answer within 20 s")
    world.reader("First Account")
    return lead, arabic, long, headline, excerpt


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (320, True)])
def test_every_kind_of_page_is_clean(browser, live_server, edition, width, dark):
    from octavo.web.frame.addresses import article_url, story_url

    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    walk = Walk(context, live_server.url)
    one = edition[0]
    paths = [
        "/",
        "/section/world/",
        *map(article_url, edition),
        article_url(one, "article-facts"),
        story_url(one.member.story),
    ]
    paths += [
        "/hashtag/oakport/",
        "/hashtags/",
        "/search/",
        "/search/?q=oakport",
        "/search/?q=zebra",
        "/sources/",
        "/reading/",
    ]
    paths += [
        "/about/",
        "/about/ranking/",
        "/about/rules/",
        "/about/robot",
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
    ]
    for path in paths:
        walk.open(path)
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_walks_from_the_front_page_to_a_comment_of_their_own(browser, live_server, edition, width, scripts):
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=scripts, reduced_motion="reduce"
    )
    walk = Walk(context, live_server.url)
    if not scripts:  # axe is a script itself; what it sees is tested with scripts on
        walk.check = lambda: None
    page = walk.page
    walk.open("/")
    page.locator("#lead-h a").click()
    assert "/story/" in page.url
    walk.check()
    page.locator("#reports").get_by_role("link", name="Harbour of Oakport opens").click()
    assert "/article/" in page.url

    page.locator("#ai").get_by_role("link", name=re.compile("^Source")).first.click()
    anchor = page.url.partition("#")[2]
    assert page.locator(f"#{anchor}").is_visible()
    assert page.get_by_role("link", name="Back to the summary").first.is_visible()

    page.get_by_role("link", name="Key facts").click()
    page.get_by_role("heading", name="Key facts").wait_for()
    assert "/facts/" in page.url
    walk.check()

    page.locator("footer .tags .tag").first.click()
    assert "/hashtag/" in page.url
    walk.check()
    walk.open("/search/")
    page.get_by_label("Words to look for").fill("harbour")
    page.get_by_label("Words to look for").press("Enter")
    page.get_by_role("heading", name="articles", exact=False).first.wait_for()
    page.locator("#hits").get_by_role("link", name="Harbour of Oakport").first.click()

    walk.click("link", "Write the first one")
    walk.click("link", "Sign up")
    page.get_by_label("Name shown beside your comments").fill("Walking Reader")
    page.get_by_label("Email").fill("walker@example.org")
    page.get_by_label("Password").fill("a long password 1")
    walk.click("button", "Sign up")
    assert page.url.endswith("/write/")
    page.get_by_label("Your comment").fill("I was on the quay.\nIt held.")
    walk.click("button", "Post comment")
    comment = page.locator(".cm", has_text="I was on the quay.")
    assert comment.is_visible()
    assert comment.locator(".pub", has_text="Walking Reader").is_visible()
    walk.click("link", "Edit your comment")
    page.get_by_label("Your comment").fill("It held well.")
    walk.click("button", "Save")
    assert page.get_by_text("It held well.").is_visible()
    context.close()


def test_the_first_visit_stays_within_its_budget(browser, live_server, edition):
    from octavo.web.frame.addresses import article_url

    for path in ("/", article_url(edition[0])):
        context = browser.new_context()
        page, asked, sizes = context.new_page(), [], {}
        page.on(
            "response",
            lambda answer, asked=asked, sizes=sizes: (
                asked.append(answer.url),
                sizes.update({answer.url: len(gzip.compress(answer.body()))}),
            ),
        )
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        assert len(asked) <= 12, asked
        assert sizes[live_server.url + path] < 15_000
        assert sum(size for url, size in sizes.items() if url.endswith(".css")) < 12_000
        assert sum(size for url, size in sizes.items() if url.endswith(".js")) < 20_000
        context.close()


def test_a_passkey_is_added_and_signs_in_without_a_password(browser, live_server, world):
    reader = world.reader("Key Holder")
    context = browser.new_context(reduced_motion="reduce")
    walk = Walk(context, live_server.url)
    wire = context.new_cdp_session(walk.page)
    wire.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    walk.open("/account/login/")
    walk.page.get_by_label(re.compile("mail", re.I)).fill(reader.email)
    walk.page.get_by_label("Password", exact=True).fill("a long password 1")
    walk.page.get_by_role("button", name="Sign in", exact=True).click()
    walk.page.wait_for_url(f"{live_server.url}/")
    walk.open("/account/2fa/webauthn/add/")
    walk.page.get_by_label("Password", exact=True).fill("a long password 1")
    walk.page.get_by_role("button", name="Confirm").click()
    walk.page.get_by_label(re.compile("passwordless", re.I)).check()
    walk.page.get_by_role("button", name="Add it").click()
    walk.page.wait_for_url(re.compile("recovery|webauthn/$|2fa/$"))
    walk.check()
    context.clear_cookies()
    walk.open("/account/login/")
    walk.page.get_by_role("button", name="Sign in with a passkey").click()
    walk.page.wait_for_url(f"{live_server.url}/")
    walk.open("/you/")
    assert "Key Holder" in walk.page.content()
    context.close()
