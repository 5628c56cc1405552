"""The engine that speaks to chat completions, against a server with every fault."""

import pytest

from octavo.assist.engines.openai import OpenAI
from octavo.assist.errors import ModelError
from octavo.assist.port import Prompt
from tests.assist.faulty import Endpoint

PROMPT = Prompt("You write.", "<<<x\n[1] The quay held.\nx>>>", "small", 50)


@pytest.fixture
def endpoint():
    endpoint = Endpoint("The quay held. [1]\n")
    yield endpoint
    endpoint.close()


def asked(endpoint, seconds=2.0, tell=None):
    return OpenAI(endpoint.url, "secret", pause=(0, 0)).complete(PROMPT, seconds, tell)


def test_pieces_are_told_as_they_come_and_tokens_are_counted(endpoint):
    pieces = []
    answer = asked(endpoint, tell=pieces.append)
    assert answer.text == "".join(pieces) == "The quay held. [1]\n"
    assert len(pieces) > 1
    assert (answer.tokens_in, answer.tokens_out, answer.whole) == (70, 50, True)
    assert endpoint.keys == ["Bearer secret"]
    assert endpoint.asked[0]["model"] == "small"
    assert "tools" not in endpoint.asked[0]


def test_a_server_that_does_not_stream_answers_too(endpoint):
    endpoint.fault = "plain"
    answer = asked(endpoint)
    assert answer.text == "The quay held. [1]\n"
    assert answer.tokens_out == 5


def test_an_answer_cut_at_its_longest_says_so(endpoint):
    endpoint.fault = "length"
    assert not asked(endpoint).whole


@pytest.mark.parametrize(
    ("fault", "kind", "times"),
    [
        ("429", "busy", 1), ("503", "busy", 2), ("500", "refused", 2), ("401", "refused", 1), ("redirect", "refused", 1),
        ("garbage", "garbage", 1), ("half", "garbage", 1), ("schema", "schema", 1), ("list", "schema", 1),
        ("content", "schema", 1), ("empty", "empty", 1), ("none", "empty", 1), ("huge", "endless", 1),
        ("endless", "endless", 1), ("cut", "cut", 1),
    ],
)  # fmt: skip
def test_every_fault_has_its_name_and_is_tried_again_only_where_that_can_help(endpoint, fault, kind, times):
    endpoint.fault = fault
    with pytest.raises(ModelError) as caught:
        asked(endpoint)
    assert caught.value.kind == kind
    assert len(endpoint.asked) == times


@pytest.mark.parametrize("fault", ["hang", "stall"])
def test_who_takes_too_long_is_not_waited_for(endpoint, fault):
    endpoint.fault = fault
    with pytest.raises(ModelError) as caught:
        asked(endpoint, seconds=0.15)
    assert caught.value.kind == "slow"
    assert len(endpoint.asked) == 1


def test_nobody_at_the_address_is_a_fault_like_any_other(endpoint):
    endpoint.close()
    with pytest.raises(ModelError) as caught:
        asked(endpoint)
    assert caught.value.kind == "down"


def test_busy_tells_for_how_long(endpoint):
    endpoint.fault = "429"
    with pytest.raises(ModelError) as caught:
        asked(endpoint)
    assert caught.value.after == 9


@pytest.mark.parametrize("url", ["", "ftp://127.0.0.1/v1", "127.0.0.1:80", "http://"])
def test_an_address_that_is_none_is_refused_at_start(url):
    with pytest.raises(ValueError, match="OCTAVO_LLM_URL"):
        OpenAI(url, "")
