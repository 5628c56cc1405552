"""The AI tools of an article and of a story: each a page of its own, a panel for HTMX, and never a line without its source."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from octavo.assist.logic.aids import FORM
from octavo.assist.logic.comparison import as_rows, compare, from_rows
from octavo.assist.models import Aids
from octavo.assist.types import Source
from octavo.flow.models import Work
from octavo.flow.steps import aid
from octavo.flow.steps import compare as compare_step
from octavo.web.frame.addresses import article_url, story_url
from octavo.web.tools import comparing
from octavo.web.tools.pace import PER_MINUTE
from octavo.web.tools.sheet import TOOLS

FIRE = (
    "A fire on the ferry Halcyon off Ostrow injured 14 passengers on Monday night, the coast guard said.\n\n"
    "“We saw smoke and turned for the harbour at once,” said captain Ines Calder. She has run the crossing since 1998.\n\n"
    "Petr Halas, the mayor of Ostrow, praised the crew for bringing everybody ashore within the hour.\n\n"
    "Repairs to the engine room and the car deck will cost about 6.2 million crowns, the owner said."
)
BLAZE = (
    "A fire on the ferry Halcyon off Ostrow injured 17 passengers on Monday night, hospital officials said.\n\n"
    "The owner denied that repairs to the engine room and the car deck will cost about 6.2 million crowns.\n\n"
    "The harbour master closed the quay until noon and sent the night's other ships to Tarnby."
)
ELSEWHERE = (
    "Mayor Jonas Wick opened the Tarnby fair with 11 bakers on Friday. Mira Dahl sang. Rea Kist and Bo Lund danced for hours.\n\n"
    "The fair cost 4.8 million crowns and drew 19 choirs, said Jonas Wick. Tove Sand of Quern won 7.5 million crowns."
)


TUESDAY = datetime(2026, 3, 10, 6, tzinfo=UTC)  # the morning after the fire's Monday night, whatever day the tests run


def make_aids(*articles):
    """Let the reader's step make what the tools show, as it does when an article comes in."""
    rows = [Work.objects.create(step="aid", target=a.pk, due=a.published) for a in articles]
    assert aid.run(rows, articles[0].published) == len(articles)


def panel(client, address, **fields):
    return client.get(address, fields, headers={"HX-Request": "true"})


def tool(client, of, name, **fields):
    address = article_url(of, f"article-{name}") if hasattr(of, "authors") else story_url(of, f"story-{name}")
    return panel(client, address, **fields).content.decode()


@pytest.fixture
def fire(world):
    return world.article(world.publisher("Ledger"), title="Ferry fire off Ostrow", text=FIRE, published=TUESDAY)


@pytest.fixture
def story(world, fire):
    blaze = world.article(
        world.publisher("Herald"), title="Blaze on Halcyon", text=BLAZE, published=TUESDAY + timedelta(hours=1)
    )
    return world.story(fire, blaze)


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_of_an_article_is_a_whole_page_and_a_panel(client, fire, name):
    address = article_url(fire, f"article-{name}")
    whole, part = client.get(address), panel(client, address)
    assert whole.status_code == part.status_code == 200
    assert "<h1" in whole.content.decode()
    assert "Petr Halas, the mayor of Ostrow" in whole.content.decode()  # the article stands beside its tool
    assert "<html" not in part.content.decode()
    assert 'id="ai-sheet" hx-swap-oob="true"' in part.content.decode()
    assert "HX-Request" in part["Vary"]


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_of_a_story_is_a_whole_page_and_a_panel(client, story, name):
    address = story_url(story, f"story-{name}")
    whole, part = client.get(address), panel(client, address)
    assert whole.status_code == part.status_code == 200
    assert "<h1" in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_the_sheet_has_eight_tools_and_translation_is_absent_without_an_engine(client, fire):
    page = client.get(article_url(fire)).content.decode()
    sheet = page[page.index('<ul class="sheet">') :].partition("</ul>")[0]
    assert sheet.count("<li>") == 8
    assert "Translate" not in sheet
    assert "No translation engine is set up" in tool(client, fire, "translate")


@pytest.mark.parametrize("name", ["facts", "timeline", "explain", "ask", "quiz"])
def test_every_reference_of_a_panel_opens_a_sentence_that_is_on_the_page(client, world, fire, name):
    make_aids(world.article(text=ELSEWHERE, title="Fair"), fire)
    fields = {"q": "Who praised the crew?"} if name == "ask" else {"a1": "x"}
    page = client.get(article_url(fire, f"article-{name}"), fields).content.decode()
    anchors = re.findall(r'class="ref" href="#(s\d+-\d+)" aria-label="Source', page)
    assert anchors or name == "quiz"
    assert all(f'id="{anchor}"' in page for anchor in anchors)


