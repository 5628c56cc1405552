"""Sentences that rows keep in English are told in the page's language: each kind made by its real writer."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import translation

import octavo
from octavo.article.errors import BadSelectorError
from octavo.article.logic.rules import rule_of
from octavo.assist.briefing import picks
from octavo.flow.errors import BadBackupError
from octavo.insight.models import TagCorrection
from octavo.people.actions import moderation
from octavo.people.actions.comments import Draft, post_comment
from octavo.people.models import Notice, User
from octavo.story.models import Correction
from octavo.web.comments.rules import RULES, rule_named
from octavo.web.frame.retold import _FORMS, retold


@pytest.fixture(autouse=True)
def _german():
    with translation.override("de"):
        yield


def test_in_english_a_sentence_stays_as_it_is_kept():
    with translation.override("en"):
        assert retold("Both report on Oakport and Calder.") == "Both report on Oakport and Calder."


def test_what_stands_in_the_holes_is_kept_and_the_names_joined_again():
    assert (
        retold("Both report on Oakport, the quay and Ines Calder.")
        == "Beide berichten über Oakport, the quay und Ines Calder."
    )


def test_a_sentence_of_no_form_stays_as_it_is():
    assert retold("Something else entirely.") == "Something else entirely."
    assert retold("") == ""


def test_a_percent_sign_or_braces_in_a_name_break_nothing():
    assert retold("Both report on 100 %(x)s {y}.") == "Beide berichten über 100 %(x)s {y}."


@pytest.mark.parametrize("code", ["de", "fr"])
def test_every_form_has_words_of_its_own_in_each_language(code):
    with translation.override(code):
        for form in _FORMS:
            kept = re.sub(r"%\((\w+)\)s", lambda hole: "world" if hole[1] == "section" else "x", form)
            assert retold(kept) != kept, form


def test_the_reasons_of_the_daily_eight_are_told(world):
    world.edition(20)
    made = picks(world.now)
    assert made
    assert all(retold(pick.why) != pick.why for pick in made), [pick.why for pick in made]


def test_a_broken_rule_and_the_notice_that_names_it_are_told(world):
    article, author, moderator = (
        world.article(),
        world.reader("A. Uthor"),
        world.reader("Mod", role=User.Role.MODERATOR),
    )
    comment = post_comment(article, author, Draft("Words."), world.now)
    for number in range(1, len(RULES) + 1):
        assert retold(rule_named(str(number))).startswith(f"Hausregel {number}, ")
    moderation.hide_comment(comment, moderator, rule_named("2"), world.now)
    moderation.warn(author, moderator, rule_named("1"), "Please.", world.now)
    moderation.suspend(author, moderator, rule_named("3"), world.now + timedelta(days=1), world.now)
    for notice in Notice.objects.all():
        assert "Hausregel" in retold(notice.words), notice.words
        assert notice.words.isascii()


def test_a_held_comment_says_why(world):
    held = post_comment(world.article(), world.reader(), Draft("See https://example.org/ now."), world.now)
    assert held.held_why
    assert retold(held.held_why) != held.held_why


WRITERS = {"record": 1, "_log": 1, "_logged": 1, "_settle": 3}  # who writes lines of the log, and where the verb stands


def _verbs():
    for file in Path(octavo.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in WRITERS):
                continue
            verb = call.args[WRITERS[call.func.id]] if len(call.args) > WRITERS[call.func.id] else None
            for branch in (verb.body, verb.orelse) if isinstance(verb, ast.IfExp) else (verb,):
                if isinstance(branch, ast.Constant) and isinstance(branch.value, str):
                    yield branch.value
                elif isinstance(branch, ast.JoinedStr):
                    yield from (
                        f"undid the {kind} of" for kind in [*TagCorrection.Kind.values, *Correction.Kind.values]
                    )


def test_every_line_of_the_log_is_told_again():
    found = set(_verbs())
    assert len(found) > 35
    assert {verb for verb in found if retold(verb) == verb} == set()


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize(
    "selector",
    [
        "div..x",
        "a[",
        "p:foo",
        "ns|p",
        "p::before",
        "x" * 400,
        'a["',
        "p" + "\n.x" * 60,
        "p:nth-child(1",
        "//div",
        "p:not(" * 40,
    ],
)
def test_what_is_wrong_with_a_selector_is_told(language, selector):
    with pytest.raises(BadSelectorError) as caught:
        rule_of({"body": selector})
    with translation.override(language):
        told = retold(str(caught.value))
    assert not {"selector", "letter", "there", "cannot", "missing", "expected"} & set(re.findall("[a-z]+", told))


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize(
    "why",
    [
        "it is no backup made by Octavo", "it is damaged (unexpected end of data)", "it was not checked yet", "it is no longer there",
        "it was made on sqlite3, and this site is on postgresql", "the database inside is damaged", "there is no database in it",
        "it was made by a newer Octavo (9.9); update this one first",
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_backup_is_told_in_the_sentence_and_alone(language, why):
    with translation.override(language):
        told, alone = retold(str(BadBackupError("a.tar.gz", why))), retold(f"{why[:1].upper()}{why[1:]}.")
    assert told.startswith("a.tar.gz ")
    for words in (told, alone):
        assert not {"the", "restored", "was", "made", "damaged", "checked"} & set(re.findall("[a-z]+", words)), words
    assert alone[1:].rstrip(".") in told
