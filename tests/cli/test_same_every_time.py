"""What is made of the same texts is the same in every process: Python draws the order of sets anew in each."""

import json
import os
import subprocess
import sys

import pytest

SCRIPT = """
import json, sys
from collections import defaultdict
from datetime import UTC, datetime
from dataclasses import asdict

from octavo.assist.logic.comparison import as_rows, compare
from octavo.assist.logic.timeline import moments
from octavo.cli import ask, hashtags, related, summarize
from octavo.cli.stories import report_of_row
from octavo.press.world import build
from octavo.story.logic.cluster import Clusterer
from octavo.story.logic.window import Window

told = [a for a in build(datetime(2026, 5, 4, 12, tzinfo=UTC), 1).articles if a.story and not a.step][:60]
rows = [
    {"id": a.id, "publisher": a.publisher, "published": a.published.isoformat(), "title": a.headline,
     "text": "\\n\\n".join(a.paragraphs)}
    for a in told
]
stories = defaultdict(list)
for article, row in zip(told, rows):
    stories[article.story].append(row)
pool, clusterer = Window(), Clusterer()
for row in rows:
    pool.add(related.named_report(row))
    clusterer.place(report_of_row(row))
list(clusterer.review())
made = {"placements": {i: (p.story, p.event, p.copy_of) for i, p in clusterer.placements.items()}}
for row in rows:
    made["hashtags " + row["id"]] = hashtags.answer(row, top=20)
    made["related " + row["id"]] = related.answer(row, pool=pool, top=8)
    made["moments " + row["id"]] = repr(moments(summarize.source_of(row)))
for name, reports in stories.items():
    made["summary " + name] = summarize.answer({"id": name, "articles": reports}, sentences=3)
    made["ask " + name] = ask.answer({"id": name, "question": reports[0]["title"] + "?", "articles": reports})
    made["compared " + name] = as_rows(compare([summarize.source_of(row) for row in reports]))
json.dump(made, sys.stdout, sort_keys=True)
"""


def made(seed):
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, env=environment, timeout=120
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def first():
    return made(0)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_sets_decides_nothing(first, seed):
    again = made(seed)
    assert len(first) > 100
    assert [name for name in first if again[name] != first[name]] == []
