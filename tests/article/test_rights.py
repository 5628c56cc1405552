"""What publishers ask for is heard, wherever they say it, and silence is not consent."""

from datetime import UTC, datetime

import pytest
from lxml import html

from octavo.article.logic.access import decide, stored_wishes
from octavo.article.logic.extract import extract
from octavo.article.logic.rights import host_rights, rights_of
from octavo.fetch.types import HostWishes


def rights(meta="", host=HostWishes(), **headers):  # noqa: B008 - frozen
    root = html.document_fromstring(f"<html><head>{meta}</head><body><p>x</p></body></html>")
    return rights_of(root, {name.replace("_", "-"): value for name, value in headers.items()}, host)


def state(*args, **named):
    found = rights(*args, **named).as_object()
    return {name: right["value"] for name, right in found.items() if right["value"] != "unstated"}


NO, YES = "refused", "allowed"
NO_AI = {"text_and_data_mining": NO, "ai_summary": NO, "training": NO}


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        ("", {}),
        ("noindex, nofollow", {"index": NO, "follow": NO}),
        ("NOINDEX,NOFOLLOW", {"index": NO, "follow": NO}),
        ("none", {"index": NO, "follow": NO}),
        ("all", {"index": YES, "follow": YES}),
        ("nosnippet", {"snippet": NO}),
        ("max-snippet:0", {"snippet": NO}),
        ("max-snippet:-1, noarchive", {"snippet": YES, "archive": NO}),
        ("max-snippet: 160", {"snippet": YES}),
        ("nocache", {"archive": NO}),
        ("noimageindex", {"picture": NO}),
        ("max-image-preview:none", {"picture": NO}),
        ("max-image-preview:large, max-video-preview:-1", {"picture": YES}),
        ("noai", NO_AI),
        ("noai, noimageai", NO_AI | {"picture_ai": NO}),
        ("noimageai", {"picture_ai": NO}),
        ("notranslate, nonsense, noodp", {}),
        ("index, noindex", {"index": NO}),
    ],
)
def test_each_robots_directive_means_the_same_in_the_page_and_in_the_header(content, stated):
    assert state(f"<meta name=robots content='{content}'>") == stated
    assert state(X_Robots_Tag=content) == stated


@pytest.mark.parametrize(
    ("header", "stated"),
    [
        ("googlebot: noindex", {}),
        ("googlebot: noindex, nofollow", {}),
        ("googlebot: noindex, octavobot: nosnippet", {"snippet": NO}),
        ("OctavoBot: noindex, nofollow", {"index": NO, "follow": NO}),
        ("googlebot: noindex\nnosnippet", {"snippet": NO}),
        ("octavobot: noarchive\notherbot: noindex", {"archive": NO}),
        ("otherbot: max-snippet:0", {}),
        ("octavobot: max-snippet:0", {"snippet": NO}),
        ("otherbot: unavailable_after: 25 Jun 2010 15:00:00 GMT", {}),
    ],
)
def test_a_scope_is_heard_by_whom_it_names(header, stated):
    assert state(X_Robots_Tag=header) == stated


@pytest.mark.parametrize(
    "content", ["index follow noarchive", "follow;noarchive", "notranslate, follow noarchive", " NoArchive ; "]
)
def test_directives_without_their_commas_are_heard(content):
    found = extract(f'<meta name="robots" content="{content}"><p>x</p>', url="https://coast.example/a").rights
    assert found.archive.value == "refused"
    header = extract(
        "<p>x</p>", url="https://coast.example/a", headers={"X-Robots-Tag": f"octavobot: {content}"}
    ).rights
    assert header.archive.value == "refused"
    assert extract("<p>x</p>", headers={"X-Robots-Tag": f"otherbot: {content}"}).rights.archive.value == "unstated"


def test_another_agents_name_is_ours_when_the_operator_took_it():
    host = HostWishes(agent="harbourbot")
    assert state(host=host, X_Robots_Tag="harbourbot: noindex") == {"index": NO}
    assert state("<meta name=HarbourBot content=nosnippet>", host=host) == {"snippet": NO}
    assert state("<meta name=octavobot content=nosnippet>", host=host) == {}


