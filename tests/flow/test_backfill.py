"""An archive becomes articles, whatever single pages of it hold."""

import json

import pytest

from octavo.article.models import Article
from octavo.flow.backfill import Backfill
from octavo.flow.thinking import Thinking

PROSE = "".join(
    f"<p>The harbour of Oakport opened again on day {n} after days of storm, and ships came in.</p>" for n in range(8)
)
PAGE = f"<html><head><title>Harbour opens</title></head><body><article><h1>Harbour opens</h1>{PROSE}</article></body></html>"


@pytest.mark.django_db
def test_one_bad_page_never_stops_an_archive(tmp_path, monkeypatch):
    monkeypatch.setattr(Thinking, "drain", lambda self: True)  # understanding comes after, on threads of its own
    pages = [
        ("/1", PAGE),
        ("/2", " "),
        ("/3", "<!-- -->"),
        ("/" + "x" * 2500, PAGE),
        ("/404", "<title>404</title><p>Not found"),
        ("/5", PAGE),
    ]
    rows = [json.dumps({"url": f"https://a.example{path}", "html": html}) for path, html in pages]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    done = Backfill(access="full").run([tmp_path], tell=lambda words: None)
    assert (done.stored, done.refused, done.failed) == (2, 1, 3)
    kept = Article.objects.filter(refusal="").values_list("url", flat=True)
    assert set(kept) == {"https://a.example/1", "https://a.example/5"}
    assert Backfill(access="full").run([tmp_path], tell=lambda words: None).stored == 0
