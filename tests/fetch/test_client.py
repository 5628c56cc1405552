"""Fetching is polite, bounded, and never led inside."""

import asyncio
import gzip
import socket
import threading
import zlib

import brotli
import pytest
import zstandard

from octavo.fetch import errors
from octavo.fetch.client import Client, Limits
from octavo.fetch.headers import retry_after
from octavo.fetch.types import Validators


def get(web, path, *, allowed=None, limits=None, validators=None, obey_robots=False, url=None):
    async def run():
        places = frozenset({web.place}) if allowed is None else frozenset(allowed)
        async with Client(allowed_addresses=places, limits=limits) as client:
            return await client.get(url or web.url(path), validators, obey_robots)

    return asyncio.run(run())


def test_loopback_is_refused_unless_its_port_is_allowed(web):
    web.pages["/a"] = (200, {}, b"x")
    with pytest.raises(errors.ForbiddenAddressError):
        get(web, "/a", allowed=())
    assert web.seen == []
    assert get(web, "/a").body == b"x"


def test_names_under_localhost_stay_at_home(web):
    web.pages["/a"] = (200, {}, b"x")
    port = web.place.partition(":")[2]
    assert get(web, "", url=f"http://coast.localhost:{port}/a").body == b"x"


def test_names_that_are_slow_to_resolve_hold_up_no_other(web, monkeypatch):
    web.pages["/a"] = (200, {}, b"x")
    released, real = threading.Event(), socket.getaddrinfo

    def look_up(host, *args, **kwargs):
        if host.endswith(".example"):
            released.wait(30)
            raise socket.gaierror("no such name")
        return real("127.0.0.1" if host == "quick.test" else host, *args, **kwargs)

    async def run():
        async with Client(allowed_addresses=frozenset({web.place}), limits=Limits(connections=40)) as client:
            slow = [asyncio.create_task(client.get(f"http://slow{n}.example/", None, False)) for n in range(39)]
            await asyncio.sleep(0.05)
            quick = await client.get(f"http://quick.test:{web.place.partition(':')[2]}/a", None, False)
            released.set()
            failed = await asyncio.gather(*slow, return_exceptions=True)
            return quick.body, {type(error) for error in failed}

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert asyncio.run(run()) == (b"x", {errors.DnsError})


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://１２７.0.0.1/",
        "file:///etc/passwd",
        "http://a@127.0.0.1/",
    ],
)
def test_other_spellings_of_inside_are_refused(web, url):
    with pytest.raises(errors.FetchError) as caught:
        get(web, "", url=url, allowed=())
    assert caught.value.code in ("forbidden-address", "dns")


def test_a_redirect_inside_is_refused(web):
    web.pages["/r"] = (302, {"Location": "http://127.0.0.2:1/"}, b"")
    with pytest.raises(errors.ForbiddenAddressError):
        get(web, "/r")


def test_only_permanent_redirects_move_a_source(web):
    web.pages |= {
        "/old": (301, {"Location": "/new"}, b""),
        "/new": (200, {}, b"n"),
        "/tmp": (302, {"Location": "/old"}, b""),
    }
    assert get(web, "/old").moved_to == web.url("/new")
    assert get(web, "/tmp").moved_to is None
    assert get(web, "/tmp").url == web.url("/new")


def test_redirects_that_go_round_end(web):
    web.pages["/r"] = (302, {"Location": "/r"}, b"")
    with pytest.raises(errors.TooManyRedirectsError):
        get(web, "/r")


def test_an_unchanged_body_costs_nothing(web):
    web.pages["/f"] = (304, {"ETag": '"1"', "Cache-Control": "max-age=60"}, b"")
    found = get(web, "/f", validators=Validators('"1"', None))
    assert (found.status, found.body, found.max_age) == (304, b"", 60)
    assert web.seen[0][1]["If-None-Match"] == '"1"'


def test_errors_carry_status_and_when_to_come_back(web):
    web.pages |= {"/busy": (503, {"Retry-After": "120"}, b""), "/gone": (410, {}, b"")}
    with pytest.raises(errors.HttpStatusError) as caught:
        get(web, "/busy")
    assert (caught.value.status, caught.value.retry_after, caught.value.retry) == (503, 120, True)
    with pytest.raises(errors.HttpStatusError) as caught:
        get(web, "/gone")
    assert not caught.value.retry


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("deflate", zlib.compress),
        ("utf-8", bytes),
    ],
)
def test_every_encoding_is_undone_and_bombs_are_not(web, name, pack):
    web.pages |= {
        "/a": (200, {"Content-Encoding": name}, pack(b"hello")),
        "/bomb": (200, {"Content-Encoding": name}, pack(bytes(3 * 2**20))),
    }
    assert get(web, "/a").body == b"hello"
    with pytest.raises(errors.TooLargeError):
        get(web, "/bomb", limits=Limits(max_bytes=2**20))


