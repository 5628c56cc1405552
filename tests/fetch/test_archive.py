"""An archive may come from anybody: damaged lines cost themselves, and none reads what lies elsewhere."""

import gzip
import io
import json

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from octavo.fetch.archive import read_archive
from octavo.fetch.errors import NotAFeedError

HTML = "<p>The harbour opens.</p>"


def test_a_line_that_is_no_page_costs_no_other(tmp_path):
    good = {"url": "https://a.example/1", "html": HTML}
    bad = [
        *({"url": url, "html": HTML} for url in ("", None, 5, "ftp://x/", "https://[::1", "no address")),
        *({"url": "https://a.example/2", "html": html} for html in (["x"], 5)),
        *({"url": "https://a.example/3", "path": path} for path in ("absent.html", None, 5, "", "broken.html.gz")),
    ]
    (tmp_path / "broken.html.gz").write_bytes(gzip.compress(HTML.encode())[:-9])
    lines = [json.dumps(row) for row in (*bad, good)] + ["not json", "[]", "5", "null"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [(page.url, page.body) for page in read_archive(tmp_path / "a.jsonl")] == [(good["url"], HTML.encode())]


def test_a_file_beside_the_archive_is_read_and_none_outside_of_its_folder(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (folder / "in.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (folder / "out.html").symlink_to(tmp_path / "secret.html")
    names = ["in.html.gz", "../secret.html", str(tmp_path / "secret.html"), "out.html", "/etc/hostname"]
    rows = [json.dumps({"url": "https://a.example/1", "path": name}) for name in names]
    (folder / "a.jsonl").write_text("\n".join(rows))
    assert [page.body for page in read_archive(folder / "a.jsonl")] == [HTML.encode()]


def warc(*urls):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url in urls:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(HTML.encode()), http_headers=headers)
        )
    return out.getvalue()


def test_a_warc_gives_its_pages_and_one_cut_short_gives_what_came_before(tmp_path):
    body = warc("https://a.example/1", "https://a.example/2", "ftp://a.example/3")
    (tmp_path / "a.warc.gz").write_bytes(body)
    pages = list(read_archive(tmp_path / "a.warc.gz"))
    assert [page.url for page in pages] == ["https://a.example/1", "https://a.example/2"]
    assert pages[0].captured is not None
    (tmp_path / "b.warc.gz").write_bytes(warc("https://a.example/1") + body[:200])
    assert [page.url for page in read_archive(tmp_path / "b.warc.gz")] == ["https://a.example/1"]


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK")
    with pytest.raises(NotAFeedError):
        list(read_archive(tmp_path / "a.zip"))
