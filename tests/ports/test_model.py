"""One suite for every language model: whatever an engine speaks behind the seam, its promise is that of `assist.port`."""

import threading
import time

import pytest

from octavo.assist.engines.openai import OpenAI
from octavo.assist.errors import ModelError
from octavo.assist.port import Completion, Prompt
from tests.assist.faulty import Endpoint

WORDS = "The quay held. [1]\nThe harbour opened. [2]\n"
PROMPT = Prompt("You write.", "<<<x\n[1] The quay held.\nx>>>", "small", 50)


class Streamed:
    """OpenAI's chat completions, piece by piece."""

    def __init__(self):
        self.endpoint = Endpoint(WORDS)
        self.model = OpenAI(self.endpoint.url, "", pause=(0, 0))

    def breaks(self, fault):
        self.endpoint.fault = fault

    def close(self):
        self.endpoint.close()


class Whole(Streamed):
    """The same from a server that answers in one piece."""

    def __init__(self):
        super().__init__()
        self.endpoint.fault = "plain"


@pytest.fixture(params=[Streamed, Whole])
def engine(request):
    made = request.param()
    yield made
    made.close()


def test_it_has_a_name(engine):
    assert engine.model.name


def test_an_answer_is_what_was_told_on_the_way(engine):
    told = []
    answer = engine.model.complete(PROMPT, 2.0, told.append)
    assert isinstance(answer, Completion)
    assert "".join(told) == answer.text == WORDS
    assert answer.whole
    assert answer.tokens_in > 0
    assert answer.tokens_out > 0


def test_nobody_has_to_listen(engine):
    assert engine.model.complete(PROMPT, 2.0).text == WORDS


@pytest.mark.parametrize(
    "fault", ["429", "500", "401", "garbage", "half", "schema", "list", "content", "empty", "none", "endless", "cut"]
)
def test_every_fault_is_a_model_error_that_says_which(engine, fault):
    engine.breaks(fault)
    with pytest.raises(ModelError) as caught:
        engine.model.complete(PROMPT, 2.0)
    assert caught.value.kind
    assert str(caught.value)


def test_it_never_takes_longer_than_it_was_given(engine):
    engine.breaks("hang")
    began = time.monotonic()
    with pytest.raises(ModelError):
        engine.model.complete(PROMPT, 0.1)
    assert time.monotonic() - began < 4  # the server would hang for five


def test_it_answers_again_after_a_fault(engine):
    engine.breaks("500")
    with pytest.raises(ModelError):
        engine.model.complete(PROMPT, 2.0)
    engine.breaks("")
    assert engine.model.complete(PROMPT, 2.0).text == WORDS


def test_several_threads_ask_at_once(engine):
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(engine.model.complete(PROMPT, 5.0).text)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [WORDS] * 4
