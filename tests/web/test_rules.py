"""An operator rules how a publisher's pages are read, sees it side by side, and every saved page stays a case."""

import asyncio
import re
from contextlib import nullcontext

import pytest

from octavo.article.models import Rule, RuleCase
from octavo.fetch.client import Client as Asking
from octavo.flow import ruling, trial
from octavo.flow.models import Work
from octavo.flow.parsers import Parsers
from octavo.flow.steps import page as page_step
from octavo.flow.steps import tidy
from octavo.kit.sandbox import Sandbox
from octavo.people.models import Entry
from octavo.source.models import Publisher

PROSE = "".join(
    f"<p>The harbour of Oakport opened again on day {n} after a storm, and the boats went out.</p>" for n in range(8)
)
BOX = (
    "<div class=box><p>Our weekly letter brings the best of the harbour to your door, with tides and tables.</p></div>"
)
PAGE = f"<html lang=en><head><title>Harbour opens</title></head><body><main><h1>Harbour opens</h1>{PROSE}{BOX}</main></body></html>"
RULE = {"body": "main p", "remove": ".box", "title": "h1", "authors": "", "published": ""}


@pytest.fixture(scope="module")
def children():
    """The real parsing children, started once for all these tests."""
    kept, child = Parsers(1), Sandbox("octavo.flow.parse:parse_page")
    yield kept, child
    kept.close()
    child.close()


@pytest.fixture(autouse=True)
def _started(children, monkeypatch):
    parsers, child = children
    monkeypatch.setattr(trial, "Parsers", lambda count: _Lent(parsers))
    monkeypatch.setattr(ruling, "Sandbox", lambda name: nullcontext(child))


class _Lent:
    """Parsers that are not ended by whoever borrows them."""

    def __init__(self, parsers):
        self.call = parsers.call

    def close(self):
        pass


@pytest.fixture
def paper(web, settings, world):
    settings.LOOPBACK_ALLOWED = frozenset({web.place})
    for path in ("/a", "/b"):
        web.pages[path] = (200, {"Content-Type": "text/html"}, PAGE.encode())
    return Publisher.objects.create(name="The Quay", host=web.place, slug="quay", home=web.url("/"), access="full")


def post(client, paper, address, **fields):
    return client.post("/sources/try/", {"address": address, "ruling": paper.pk, **RULE, **fields}, follow=True)


def save(client, paper, address, **fields):
    seen = re.search(
        r'name="seen" value="(\w+)"', post(client, paper, address, act="preview", **fields).content.decode()
    )
    return post(client, paper, address, act="save", seen=seen[1] if seen else "", **fields)


def test_a_rule_is_seen_side_by_side_before_it_counts(operator, paper, web):
    shown = post(operator[0], paper, web.url("/a"), act="preview").content.decode()
    assert "Without the rule" in shown
    assert "With the rule" in shown
    assert "Save, with this page as a case" in shown
    assert not Rule.objects.exists()
    assert sum(path == "/a" for path, _ in web.seen) == 1


def test_a_saved_rule_keeps_its_page_as_a_case_and_a_line_in_the_log(operator, paper, web):
    shown = save(operator[0], paper, web.url("/a")).content.decode()
    case = RuleCase.objects.get()
    assert "Rule cases: 1 holding, 0 differing" in shown
    assert "weekly letter" not in case.fingerprint.closing
    assert len(bytes(case.page)) < len(PAGE)
    entry = Entry.objects.get()
    assert (entry.verb, entry.about) == ("changed the rule of", "The Quay")
    assert "main p" in entry.words


def test_nothing_is_saved_that_the_operator_has_not_seen(operator, paper, web):
    answer = post(operator[0], paper, web.url("/a"), act="save", seen="0" * 32)
    assert "not what you saw last" in answer.content.decode()
    assert not Rule.objects.exists()


def test_a_bad_selector_is_refused_beside_its_field(operator, paper, web):
    answer = post(operator[0], paper, web.url("/a"), act="save", remove=".box\ndiv[")
    assert answer.status_code == 400
    assert 'id="r-remove-e"' in answer.content.decode()
    assert "at letter 5" in answer.content.decode()
    assert not Rule.objects.exists()


def test_a_rule_that_breaks_an_older_case_is_refused_unless_the_operator_insists(operator, paper, web):
    save(operator[0], paper, web.url("/a"))
    refused = save(operator[0], paper, web.url("/b"), remove="")
    assert refused.status_code == 400
    assert "would be read otherwise" in refused.content.decode()
    assert Rule.objects.get().number == 1
    shown = save(operator[0], paper, web.url("/b"), remove="", anyway="1").content.decode()
    assert "Rule cases: 1 holding, 1 differing" in shown
    assert "Our weekly letter" not in RuleCase.objects.get(url=web.url("/a")).fingerprint.closing
    rule = Rule.objects.get()
    operator[0].post(f"/sources/case/{RuleCase.objects.get(url=web.url('/a')).pk}/accept/")
    assert "Rule cases: 2 holding, 0 differing" in operator[0].get(f"/sources/publisher/{paper.pk}/").content.decode()
    assert [e.number for e in rule.editions.all()] == [2, 1]


