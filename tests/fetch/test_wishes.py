"""What a host's files wish for one address."""

import asyncio
import json

import pytest

from octavo.fetch.client import Client
from octavo.fetch.wishes import host_wishes

HOST = "https://press.example"


def reserved(rules, path):
    body = rules if isinstance(rules, bytes) else json.dumps(rules).encode()
    found = host_wishes(b"", body, "OctavoBot", HOST + path)
    return found.tdm_reservation, found.tdm_policy


RULES = [
    {"location": "/open/*.html$", "tdm-reservation": 0},
    {"location": "/news/", "tdm-reservation": 1, "tdm-policy": "https://press.example/policy.json"},
    {"location": "/caf%C3%A9", "tdm-reservation": 1},
]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/news/harbour", "1"),
        ("/news", None),
        ("/open/a.html", "0"),
        ("/open/a.html?print", None),
        ("/open/a.htm", None),
        ("/caf%c3%a9/x", "1"),
        ("/café/x", "1"),
        ("/", None),
    ],
)
def test_a_tdm_file_speaks_of_the_places_it_names(path, value):
    assert reserved(RULES, path)[0] == value


def test_the_first_rule_that_covers_an_address_counts():
    rules = [{"location": "/a/", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}]
    assert reserved(rules, "/a/b")[0] == "0"
    assert reserved(rules, "/b")[0] == "1"


def test_a_policy_comes_with_its_rule():
    assert reserved(RULES, "/news/x") == ("1", "https://press.example/policy.json")


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"tdm-reservation": 1}', "1"),
        (b'[{"tdm-reservation": true}]', "1"),
        (b'\xef\xbb\xbf[{"location": "/*", "tdm-reservation": "1"}]', "1"),
        (b'[{"location": "https://press.example/", "tdm-reservation": 1}]', "1"),
        (b"<!doctype html><p>Not found", None),
        (b"[1, null, [], {}]", None),
        (b"[" * 100_000, None),
        (b"", None),
    ],
)
def test_a_tdm_file_is_read_as_people_write_it(body, value):
    assert reserved(body, "/a")[0] == value


def usage(robots, path="/a", agent="OctavoBot"):
    found = host_wishes(robots.encode(), b"", agent, HOST + path)
    return found.content_usage, found.content_signal


@pytest.mark.parametrize(
    ("robots", "path", "said"),
    [
        ("User-agent: *\nContent-Usage: train-ai=n\n", "/a", ("train-ai=n", None)),
        ("User-agent: *\nContent-Signal: search=yes,ai-train=no\nAllow: /", "/a", (None, "search=yes,ai-train=no")),
        ("User-Agent: *\nContent-Usage: train-ai=n\nContent-Usage: /ok/ train-ai=y", "/ok/a", ("train-ai=y", None)),
        ("User-Agent: *\nContent-Usage: train-ai=n\nContent-Usage: /ok/ train-ai=y", "/no", ("train-ai=n", None)),
        ("User-agent: *\nContent-Usage: a=y\nContent-Usage: b=n", "/a", ("a=y, b=n", None)),
        ("User-agent: otherbot\nContent-Signal: ai-input=no", "/a", (None, None)),
        ("User-agent: *\nContent-Signal: ai-input=no\n\nUser-agent: octavobot\nAllow: /", "/a", (None, None)),
        ("User-agent: octavobot\nUser-agent: otherbot\nContent-Signal: ai-input=no", "/a", (None, "ai-input=no")),
        ("User-agent: OctavoBot/1.0\nContent-Signal: ai-input=no", "/a", (None, "ai-input=no")),
        ("User-agent: *\nContent-Signal: ai-input=no\nUser-agent: x\nDisallow: /", "/a", (None, "ai-input=no")),
        ("Content-Signal: ai-input=no\nUser-agent: octavobot\nDisallow: /x", "/a", (None, "ai-input=no")),
        ("User-agent: *\r\nContent-Signal : ai-input=no # words\r\n", "/a", (None, "ai-input=no")),
        ("User-agent: *\n# Content-Signal: ai-input=no\n", "/a", (None, None)),
    ],
)
def test_usage_lines_count_by_group_and_by_the_longest_pattern(robots, path, said):
    assert usage(robots, path) == said


def test_a_pattern_full_of_stars_costs_nothing():
    assert usage("User-agent: *\nContent-Usage: /" + "*a" * 5000 + "$ ai=n", "/" + "a" * 4000) == (None, None)


def ask(web, *paths):
    async def run():
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            return [await client.wishes(web.url(path)) for path in paths]

    return asyncio.run(run())


def test_the_client_asks_a_hosts_files_once(web):
    web.pages["/robots.txt"] = (200, {}, b"User-agent: *\nContent-Signal: ai-input=no")
    web.pages["/.well-known/tdmrep.json"] = (200, {}, b'[{"location": "/a", "tdm-reservation": 1}]')
    first, second = ask(web, "/a", "/b")
    assert (first.tdm_reservation, first.content_signal, first.agent) == ("1", "ai-input=no", "octavobot")
    assert (second.tdm_reservation, second.content_signal) == (None, "ai-input=no")
    assert [path for path, _ in web.seen] == ["/robots.txt", "/.well-known/tdmrep.json"]


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_tdm_file_that_fails_is_silent(web, status):
    web.pages["/.well-known/tdmrep.json"] = (status, {}, b'[{"tdm-reservation": 1}]')
    assert ask(web, "/a")[0].tdm_reservation is None


def test_headers_sent_twice_are_both_heard(web):
    class Twice(dict):
        def items(self):
            return [("X-Robots-Tag", "googlebot: noindex"), ("X-Robots-Tag", "nosnippet")]

    web.pages["/a"] = (200, Twice(), b"x")

    async def run():
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            return await client.get(web.url("/a"))

    assert asyncio.run(run()).headers["x-robots-tag"] == "googlebot: noindex\nnosnippet"
