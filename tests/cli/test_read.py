"""`octavo read --once` begins on an empty folder, with no more apps than reading needs."""

import os
import sqlite3
import subprocess
import sys


def test_a_first_read_prepares_the_home_folder_and_leaves_what_pages_need_to_the_site(tmp_path):
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    env["OCTAVO_HOME"] = str(tmp_path)
    subprocess.run([sys.executable, "-m", "octavo", "read", "--once"], env=env, check=True, timeout=120)
    with sqlite3.connect(tmp_path / "octavo.sqlite3") as rows:
        tables = {name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows.close()
    assert {"article_article", "flow_work", "people_user", "find_words"} <= tables
    assert "account_emailaddress" not in tables
