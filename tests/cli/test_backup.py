"""A backup holds the whole site, a restore brings it back, and a bad file changes nothing."""

import os
import sqlite3
import subprocess
import sys

import pytest

pytestmark = pytest.mark.journey


def octavo(home, *arguments):
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "OCTAVO_SECRET_KEY"}} | {
        "OCTAVO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
    }
    return subprocess.run(
        [sys.executable, "-m", "octavo", *arguments], env=env, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def site(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    made = octavo(home, "manage", "migrate", "--verbosity", "0")
    assert made.returncode == 0, made.stderr
    (home / "media" / "ab").mkdir(parents=True)
    (home / "media" / "ab" / "plate.webp").write_bytes(b"picture")
    return home


def test_what_was_backed_up_comes_back(site, tmp_path):
    file = tmp_path / "site.tar.gz"
    assert octavo(site, "backup", str(file)).returncode == 0
    secret = (site / "secret").read_text()
    other = tmp_path / "other"
    restored = octavo(other, "restore", "--force", str(file))
    assert restored.returncode == 0, restored.stderr
    assert (other / "secret").read_text() == secret
    assert (other / "media" / "ab" / "plate.webp").read_bytes() == b"picture"
    with sqlite3.connect(other / "octavo.sqlite3") as rows:
        assert rows.execute("SELECT count(*) FROM article_article").fetchone() == (0,)


def test_a_site_is_not_replaced_without_being_told(site, tmp_path):
    file = tmp_path / "site.tar.gz"
    octavo(site, "backup", str(file))
    refused = octavo(site, "restore", str(file))
    assert refused.returncode == 1
    assert "--force" in refused.stderr


def test_a_file_that_is_no_backup_changes_nothing(site, tmp_path):
    file = tmp_path / "not.tar.gz"
    file.write_bytes(b"no archive at all")
    before = (site / "octavo.sqlite3").read_bytes()
    refused = octavo(site, "restore", "--force", str(file))
    assert refused.returncode == 1
    assert "cannot be restored" in refused.stderr
    assert (site / "octavo.sqlite3").read_bytes() == before
