import io
import json

import pytest

from octavo.cli import ask, embed, hashtags, language, similarity, stories, summarize, verify

ARTICLE = {
    "id": "a",
    "title": "Pier reopens in Ostrow",
    "text": "The pier reopened on Tuesday in Ostrow. Engineers replaced 214 oak piles before the winter.",
}
GOOD = {
    language: {"id": "a", "text": "The pier reopened on Tuesday."},
    embed: {"id": "a", "text": "The pier reopened."},
    hashtags: ARTICLE,
    similarity: {"id": "a", "a": ARTICLE, "b": ARTICLE},
    summarize: ARTICLE,
    verify: {"id": "a", "claim": "The pier reopened on Tuesday in Ostrow.", "sources": [ARTICLE]},
    ask: {"id": "a", "question": "How many piles were replaced?", "articles": [ARTICLE]},
}


@pytest.mark.parametrize("module", GOOD, ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_a_good_line_is_answered(module):
    assert module.answer(GOOD[module])


@pytest.mark.parametrize("module", GOOD, ids=lambda m: m.__name__.rsplit(".", 1)[-1])
@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"id": "a"},
        {"id": ["a"]},
        {"id": "a", "text": 5, "a": [], "claim": {}, "question": 1, "sources": "x", "articles": [1]},
    ],
)
def test_a_bad_line_gets_an_error_with_a_code(module, bad):
    from octavo.cli.stream import LineError

    with pytest.raises(LineError) as caught:
        module.answer(bad)
    assert caught.value.code in {"missing_field", "bad_field"}


def run_stories(lines, *, online):
    out = io.BytesIO()
    status = stories.group(lines, out, online=online)
    return status, [json.loads(x) for x in out.getvalue().splitlines()]


@pytest.mark.parametrize("online", [False, True])
def test_stories_answers_every_line_in_order_and_faults_in_place(online):
    lines = [
        json.dumps({**ARTICLE, "id": "x"}).encode(),
        b"{broken",
        json.dumps({"id": "y", "title": 7}).encode(),
        json.dumps({**ARTICLE, "id": "z", "text": ""}).encode(),
    ]
    status, out = run_stories(lines, online=online)
    assert status == 1
    assert [o.get("id") for o in out] == ["x", None, "y", "z"]
    assert [("error" in o) for o in out] == [False, True, True, False]
    assert set(out[0]) == {"id", "story", "event", "copy_of"}


def test_an_id_used_twice_is_a_fault():
    line = json.dumps(ARTICLE).encode()
    status, out = run_stories([line, line], online=True)
    assert status == 1
    assert out[1]["error"]["code"] == "repeated_id"


def test_a_summary_of_an_empty_text_is_empty():
    assert summarize.answer({"id": "a", "title": "t", "text": ""}) == {"sentences": []}
