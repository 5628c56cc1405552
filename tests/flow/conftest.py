"""The small web of the fetch tests, for steps that ask it."""

from tests.fetch.conftest import web  # noqa: F401 - a fixture
