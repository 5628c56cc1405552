"""Filters answer every line, in order, and no line harms another."""

import io
import json
import subprocess
import sys

from octavo.cli import stream


def run(answer, *lines):
    out = io.BytesIO()
    status = stream.run_filter(answer, lines, out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_in_order_with_its_id():
    status, replies = run(lambda row: {"n": row["n"] + 1}, b'{"id":"a","n":1}\n', b"\n", b'{"id":2,"n":2}\n')
    assert (status, replies) == (0, [{"id": "a", "n": 2}, {"id": 2, "n": 3}])


def test_a_bad_line_gets_its_error_and_the_stream_goes_on():
    def answer(row):
        raise stream.LineError("no", "not this one")

    status, replies = run(answer, b"not json\n", b"[1]\n", b'{"id":3}\n', b'{"id":4,"x":' + b"[" * 100_000 + b"\n")
    assert status == 1
    assert [reply["error"]["code"] for reply in replies] == ["bad_json", "bad_json", "no", "bad_json"]
    assert replies[2]["id"] == 3


def test_an_endless_line_is_cut_and_the_next_one_read(monkeypatch):
    monkeypatch.setattr(stream, "MAX_LINE", 100)
    source = io.BytesIO(b'{"id":"long","x":"' + b"x" * 5000 + b'"}\n{"id":"next"}\n')
    status, replies = run(lambda row: {}, *stream.read_lines(source))
    assert status == 1
    assert replies[0]["id"] == "long"
    assert replies[0]["error"]["code"] == "line_too_long"
    assert replies[1] == {"id": "next"}


def test_a_line_that_breaks_a_limit_leaves_its_neighbours_unharmed(monkeypatch):
    monkeypatch.setattr(stream, "LINE_SECONDS", 0.2)
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    out = io.BytesIO()
    status = stream.run_sandboxed(f"{__name__}:slow", [b'{"id":1}\n', b'{"id":2,"spin":true}\n', b'{"id":3}\n'], out)
    replies = [json.loads(line) for line in out.getvalue().splitlines()]
    assert status == 1
    assert replies[0] == {"id": 1}
    assert (replies[1]["id"], replies[1]["error"]["code"]) == (2, "exceeded")
    assert replies[2] == {"id": 3}


def slow(row):
    while row.get("spin"):
        pass
    return {}


def filtered(command, line):
    argv = [sys.executable, "-m", "octavo", command, "--batch"]
    done = subprocess.run(argv, input=json.dumps(line).encode() + b"\n", capture_output=True, check=False)
    return done.returncode, json.loads(done.stdout)


def test_the_filters_keep_the_contract():
    status, page = filtered(
        "extract",
        {
            "id": "p",
            "url": "https://e.example/a",
            "html": "<h1>T</h1><p>" + "Words of a page that is long enough to be read. " * 8,
        },
    )
    assert status == 0
    assert {
        "id",
        "url",
        "canonical_url",
        "title",
        "subtitle",
        "authors",
        "published",
        "modified",
        "language",
        "publisher",
        "section",
        "tags",
        "image",
        "paragraphs",
        "text",
        "excerpt",
        "word_count",
        "paywalled",
        "rights",
    } <= set(page)
    status, feed = filtered(
        "feed", {"id": "f", "body": "<rss><channel><title>C</title><item><title>T</title></item></channel></rss>"}
    )
    assert (status, feed["feed"]["title"], feed["entries"][0]["title"]) == (0, "C", "T")
    assert filtered("sanitize", {"id": "s", "html": "<b onclick=x>t</b>"}) == (0, {"id": "s", "html": "<b>t</b>"})
    assert filtered("feed", {"id": "n"})[0] == 1
