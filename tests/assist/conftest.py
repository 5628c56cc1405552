"""Engines that write, for the tests that ask for them."""

import pytest

from octavo.assist import writing
from octavo.kit import seam
from octavo.site import ports
from tests.assist.faulty import Endpoint


@pytest.fixture
def endpoint(settings, monkeypatch):
    """A language model on loopback, chosen for both ports. Nothing rests after faults unless the test says so."""
    endpoint = Endpoint()
    settings.LLM_URL, settings.LLM_MODEL, settings.LLM_TIMEOUT = endpoint.url, "small", 2.0
    settings.LLM_WAIT, settings.LLM_REST = 5.0, 0.0
    monkeypatch.setattr(seam, "_chosen", seam.chosen() | ports.WRITING | ports.TRANSLATING)
    seam.engine.cache_clear()
    yield endpoint
    endpoint.close()
    writing.forget()
    seam.engine.cache_clear()
