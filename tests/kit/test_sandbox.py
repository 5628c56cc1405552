"""A hostile call costs its limits and nothing else."""

import sys
import time

import pytest

from octavo.kit.sandbox import ExceededError, Sandbox


def echo(word):
    return word


def fail(word):
    raise ValueError(word)


def spin():
    while True:
        pass


def swell():
    return len(bytearray(900 * 2**20))


def act(what, *rest):
    return {"echo": echo, "fail": fail, "spin": spin, "swell": swell}[what](*rest)


@pytest.fixture
def box(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    with Sandbox(f"{__name__}:act", seconds=0.3, mebibytes=100) as made:
        yield made


def test_a_call_returns_what_the_function_returns(box):
    assert box.call("echo", {"deep": (1, "ä")}) == {"deep": (1, "ä")}


def test_an_error_comes_back_as_itself(box):
    with pytest.raises(ValueError, match="no good"):
        box.call("fail", "no good")


def test_a_call_that_spins_is_ended_and_the_next_one_answered(box):
    began = time.monotonic()
    with pytest.raises(ExceededError) as caught:
        box.call("spin")
    assert caught.value.limit in ("cpu", "wall")
    assert time.monotonic() - began < 20
    assert box.call("echo", "still here") == "still here"


def test_a_call_that_swells_is_ended_and_the_next_one_answered(box):
    with pytest.raises(ExceededError) as caught:
        box.call("swell")
    assert caught.value.limit == "memory"
    assert box.call("echo", 1) == 1
