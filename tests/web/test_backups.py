"""The operator's page of backups: the reader makes them, whoever takes one home says who they are, and a restore waits."""

import gzip
import json
from datetime import timedelta

import pytest

from octavo.flow import backups
from octavo.flow.actions import claim
from octavo.flow.models import Work
from octavo.flow.packing import pack
from octavo.flow.steps import backup as step
from octavo.kit.clock import now
from octavo.people.models import Entry

PASSWORD = "a long password 1"


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def keeper(client, world, home):
    """An operator who has just said again who they are."""
    client.force_login(world.reader("Keeper", is_staff=True))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def work():
    moment = now()
    return step.run(claim("backup", 5, moment, timedelta(minutes=2)), moment)


def a_backup(world, name="octavo-20260301-120000.tar.gz"):
    path = backups.folder() / name
    pack(path, world.now)
    backups.check(path, world.now)
    return path


def test_a_backup_asked_for_is_made_by_the_reader_and_found_whole(keeper, world, home):
    keeper.post("/backups/make/")
    assert not list(home.glob("backups/*.tar.gz"))
    assert "waits for the reader" in keeper.get("/backups/").content.decode()
    assert work() == 1
    (made,) = backups.kept()
    assert made.whole
    page = keeper.get("/backups/").content.decode()
    assert made.name in page
    assert "Whole" in page
    assert not Work.objects.filter(step="backup").exists()
    assert Entry.objects.get().verb == "asked for a backup"


def test_a_backup_that_fails_says_why_and_is_tried_again(keeper, world, home, settings):
    keeper.post("/backups/make/")
    settings.DATABASES["default"]["NAME"], kept = str(home / "nowhere.sqlite3"), settings.DATABASES["default"]["NAME"]
    try:
        work()
    finally:
        settings.DATABASES["default"]["NAME"] = kept
    if not settings.POSTGRES:
        assert "nothing to back up" in keeper.get("/backups/").content.decode()
    assert not list(home.glob("backups/*.part"))


def test_it_is_sent_in_pieces_to_an_operator_who_has_said_who_they_are(keeper, operator, signed_in, world, home):
    path = a_backup(world)
    answer = keeper.get(f"/backups/{path.name}")
    assert answer.streaming
    body = b"".join(answer)
    assert body == path.read_bytes()
    assert b"octavo-backup.json" in gzip.decompress(body)[:2000]
    assert answer["Content-Disposition"] == f'attachment; filename="{path.name}"'
    assert answer["Cache-Control"] == "private, no-store"
    assert operator[0].get(f"/backups/{path.name}").status_code == 302  # signed in long ago
    assert signed_in[0].get(f"/backups/{path.name}").status_code == 404
    assert Entry.objects.get().verb == "downloaded a backup"


@pytest.mark.parametrize(
    "name", ["..%2f..%2fsecret.tar.gz", "..%2fsecret.tar.gz", ".hidden.tar.gz", "none.tar.gz", "link.tar.gz"]
)
def test_no_name_leads_out_of_the_folder(keeper, home, name):
    (home / "secret.tar.gz").write_bytes(b"key")
    (backups.folder() / "link.tar.gz").symlink_to(home / "secret.tar.gz")
    (backups.folder() / ".hidden.tar.gz").write_bytes(b"key")
    assert keeper.get(f"/backups/{name}").status_code == 404
    assert keeper.post(f"/backups/{name}/delete/").status_code == 404
    assert (home / "secret.tar.gz").exists()


def test_one_is_deleted_with_its_note(keeper, world, home):
    path = a_backup(world)
    keeper.post(f"/backups/{path.name}/delete/")
    assert list(home.glob("backups/*")) == []
    assert Entry.objects.get().verb == "deleted a backup"


def test_a_restore_waits_for_the_next_start_and_can_be_taken_back(keeper, world, home):
    path = a_backup(world)
    assert (
        "Nothing was done"
        in keeper.post(f"/backups/{path.name}/restore/", {"sure": "yes"}, follow=True).content.decode()
    )
    page = keeper.post(f"/backups/{path.name}/restore/", {"sure": "Restore"}, follow=True).content.decode()
    assert f"The next start restores {path.name}" in page
    assert json.loads((home / "restore.json").read_text())["by"] == "Keeper"
    keeper.post(f"/backups/{path.name}/delete/")
    assert path.exists()
    keeper.post("/backups/cancel/")
    assert not (home / "restore.json").exists()
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["asked to restore", "took back the restore"]


def test_a_broken_or_unchecked_file_is_not_staged_and_says_why(keeper, world, home):
    (backups.folder() / "from-elsewhere.tar.gz").write_bytes(b"<script>alert(1)</script>")
    restore = "/backups/from-elsewhere.tar.gz/restore/"
    assert "not checked yet" in keeper.post(restore, {"sure": "restore"}, follow=True).content.decode()
    keeper.post("/backups/check/")
    work()
    page = keeper.post(restore, {"sure": "restore"}, follow=True).content.decode()
    assert "is damaged" in page
    assert "Cannot be restored" in page
    assert not (home / "restore.json").exists()


def test_a_file_that_changed_after_its_check_counts_as_unchecked(world, home, db):
    path = a_backup(world)
    path.write_bytes(path.read_bytes()[:-10])
    assert backups.kept()[0].checked is None


def test_the_newest_are_kept(world, home, db, settings):
    settings.BACKUPS_KEPT = 2
    for day in range(4):
        backups.make(world.now + timedelta(days=day))
    assert len(backups.kept()) == 2
    settings.BACKUPS_KEPT = 0
    backups.make(world.now + timedelta(days=9))
    assert len(backups.kept()) == 3


def test_a_folder_that_others_cannot_look_into(home):
    assert backups.folder().stat().st_mode & 0o077 == 0
