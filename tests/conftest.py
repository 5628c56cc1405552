"""What every test may use."""

import shutil
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The search index is no model: it is prepared after the tables, as `octavo up` does."""
    from octavo.find.actions import search_engine

    with django_db_blocker.unblock():
        search_engine().prepare()


@pytest.fixture(autouse=True)
def _forget_process_memory():
    """What a reading process keeps between batches must not pass from one test to the next."""
    yield
    from octavo.flow.steps import place, publish

    place.forget()
    publish.forget()


@pytest.fixture(autouse=True)
def _speak_english_again():
    """A request leaves its language and clock behind, as every request begins its own; a test begins in English and UTC."""
    yield
    from django.utils import timezone, translation

    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The test material beside this repository; tests that need it are skipped where it is not there."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the test material is not beside this repository")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; tests that need it are skipped where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return found