@pytest.mark.parametrize("name", [name for name in TOOLS if name != "listen"])
def test_where_ai_is_refused_every_tool_names_the_rule_and_makes_nothing(client, world, name):
    article = world.article(text=FIRE, ai="refused", ai_source="robots-meta: noai")
    page = client.get(article_url(article, f"article-{name}")).content.decode()
    assert "robots-meta: noai" in page
    assert "Nothing was made" in page
    assert 'class="sheet"' not in page


@pytest.mark.parametrize("name", ["facts", "explain", "timeline", "quiz", "ask"])
def test_a_text_not_yet_understood_says_so_instead_of_breaking(client, world, name):
    assert "waiting to be understood" in tool(client, world.article(text=FIRE, understood=False), name)


def test_reports_that_machines_may_not_read_have_no_part_in_a_storys_tools(client, world, fire):
    closed = world.article(world.publisher("Closed"), text=BLAZE, ai="refused", ai_source="robots-meta")
    story = world.story(fire, closed)
    for name in ("facts", "timeline", "explain"):
        assert "Closed" not in tool(client, story, name)
    assert "17 passengers" not in tool(client, story, "ask", q="How many passengers were injured?")


def test_key_facts_of_a_story_put_differing_figures_side_by_side(client, story):
    page = tool(client, story, "facts")
    assert "Figures differ" in page
    assert "<mark>14</mark>" in page
    assert "<mark>17</mark>" in page
    assert "Ledger" in page
    assert "Herald" in page


def test_a_timeline_gives_the_day_and_the_texts_own_words_for_it(client, world):
    page = tool(client, world.article(text=FIRE, published=TUESDAY), "timeline")
    assert "9 March 2026" in page
    assert "“on Monday night”" in page
    assert "Date not reported" in page


def test_a_storys_timeline_tells_one_moment_once_with_both_publishers(client, story):
    page = tool(client, story, "timeline")
    assert page.count("on the ferry Halcyon off Ostrow injured") == 1
    assert ">Ledger</a>" in page
    assert ">Herald</a>" in page


def test_explain_quotes_what_the_text_calls_a_name_and_goes_deeper_when_asked(client, fire):
    assert "“captain”" in tool(client, fire, "explain")
    assert "named in" in tool(client, fire, "explain", level="expert")
    assert "“captain”" in tool(client, fire, "explain", level="no such depth")


def test_explain_leads_to_what_was_read_before_and_to_what_others_call_a_name(client, world):
    text = "Ines Calder spoke at length about the storm. The crowd stayed until night. Nobody went home early."
    now = world.article(text=text, tags=["InesCalder"], hours=1, title="Calder speaks")
    before = world.article(
        world.publisher("Older"), text=FIRE, tags=["InesCalder"], hours=90, title="Captain saves ferry"
    )
    from octavo.insight.models import Hashtag

    Hashtag.objects.filter(slug="inescalder").update(label="Ines Calder")
    make_aids(now, before)
    page = tool(client, now, "explain", level="expert")
    assert "Captain saves ferry" in page
    assert "“captain”" in page
    assert "Older" in page


def test_compare_names_who_reports_who_tells_it_otherwise_and_who_was_first(client, story):
    page = tool(client, story, "compare")
    assert "They differ" in page
    assert "told otherwise by" in page
    assert "tells it otherwise: open the sentence" in page
    assert "First to report" in page


def test_near_copies_count_once_under_the_text_they_share(client, world, fire):
    copy = world.article(world.publisher("Echo"), title="Ferry fire", text=FIRE, hours=1)
    other = world.article(world.publisher("Herald"), title="Blaze", text=BLAZE, hours=1)
    page = tool(client, world.story(fire, other, copy, copies=(fire, copy)), "compare")
    assert "had this text first" in page
    assert "It counts once" in page


def test_an_article_alone_has_nothing_to_compare_and_says_so(client, fire):
    assert "there is nothing to compare" in tool(client, fire, "compare")


def test_an_answer_is_a_quote_with_its_source(client, fire):
    page = tool(client, fire, "ask", q="Who praised the crew?")
    assert "“Petr Halas, the mayor of Ostrow, praised the crew" in page
    assert 'href="#s3-1"' in page


def test_what_the_article_does_not_say_is_answered_so_and_search_is_offered(client, fire):
    page = tool(client, fire, "ask", q="Who owns the moon?")
    assert "Not in this article" in page
    assert "/search/?q=Who%20owns%20the%20moon" in page
    assert "Ask everything read" in page