def test_a_meta_tag_may_name_our_agent():
    assert state("<meta name=octavobot content=nosnippet><meta name=googlebot content=noindex>") == {"snippet": NO}


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("25 Jun 2030 15:00:00 GMT", datetime(2030, 6, 25, 15, tzinfo=UTC)),
        ("25-Jun-2030 15:00:00 EST", datetime(2030, 6, 25, 20, tzinfo=UTC)),
        ("2030-06-25", datetime(2030, 6, 25, tzinfo=UTC)),
        ("Tuesday, 25-Jun-30 15:00:00 GMT", datetime(2030, 6, 25, 15, tzinfo=UTC)),
        ("Tue, 25 Jun 2030 15:00:00 GMT, nosnippet", datetime(2030, 6, 25, 15, tzinfo=UTC)),
        ("never", None),
    ],
)
def test_a_page_may_say_when_it_wishes_to_be_gone(date, moment):
    assert rights(f"<meta name=robots content='unavailable_after: {date}'>").unavailable_after == moment


@pytest.mark.parametrize(
    ("value", "says"),
    [("1", NO), ("0", YES), (" 1 ", NO), ("2", None), ("", None), ("true", None)],
)
def test_a_tdm_reservation_says_the_same_in_its_three_places(value, says):
    expected = {"text_and_data_mining": says} if says else {}
    assert state(f"<meta name=tdm-reservation content='{value}'>") == expected
    assert state(TDM_Reservation=value) == expected
    assert state(host=HostWishes(tdm_reservation=value)) == expected


def test_a_tdm_policy_is_kept_with_its_reservation():
    assert (
        "https://press.example/tdm"
        in rights(TDM_Reservation="1", TDM_Policy="https://press.example/tdm").text_and_data_mining.rule
    )


@pytest.mark.parametrize(
    ("usage", "stated"),
    [
        ("train-ai=n", {"training": NO}),
        ("train-ai=n, search=y", {"training": NO, "index": YES}),
        ("train-ai=n;why=x, search=n", {"training": NO, "index": NO}),
        ("ai-train=no", {"training": NO}),
        ("ai-input=no", {"ai_summary": NO}),
        ("search=yes,ai-train=no", {"index": YES, "training": NO}),
        ("search=yes, ai-input=yes, ai-train=no", {"index": YES, "ai_summary": YES, "training": NO}),
        ("search=no", {"index": NO}),
        ("bots=n", {"index": NO} | NO_AI),
        ("bots=n, search=y", {"index": YES} | NO_AI),
        ("bots=n, ai-input=y", {"index": NO} | NO_AI | {"ai_summary": YES}),
        ("tdm=n", NO_AI),
        ("ai=n", NO_AI),
        ("train-ai=y, train-ai=n", {"training": NO}),
        ("train-ai=maybe, nonsense, =n", {}),
    ],
)
def test_a_preference_says_the_same_in_header_and_robots_txt(usage, stated):
    assert state(Content_Usage=usage) == stated
    assert state(Content_Signal=usage) == stated
    assert state(host=HostWishes(content_usage=usage)) == stated
    assert state(host=HostWishes(content_signal=usage)) == stated


def test_a_refusal_outweighs_a_permission_wherever_either_stands():
    assert state("<meta name=robots content=index>", X_Robots_Tag="noindex") == {"index": NO}
    assert state("<meta name=tdm-reservation content=0>", host=HostWishes(tdm_reservation="1")) == {
        "text_and_data_mining": NO
    }
    assert state(host=HostWishes(content_signal="ai-input=yes", content_usage="ai=n"))["ai_summary"] == NO


def test_each_right_names_its_place_and_its_words():
    said = rights(host=HostWishes(content_signal="search=yes, ai-input=no")).ai_summary
    assert (said.source, said.rule) == ("robots.txt Content-Signal", "ai-input=no")
    said = rights(X_Robots_Tag="octavobot: nosnippet").snippet
    assert (said.source, said.rule) == ("x-robots-tag", "nosnippet")


def test_a_hosts_files_speak_where_the_page_could_not_be_read():
    assert host_rights(HostWishes(tdm_reservation="1")).text_and_data_mining.source == "tdmrep.json"


PROSE = "<p>The harbour of Oakport opened again on Monday after twelve days of storm, and the first ships came in.</p>"


def page(body, head=""):
    return f"<html><head><title>Harbour opens</title>{head}</head><body><article><h1>Harbour opens</h1>{body}</article></body></html>"


def test_what_may_not_be_quoted_does_not_come_out():
    found = extract(
        page(PROSE * 6 + "<div data-nosnippet><p>Sign up for the letter of the harbour, it is free.</p></div>")
    )
    assert "Sign up" not in found.text
    assert found.rights.snippet.value == "unstated"