def test_cases_are_read_again_and_the_difference_is_shown(operator, paper, web):
    save(operator[0], paper, web.url("/a"))
    Rule.objects.update(title="main p:last-child")
    shown = operator[0].post(f"/sources/publisher/{paper.pk}/check/", follow=True).content.decode()
    assert "cases that hold: 0, that differ: 1" in shown
    assert "Rule cases: 0 holding, 1 differing" in shown
    assert RuleCase.objects.get().differs[0][0] == "title"


def test_the_daily_round_reads_cases_again_and_the_operator_hears_of_it(operator, client, paper, web, world):
    save(operator[0], paper, web.url("/a"))
    tidy.run([], world.now)
    assert "read otherwise now" not in operator[0].get("/sources/").content.decode()
    Rule.objects.update(title="main p:last-child")
    tidy.run([], world.now)
    assert "1 page kept with its rule is read otherwise now" in operator[0].get("/sources/").content.decode()
    assert "read otherwise now" not in client.get("/sources/").content.decode()


def test_an_earlier_rule_is_taken_up_again(operator, paper, web):
    save(operator[0], paper, web.url("/a"))
    save(operator[0], paper, web.url("/a"), remove="")
    refused = operator[0].post(f"/sources/publisher/{paper.pk}/rule/", {"edition": "1"})
    assert refused.status_code == 400
    operator[0].post(f"/sources/publisher/{paper.pk}/rule/", {"edition": "1", "anyway": "1"})
    assert (Rule.objects.get().number, Rule.objects.get().remove) == (3, ".box")
    operator[0].post(f"/sources/publisher/{paper.pk}/rule/", {"edition": "0", "anyway": "1"})
    assert not Rule.objects.get().selectors
    assert operator[0].post(f"/sources/publisher/{paper.pk}/rule/", {"edition": "99"}).status_code == 404
    assert Entry.objects.filter(verb="took back the rule of").count() == 2


def test_a_rule_is_applied_when_the_reader_reads_and_only_to_its_publisher(operator, paper, web, world, children):
    read = world.article(paper, first_seen=world.now, complete=True)
    save(operator[0], paper, web.url("/a"))
    assert Work.objects.filter(step="page", target=read.pk).exists()
    read.refresh_from_db()
    assert page_step.rule_for(read).remove == (".box",)
    assert page_step.rule_for(world.article()) is None

    async def ask(rule):
        async with Asking(allowed_addresses=frozenset({web.place})) as client:
            return await page_step.fetch(client, children[0], web.url("/a"), rule)

    assert "weekly letter" not in asyncio.run(ask(page_step.rule_for(read))).parsed.page.text


def test_the_reader_asks_no_more_questions_for_a_publisher_without_a_rule(world, django_assert_num_queries):
    from octavo.article.models import Article

    article = world.article()
    with django_assert_num_queries(1):
        assert page_step.rule_for(Article.objects.select_related("publisher__rule").get(pk=article.pk)) is None


def test_a_page_too_large_for_a_case_is_refused_in_words(operator, paper, web, monkeypatch):
    from octavo.article import rules

    monkeypatch.setattr(rules, "MOST_BYTES", 100)
    assert "Try another article" in save(operator[0], paper, web.url("/a")).content.decode()
    assert not Rule.objects.exists()


def test_readers_can_neither_see_nor_change_rules(signed_in, operator, paper, web):
    save(operator[0], paper, web.url("/a"))
    case = RuleCase.objects.get()
    for path in ("check", "rule", "edit"):
        assert signed_in[0].post(f"/sources/publisher/{paper.pk}/{path}/").status_code == 404
    assert signed_in[0].post(f"/sources/case/{case.pk}/drop/").status_code == 404
    assert RuleCase.objects.exists()
    operator[0].post(f"/sources/case/{case.pk}/drop/")
    assert not RuleCase.objects.exists()


def test_a_removed_publisher_leaves_no_kept_page(operator, paper, web, world):
    save(operator[0], paper, web.url("/a"))
    source = world.source(paper)
    operator[0].post(f"/sources/{source.pk}/remove/", {"sure": paper.host})
    assert not RuleCase.objects.exists()


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'


def test_a_hostile_selector_or_page_is_shown_as_words(operator, paper, web):
    evil = PAGE.replace("Harbour opens", "&lt;script&gt;alert(1)&lt;/script&gt;")
    web.pages["/a"] = (200, {"Content-Type": "text/html"}, evil.encode())
    for field in RULE:
        shown = post(operator[0], paper, web.url("/a"), act="preview", **{field: HOSTILE}).content.decode()
        assert "<script>alert(1)" not in shown
        assert "<img src=x" not in shown
    shown = save(operator[0], paper, web.url("/a")).content.decode()
    assert "<script>alert(1)" not in shown


def test_a_selector_that_costs_too_much_costs_only_its_child(operator, paper, web):
    deep = "<div>" * 220 + PROSE + "</div>" * 220
    web.pages["/a"] = (200, {"Content-Type": "text/html"}, f"<html><body>{deep}</body></html>".encode())
    answer = post(operator[0], paper, web.url("/a"), act="preview", body="* " * 60 + "p")
    assert answer.status_code in {200, 400}