def test_a_thread_of_questions_lives_in_the_address(client, fire):
    page = tool(client, fire, "ask", q="And what of him?", t="Is Petr Halas the mayor?")
    assert "“Petr Halas, the mayor of Ostrow" in page
    assert 'name="t" value="And what of him?"' in page
    assert "Show that answer again" in page


def test_everything_read_can_be_asked_and_the_publisher_is_named(client, world, fire):
    other = world.article(world.publisher("Fair Post"), title="Tarnby fair opens", text=ELSEWHERE)
    world.index(fire, other)
    page = tool(client, fire, "ask", **{"q": "Who opened the Tarnby fair?", "in": "all"})
    assert "“Mayor Jonas Wick opened the Tarnby fair" in page
    assert ">Fair Post</a>" in page
    assert f"/article/{other.pk}/" in page


def test_a_question_with_markup_stays_text(client, fire):
    page = tool(client, fire, "ask", q="<script>alert(1)</script> & 'who'?")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_many_questions_within_a_minute_are_put_off_kindly(client, fire):
    address = article_url(fire, "article-ask")
    assert all(client.get(address, {"q": "Who?"}).status_code == 200 for _ in range(PER_MINUTE))
    answer = client.get(address, {"q": "Who?"})
    assert answer.status_code == 429
    assert "Nothing is wrong" in answer.content.decode()
    assert client.get(address).status_code == 200


def test_behind_several_proxies_each_reader_has_questions_of_their_own(client, fire, settings):
    settings.PROXIES, address = 2, article_url(fire, "article-ask")

    def asked(reader):
        return client.get(address, {"q": "Who?"}, headers={"X-Forwarded-For": f"{reader}, 10.0.0.2"}).status_code

    assert [asked("203.0.113.9") for _ in range(PER_MINUTE + 1)][-1] == 429
    assert asked("203.0.113.8") == 200


def test_a_quiz_is_checked_here_and_each_answer_opens_its_sentence(client, world, fire):
    make_aids(world.article(text=ELSEWHERE, title="Fair"))
    row = Aids.objects.create(article=fire, revision=1, form=FORM)
    spot = {word: FIRE.index(word) for word in ("Petr Halas", "14", "6.2 million")}
    row.quiz = [
        [kind, spot[w], spot[w] + len(w), start, start + 40, wrong, -1, -1]
        for kind, w, start, wrong in (
            ("who", "Petr Halas", FIRE.index("Petr"), ["Jonas Wick", "Bo Lund"]),
            ("number", "14", 0, ["11", "19"]),
            ("number", "6.2 million", FIRE.index("Repairs"), ["4.8 million", "7.5 million"]),
        )
    ]
    row.save()
    page = tool(client, fire, "quiz", a1="Petr Halas", a2="11", a3="nonsense")
    assert page.count("Right.") == 1
    assert "The text says 14." in page
    assert "1 of 3 right" in page
    assert 'href="#s3-1"' in page
    assert page.count('role="status"') == 2


def test_a_short_text_has_no_quiz(client, world):
    assert "too short for a quiz" in tool(client, world.article(text="One here. Two there. Three."), "quiz")


def test_what_was_made_of_an_older_revision_is_never_shown_of_the_new_one(client, world, fire):
    make_aids(fire)
    fire.text = FIRE.replace("captain Ines Calder", "engineer Ines Calder")
    fire.revision = 2
    fire.save()
    world.understand(fire)
    page = tool(client, fire, "explain", v="1")
    assert "“engineer”" in page
    assert "“captain”" not in page
    assert "See what changed" in page
    assert "version 2" in page


def test_the_step_makes_aids_anew_for_a_new_revision_and_takes_them_away_when_ai_is_refused(world, fire):
    make_aids(fire)
    assert Aids.objects.get(article=fire).revision == 1
    fire.ai = "refused"
    fire.save()
    aid.run([Work.objects.create(step="aid", target=fire.pk, due=world.now)], world.now)
    assert not Aids.objects.exists()


def test_an_understood_article_makes_its_aids_due(world, fire):
    from octavo.flow.steps import understand

    understand.run([Work.objects.create(step="understand", target=fire.pk, due=world.now)], world.now)
    assert Work.objects.filter(step="aid", target=fire.pk).exists()


@pytest.mark.parametrize("name", TOOLS)
def test_a_tools_panel_asks_at_most_eight_questions(client, story, fire, django_assert_max_num_queries, name):
    make_aids(fire)
    for address in (article_url(fire, f"article-{name}"), story_url(story, f"story-{name}")):
        with django_assert_max_num_queries(8):
            panel(client, address, q="Who praised the crew?")


