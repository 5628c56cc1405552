"""Source lists survive the exporters that wrote them."""

from datetime import UTC, datetime

import pytest

from octavo.source.errors import BadListError
from octavo.source.logic.opml import read_opml, write_opml
from octavo.source.types import Subscription


def test_folders_are_kept_through_writing_and_reading():
    feeds = [
        Subscription("https://a.example/feed", "A & B", "https://a.example/", ("News", "Coast")),
        Subscription("https://b.example/feed", "B", None, ()),
        Subscription("https://c.example/news", "C", "https://c.example/", ("News",), "page"),
    ]
    written = write_opml(feeds, title="All", created=datetime(2026, 1, 1, tzinfo=UTC))
    assert sorted(read_opml(written), key=lambda feed: feed.url) == feeds


def test_other_readers_pass_over_a_page_and_a_link_to_a_page_is_no_source():
    page = Subscription("https://c.example/news", "C", kind="page")
    written = write_opml([page], title="All", created=datetime(2026, 1, 1, tzinfo=UTC))
    assert b"xmlUrl" not in written
    assert b'type="page"' in written
    with pytest.raises(BadListError):
        read_opml(written.replace(b'type="page"', b'type="link"'))


def test_broken_markup_and_odd_capitals_are_read():
    body = b'<opml><body><outline TEXT="x & y" XMLURL="https://a.example/f"/><outline xmlUrl="javascript:x"/></body>'
    assert [feed.url for feed in read_opml(body)] == ["https://a.example/f"]


def test_a_list_reads_no_other_file():
    body = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><opml><body><outline text="&e;" xmlUrl="https://a.example/f"/></body></opml>'
    assert "root:" not in (read_opml(body)[0].title or "")


@pytest.mark.parametrize("body", [b"", b"<html><p>hello</p></html>", b"<opml><body/></opml>"])
def test_a_file_without_feeds_says_so(body):
    with pytest.raises(BadListError):
        read_opml(body)