def test_robots_txt_is_read_once_and_obeyed(web):
    web.pages |= {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /no"),
        "/yes": (200, {}, b"y"),
        "/no": (200, {}, b"n"),
    }

    async def run():
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            assert (await client.get(web.url("/yes"))).body == b"y"
            with pytest.raises(errors.RobotsRefusedError):
                await client.get(web.url("/no"))

    asyncio.run(run())
    assert [path for path, _ in web.seen] == ["/robots.txt", "/yes"]


def test_a_failing_robots_txt_is_a_no_for_now_and_a_missing_one_a_yes(web):
    web.pages["/a"] = (200, {}, b"a")
    assert get(web, "/a", obey_robots=True).body == b"a"
    web.pages["/robots.txt"] = (500, {}, b"")
    with pytest.raises(errors.RobotsRefusedError) as caught:
        get(web, "/a", obey_robots=True)
    assert caught.value.retry


def test_a_caller_who_can_take_no_more_lets_requests_wait(web):
    web.pages["/a"] = (200, {}, b"x")

    async def run():
        room = asyncio.Event()

        async def admit():
            await room.wait()

        async with Client(allowed_addresses=frozenset({web.place}), admit=admit) as client:
            asked = asyncio.create_task(client.get(web.url("/a"), None, False))
            await asyncio.wait([asked], timeout=0.05)
            before = list(web.seen)
            room.set()
            return before, (await asked).body

    assert asyncio.run(run()) == ([], b"x")


def test_the_pause_that_robots_txt_asks_for_is_kept_and_what_can_be_put_off_is_told_its_turn(web):
    web.pages |= {path: (200, {}, b"x") for path in ("/a", "/b", "/c", "/d")}
    web.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 30\n")

    async def ask():
        limits = Limits(longest_pause=20, patience=2)
        async with Client(allowed_addresses=frozenset({web.place}), limits=limits) as client:
            answers = [(await client.get(web.url("/a"), can_wait=True)).body]
            for path in ("/b", "/c"):
                try:
                    answers.append((await client.get(web.url(path), can_wait=True)).body)
                except errors.TurnLaterError as later:
                    answers.append(round(later.seconds, -1))
            with pytest.raises(TimeoutError):  # what goes on with work that has begun waits for its turn
                await asyncio.wait_for(client.get(web.url("/d")), 0.2)
            return answers

    assert asyncio.run(ask()) == [b"x", 20, 40]
    assert [path for path, _ in web.seen] == ["/robots.txt", "/a"]


def test_a_short_pause_is_waited_for(web):
    web.pages |= {"/a": (200, {}, b"x"), "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 0.2\n")}

    async def ask():
        async with Client(allowed_addresses=frozenset({web.place}), limits=Limits(patience=2)) as client:
            began = asyncio.get_running_loop().time()
            await asyncio.gather(*(client.get(web.url("/a"), can_wait=True) for _ in range(4)))
            return asyncio.get_running_loop().time() - began

    assert asyncio.run(ask()) > 0.55
    assert len(web.seen) == 5


def test_a_host_that_is_asked_too_much_is_let_be_with_all_its_addresses(web):
    web.pages |= {
        "/a": (429, {"Retry-After": "60"}, b""),
        "/b": (200, {}, b"b"),
        "/c": (503, {"Retry-After": "60"}, b""),
    }

    async def ask():
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            answers = []
            for path in ("/c", "/b", "/a", "/b"):
                try:
                    answers.append((await client.get(web.url(path), obey_robots=False)).body)
                except errors.HttpStatusError as error:
                    answers.append((error.status, error.retry_after))
            return answers

    assert asyncio.run(ask()) == [(503, 60), b"b", (429, 60), (429, 60)]
    assert [path for path, _ in web.seen] == ["/c", "/b", "/a"]


@pytest.mark.parametrize(
    ("steps", "moved"),
    [((301, 308), True), ((308,), True), ((301, 302), False), ((307, 301), False), ((303,), False), ((302,), False)],
)
def test_a_chain_moves_a_source_only_when_every_step_is_for_good(web, steps, moved):
    for n, status in enumerate(steps):
        web.pages[f"/{n}"] = (status, {"Location": f"/{n + 1}"}, b"")
    web.pages[f"/{len(steps)}"] = (200, {}, b"here")
    assert get(web, "/0").moved_to == (web.url(f"/{len(steps)}") if moved else None)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), (" 5 ", 5), ("²", None), ("-5", None), ("1.5", None), ("soon", None), ("", None), ("9" * 40, 999_999_999),
     ("Thu, 01 Jan 1970 00:02:00 GMT", 120), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Fri, 99 Zzz 9999 99:99:99 GMT", None)],
)  # fmt: skip
def test_retry_after_is_read_in_seconds_and_as_a_date(value, seconds):
    assert retry_after(value, 0.0) == seconds
