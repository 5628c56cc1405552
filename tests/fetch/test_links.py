"""Link headers, and forms sent to hubs."""

import asyncio

import pytest

from octavo.fetch.client import Client
from octavo.fetch.errors import FetchError
from octavo.fetch.feed import parse_feed
from octavo.fetch.links import linked


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ('<https://hub.example/>; rel="hub"', "https://hub.example/"),
        ("<https://hub.example/>;rel=hub", "https://hub.example/"),
        (
            '<https://a.example/>; rel=self, <https://hub.example/>; title="a, b; c"; rel="first HUB"',
            "https://hub.example/",
        ),
        ("</hub>; rel=hub", "https://coast.example/hub"),
        ('<https://hub.example/>; rel="hubs"', None),
        ("<javascript:alert(1)>; rel=hub", None),
        ("<https://hub.example/>", None),
        ("", None),
        (None, None),
        ("<" * 100_000, None),
        ("<a>" + "; x" * 50_000, None),
    ],
)
def test_a_link_is_found_by_its_relation(header, found):
    assert linked(header, "hub", "https://coast.example/feed") == found


@pytest.mark.parametrize(("status", "taken"), [(202, True), (204, True), (302, False), (404, False), (500, False)])
def test_a_form_is_taken_or_refused_by_its_status(web, status, taken):
    web.pages["/hub"] = (status, {"Location": web.url("/elsewhere")}, b"")

    async def send():
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            return await client.post(web.url("/hub"), {"hub.mode": "subscribe"})

    if taken:
        assert asyncio.run(send()).status == status
    else:
        with pytest.raises(FetchError):
            asyncio.run(send())
    assert [path for path, _ in web.seen] == ["/hub"]


def test_a_json_feed_names_the_hub_that_speaks_websub():
    hubs = b'[{"type": "rssCloud", "url": "https://cloud.example/"}, {"type": "WebSub", "url": "https://hub.example/"}]'
    feed = parse_feed(
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [], "hubs": ' + hubs + b"}"
    )
    assert feed.hub == "https://hub.example/"
