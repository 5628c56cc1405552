"""The small web of the fetch tests, for steps that ask it, and children that parse."""

import pytest

from octavo.flow.parsers import Parsers
from tests.fetch.conftest import web  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def parsers():
    made = Parsers(1)
    yield made
    made.close()
