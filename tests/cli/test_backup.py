"""A backup holds the whole site, a restore brings it back, and a bad file changes nothing."""

import fcntl
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile

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


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A home with its tables, made once."""
    home = tmp_path_factory.mktemp("migrated")
    made = octavo(home, "manage", "migrate", "--verbosity", "0")
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture
def site(migrated, tmp_path):
    home = shutil.copytree(migrated, tmp_path / "home")
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


def publish(home, name):
    with sqlite3.connect(home / "octavo.sqlite3") as rows:
        rows.execute(
            "INSERT INTO source_publisher (name, host, slug, home, language, access, ai_summary, fictional, contact, note, "
            "removed_note) VALUES (?, ?, ?, '', '', 'full', 'unstated', 0, '', '', '')",
            (name, name, name),
        )


def publishers(home):
    with sqlite3.connect(home / "octavo.sqlite3") as rows:
        return [name for (name,) in rows.execute("SELECT name FROM source_publisher ORDER BY name")]


def test_a_backup_without_a_name_goes_to_the_folder_and_the_oldest_goes(site, monkeypatch):
    monkeypatch.setenv("OCTAVO_BACKUPS_KEPT", "1")
    for stamp in ("20240101-000000", "20240102-000000"):
        (site / "backups").mkdir(mode=0o700, exist_ok=True)
        (site / "backups" / f"octavo-{stamp}.tar.gz").write_bytes(b"damaged")
    assert octavo(site, "backup").returncode == 0
    made = [path for path in sorted((site / "backups").glob("*.tar.gz")) if path.stat().st_size > 100]
    assert len(made) == 1
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o600
    # what was never found whole is the operator's to look at
    assert len(list((site / "backups").glob("octavo-2024*.tar.gz"))) == 2
    first = made[0].rename(made[0].with_name("octavo-20240103-000000.tar.gz"))
    note = made[0].with_name(f"{made[0].name}.json")
    note.rename(first.with_name(f"{first.name}.json"))
    octavo(site, "backup")
    assert not first.exists()


def test_a_restore_waits_while_a_reader_or_server_is_at_work(site, tmp_path):
    file = tmp_path / "site.tar.gz"
    octavo(site, "backup", str(file))
    for name in ("reader.lock", "serving.lock"):
        with (site / name).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            refused = octavo(site, "restore", "--force", str(file))
        assert refused.returncode == 1
        assert "Stop every Octavo" in refused.stderr


@pytest.mark.parametrize("harm", ["cut", "flipped", "database", "no head", "postgresql", "newer"])
def test_a_damaged_or_foreign_backup_is_refused_with_its_reason_and_changes_nothing(site, tmp_path, harm):
    file = tmp_path / "site.tar.gz"
    octavo(site, "backup", str(file))
    publish(site, "after")
    reason = {
        "no head": "no backup made",
        "database": "damaged",
        "postgresql": "made on postgresql",
        "newer": "newer Octavo",
    }
    harmed(file, harm, tmp_path)
    refused = octavo(site, "restore", "--force", str(file))
    assert refused.returncode == 1
    assert reason.get(harm, "cannot be restored") in refused.stderr
    assert publishers(site) == ["after"]


def harmed(file, harm, scratch):
    body = bytearray(file.read_bytes())
    if harm == "cut":
        file.write_bytes(body[: len(body) // 2])
        return
    if harm == "flipped":
        body[len(body) // 2] ^= 0xFF
        file.write_bytes(body)
        return
    inside = scratch / "inside"
    with tarfile.open(file) as archive:
        archive.extractall(inside, filter="data")
    head = json.loads((inside / "octavo-backup.json").read_text())
    if harm == "no head":
        (inside / "octavo-backup.json").rename(inside / "other.json")
    elif harm == "database":
        database = inside / "octavo.sqlite3"
        database.write_bytes(database.read_bytes()[:8192] + b"\0" * 65536)
    else:
        head |= {"database": "postgresql"} if harm == "postgresql" else {"migrations": [["source", "9999_later"]]}
        (inside / "octavo-backup.json").write_text(json.dumps(head))
    with tarfile.open(file, "w:gz") as archive:
        for path in inside.iterdir():
            archive.add(path, path.name)


def test_what_was_written_last_stays_with_the_file_of_before(site, tmp_path):
    file = tmp_path / "site.tar.gz"
    octavo(site, "backup", str(file))
    rows = sqlite3.connect(site / "octavo.sqlite3")  # as after a kill: the log is not folded into the file
    rows.execute("UPDATE django_content_type SET model = 'last' WHERE id = 1")
    rows.commit()
    assert octavo(site, "restore", "--force", str(file)).returncode == 0
    query = "SELECT count(*) FROM django_content_type WHERE model = 'last'"
    for name, count in (("octavo.sqlite3", 0), ("octavo.sqlite3.old", 1)):
        with sqlite3.connect(site / name) as found:
            assert found.execute(query).fetchone() == (count,), name
    rows.close()


def staged(site, name):
    (site / "restore.json").write_text(json.dumps({"file": name, "by": "Ada", "at": "2026-03-01T12:00:00Z"}))


def test_a_staged_restore_takes_effect_at_the_next_start_and_keeps_what_was_before(site):
    publish(site, "before")
    octavo(site, "backup")
    (made,) = (site / "backups").glob("*.tar.gz")
    publish(site, "after")
    staged(site, made.name)
    assert octavo(site, "read", "--once").returncode == 0
    assert publishers(site) == ["before"]
    assert not (site / "restore.json").exists()
    assert len(list((site / "backups").glob("before-restore-*.tar.gz"))) == 1
    with sqlite3.connect(site / "octavo.sqlite3") as rows:
        ((verb, about, words),) = rows.execute("SELECT verb, about, words FROM people_entry")
    assert (verb, about, "as Ada asked" in words) == ("restored the site from", made.name, True)


def test_a_staged_restore_of_a_broken_file_leaves_all_as_it_was_and_says_why(site):
    (site / "backups").mkdir()
    (site / "backups" / "octavo-1.tar.gz").write_bytes(b"no archive")
    publish(site, "here")
    staged(site, "octavo-1.tar.gz")
    assert octavo(site, "read", "--once").returncode == 0
    assert publishers(site) == ["here"]
    assert "damaged" in json.loads((site / "restore.json").read_text())["fault"]
    staged(site, "../../etc/passwd")
    octavo(site, "read", "--once")
    assert "no longer there" in json.loads((site / "restore.json").read_text())["fault"]
