"""kill -9 at any instant loses nothing and doubles nothing."""

import os
import random
import signal
import sqlite3
import subprocess
import sys

import pytest

from octavo.press.server import serve_in_thread

pytestmark = pytest.mark.journey
KILLS = 20

_SEED = """
import os, django
django.setup()
from octavo.cli.run import _migrate
from octavo.kit.clock import now
from octavo.source.actions import NewSource, add_source
_migrate()
for line in os.environ["FEEDS"].splitlines():
    name, home, feed, rights, language = line.split("\\t")
    access = rights if rights != "none" else "full"
    add_source(NewSource(url=feed, title=name, home=home, language=language, access=access), now())
"""


@pytest.fixture
def home(tmp_path):
    """A home folder of its own, with the press as sources; yields the environment of its commands."""
    with serve_in_thread(slow=0) as press:
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
            "OCTAVO_HOME": str(tmp_path),
            "OCTAVO_LOOPBACK_ALLOWED": f"127.0.0.1:{press.base_port}",
            "OCTAVO_REVISITS": "100000",
            "FEEDS": "\n".join("\t".join(row) for row in press.feeds() if "lantern" not in row[1]),
        }
        subprocess.run([sys.executable, "-c", _SEED], env=env, check=True, timeout=120)
        yield tmp_path, env


def reader(env):
    return subprocess.Popen([sys.executable, "-m", "octavo", "read", "--once"], env=env, stderr=subprocess.DEVNULL)


def test_a_reader_killed_at_twenty_random_points_loses_and_doubles_nothing(home):
    path, env = home
    chance = random.Random(os.environ.get("OCTAVO_KILL_SEED", "7"))
    for _ in range(KILLS):
        process = reader(env)
        try:
            process.wait(timeout=chance.uniform(0.8, 3.2))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    assert reader(env).wait(timeout=300) == 0
    with sqlite3.connect(path / "octavo.sqlite3") as rows:

        def one(sql):
            return rows.execute(sql).fetchone()[0]

        listed = one("SELECT count(*) FROM article_article")
        live = one("SELECT count(*) FROM article_article WHERE gone IS NULL AND refusal = ''")
        assert listed > 100
        assert one("SELECT count(DISTINCT publisher_id || url) FROM article_article") == listed
        assert one("SELECT count(*) FROM article_article WHERE read IS NULL AND access <> 'headline'") == 0
        # one whose page was read late, and then found to be no article, may have been understood and placed before
        shown = "JOIN article_article a ON a.id = x.article_id WHERE a.refusal = ''"
        assert one(f"SELECT count(*) FROM insight_understanding x {shown} AND a.gone IS NULL") == live
        assert one(f"SELECT count(*) FROM story_member x {shown}") == live
        assert one("SELECT count(*) FROM find_indexed") == live
        assert one("SELECT sum(article_count) FROM story_story WHERE merged_into_id IS NULL") == live
        assert one("SELECT count(*) FROM flow_work WHERE step NOT IN ('poll', 'page')") == 0
        assert rows.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