def test_a_moved_address_keeps_the_question(client, fire):
    answer = client.get(f"/article/{fire.pk}/old-words/ask/", {"q": "Who?"})
    assert answer.status_code == 301
    assert answer["Location"].endswith("/ask/?q=Who%3F")


def test_listening_is_offered_with_a_kind_word_where_there_is_no_script(client, fire):
    page = tool(client, fire, "listen")
    assert "needs JavaScript" in page
    assert "data-listen-on hidden" in page


def test_a_storys_summary_has_three_sentences_where_publishers_share_less_and_tells_what_each_leads_with(client, world):
    one = world.article(
        world.publisher("Ledger"),
        title="Ferry fire",
        text=f"{FIRE}\n\nShe called the crew heroes of the night watch on the stormy sea.",
        published=TUESDAY,
    )
    two = world.article(world.publisher("Herald"), title="Tarnby fair", text=ELSEWHERE, published=TUESDAY)
    page = tool(client, world.story(one, two), "summary")
    assert "Three sentences picked by machine" in page
    assert "Ledger" in page
    assert "Herald" in page
    assert "She called" not in page


def test_a_story_of_one_publisher_has_a_summary_too(client, world, fire):
    lines = tool(client, world.story(fire), "summary")
    assert "sentences picked by machine" in lines
    assert "Nothing was made" not in lines


def test_quotes_have_the_speaker_that_the_text_names_or_describes_and_no_scraps(client, world):
    text = (
        "The lock at Tarnby failed on Monday.\n\n“The gate did not even creak,” said the canal's chief engineer, Ada Brandt. "
        "“It let go.”\n\n“I have moored here for thirty years,” the retired teacher from Ostrow told the Ledger. The council called "
        "the lock “a good servant”. The canal office published a report.\n\n“Water does what water does,” she said."
    )
    page = tool(client, world.article(text=text), "facts")
    for speaker in ("Ada Brandt", "the retired teacher from Ostrow"):
        assert f'<span class="note">{speaker}</span>' in page
    assert "a good servant" not in page
    assert '<span class="note">The canal office' not in page


def test_figures_count_whole_things_and_sums_of_different_things_do_not_differ(client, world):
    one = world.article(
        world.publisher("Ledger"),
        text="The ferry took 58 people aboard a boat that night. Repairs of the bridge cost 36 million crowns, the council of Ostrow said.",
        published=TUESDAY,
    )
    two = world.article(
        world.publisher("Herald"),
        text="Forwarders put the loss at 7 million crowns a day. Fifty-two operations were put off; the 52 operations wait.",
        published=TUESDAY,
    )
    page = tool(client, world.story(one, two), "facts")
    assert "Figures differ" not in page
    assert page.count("operations</span>") == 1
    assert '58 <span class="note">people</span>' in page


def test_a_storys_reports_are_compared_when_they_come_in_and_not_when_a_reader_asks(client, story, monkeypatch):
    asked_for = tool(client, story, "compare")
    cache.clear()
    rows = [Work.objects.create(step="compare", target=story.pk, due=TUESDAY)]
    assert compare_step.run(rows, TUESDAY) == 1
    assert not Work.objects.filter(step="compare").exists()
    monkeypatch.setattr(comparing, "compare", lambda _: pytest.fail("compared while a reader waits"))
    assert "17" in asked_for
    for name in ("compare", "summary", "facts"):
        assert "Nothing was made" not in tool(client, story, name)
    assert tool(client, story, "compare") == asked_for


def test_a_comparison_of_other_revisions_is_not_shown(client, story, fire):
    assert compare_step.run([Work.objects.create(step="compare", target=story.pk, due=TUESDAY)], TUESDAY) == 1
    fire.text = FIRE.replace("14 passengers", "16 passengers")
    fire.revision = 2
    fire.save()
    fire.understanding.revision = 2
    fire.understanding.save()
    page = tool(client, story, "facts")
    assert "16" in page
    assert "14" not in page.partition("Figures differ")[2].partition("Who")[0]


def test_what_is_kept_of_a_comparison_gives_back_the_same(story):
    sources = [Source(str(n), "", text, f"P{n}", TUESDAY) for n, text in enumerate((FIRE, BLAZE))]
    made = compare(sources)
    kept = json.loads(json.dumps(as_rows(made)))
    assert from_rows(kept, {s.id: s for s in sources}) == made
    assert "Halcyon" not in json.dumps(kept)