def test_a_page_that_marks_its_text_as_not_to_be_quoted_refuses_snippets():
    found = extract(page(f"<div data-nosnippet>{PROSE * 6}</div>"))
    assert "harbour of Oakport" in found.text
    assert (found.rights.snippet.value, found.rights.snippet.rule) == (NO, "data-nosnippet")


@pytest.mark.parametrize(
    ("free", "paywalled"),
    [
        ("true", False),
        ("false", True),
        ('"True"', False),
        ('"False"', True),
        ('"false"', True),
        ('"https://schema.org/False"', True),
        ('"http://schema.org/True"', False),
        ('"schema:False"', True),
        ('{"@id": "https://schema.org/False"}', True),
        ('{"@type": "Boolean", "@value": "false"}', True),
        ('"No"', True),
        ("0", True),
        ("1", False),
        ("[true, false]", True),
        ('"perhaps"', None),
        ("null", None),
    ],
)
def test_every_spelling_of_free_access_is_read(free, paywalled):
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "H", "isAccessibleForFree": {free}}}</script>'
    assert extract(page(PROSE * 4, ld)).paywalled is paywalled


def test_a_part_that_is_not_free_makes_the_page_paywalled():
    ld = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "H", "isAccessibleForFree": %s,'
        ' "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".wall"}}</script>'
    )
    assert extract(page(PROSE * 4, ld % "true")).paywalled is True
    assert extract(page(PROSE * 4, ld.replace('"isAccessibleForFree": %s,', ""))).paywalled is True


def test_free_access_is_read_from_microdata_and_from_the_page_around_the_article():
    assert extract(page(PROSE * 4 + '<meta itemprop="isAccessibleForFree" content="False">')).paywalled is True
    ld = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H"},'
        ' {"@type": "WebPage", "isAccessibleForFree": "False"}]}</script>'
    )
    assert extract(page(PROSE * 4, ld)).paywalled is True


def judged(found, agreed="full", agreed_ai="unstated", unstated="refused", now=None, paywalled=None):
    return decide(agreed, agreed_ai, stored_wishes(found), paywalled=paywalled, unstated_ai=unstated, now=now)


@pytest.mark.parametrize(
    ("content", "access"),
    [
        ("", "full"),
        ("nosnippet", "headline"),
        ("noarchive", "excerpt"),
        ("max-snippet:80", "excerpt"),
        ("max-snippet:-1", "full"),
    ],
)
def test_the_stricter_of_agreement_and_page_is_shown(content, access):
    assert judged(rights(X_Robots_Tag=content)).access == access
    assert judged(rights(X_Robots_Tag=content), agreed="headline").access == "headline"


@pytest.mark.parametrize("unstated", ["allowed", "refused"])
def test_where_nothing_is_stated_the_operator_decides_and_is_named(unstated):
    verdict = judged(rights(), unstated=unstated)
    assert verdict.ai == unstated
    assert "this site's own choice" in verdict.ai_source


def test_the_pages_word_on_ai_beats_the_operators_choice_and_is_named():
    verdict = judged(rights(host=HostWishes(content_signal="ai-input=no")), unstated="allowed")
    assert (verdict.ai, verdict.ai_source) == ("refused", "robots.txt Content-Signal: ai-input=no")
    assert judged(rights(Content_Usage="ai-input=y")).ai == "allowed"


def test_a_reservation_against_mining_beats_an_agreement_on_summaries():
    verdict = judged(rights(TDM_Reservation="1"), agreed_ai="allowed")
    assert (verdict.mining, verdict.ai, verdict.ai_source) == (False, "refused", "tdmrep-header: tdm-reservation: 1")


def test_a_refusal_of_training_leaves_summaries_as_they_were():
    verdict = judged(rights(Content_Signal="search=yes, ai-train=no"), unstated="allowed")
    assert (verdict.mining, verdict.ai, verdict.refusal) == (True, "allowed", "")


def test_a_page_is_taken_down_once_its_time_has_come():
    found = rights(X_Robots_Tag="unavailable_after: 2030-06-25")
    assert judged(found, now=datetime(2030, 6, 24, tzinfo=UTC)).refusal == ""
    assert judged(found, now=datetime(2030, 6, 25, tzinfo=UTC)).refusal == "unavailable"
