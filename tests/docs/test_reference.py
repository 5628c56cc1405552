"""What the reference lists is what the code has."""

import re
from pathlib import Path

import pytest

from octavo.cli.main import COMMANDS
from octavo.kit import seam
from octavo.site import ports

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


def listed(page, pattern):
    return set(re.findall(pattern, (REFERENCE / page).read_text(), re.MULTILINE))


def test_every_setting_is_documented_and_every_documented_setting_is_read():
    # The filters read a few settings without Django, straight from the environment.
    pages = [ROOT / "src/octavo/site/settings.py", *(ROOT / "src/octavo/insight/engines").glob("*.py")]
    code = "".join(page.read_text() for page in pages)
    read = set(re.findall(r'"((?:OCTAVO_[A-Z_]+)|DATABASE_URL)"', code))
    assert listed("settings.md", r"^\| `([A-Z_]+)`") == read


def test_every_command_is_documented():
    assert listed("commands.md", r"^\| `octavo (\w+)`") == set(COMMANDS)


def test_every_port_is_documented():
    assert listed("ports.md", r"^\| `([a-z.]+)`") == (
        set(seam.chosen()) | set(ports.WRITING) | set(ports.TRANSLATING) | set(ports.SPEAKING)
    )


def test_every_decision_is_listed():
    pages = {path.name for path in (ROOT / "docs/decisions").glob("0*.md")}
    assert set(re.findall(r"\((0[^)]+)\)", (ROOT / "docs/decisions/README.md").read_text())) == pages


def test_every_page_of_the_documentation_is_in_its_contents():
    contents = (ROOT / "mkdocs.yml").read_text()
    pages = {str(p.relative_to(ROOT / "docs")) for p in (ROOT / "docs").rglob("*.md")}
    assert [page for page in pages if page not in contents and not page.startswith("decisions/0")] == []


@pytest.mark.parametrize("page", ["assistant.md", "ingest.md"])
def test_every_promise_names_a_test_that_exists(page):
    text = (ROOT / "docs/explanation" / page).read_text()
    told = re.findall(r"`(tests/\S+\.py)` `(test_\w+)`", text)
    assert len(told) == len(re.findall(r"(?m)^\|.*\| `tests/", text)) > 20
    assert [test for page, test in told if f"def {test}(" not in (ROOT / page).read_text()] == []
