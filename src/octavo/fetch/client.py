"""Bytes from the web, politely and without being led astray.

Every connection, redirects included, goes only to public addresses, checked on the socket that connects. Bodies are
capped before and after decompression, requests have a total time, hosts get few requests at once, and robots.txt is
obeyed (RFC 9309) unless the caller says that the publisher invited it (a feed they registered, a hub).
"""

import asyncio
import math
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from octavo.fetch import errors
from octavo.fetch.address import guarded_socket, refused
from octavo.fetch.decode import decompress
from octavo.fetch.headers import by_name, max_age, retry_after
from octavo.fetch.politeness import Turns
from octavo.fetch.robots import MAX_BYTES as ROBOTS_BYTES
from octavo.fetch.robots import allowed as robots_allow
from octavo.fetch.robots import crawl_delay, token
from octavo.fetch.robots import sitemaps as named_sitemaps
from octavo.fetch.types import HostWishes, Response, Validators
from octavo.fetch.wishes import host_wishes
from octavo.kit.url import absolute, host_of

AGENT = "OctavoBot/0.1 (+https://octavo.example/bot)"
_PERMANENT, _REDIRECTS = frozenset({301, 308}), frozenset({301, 302, 303, 307, 308})
_RULES_KEPT = 24 * 3600  # RFC 9309 section 2.4: no longer than a day
_LONGEST_REST = 24 * 3600
_RULES_RETRY = 15 * 60  # after a server error everything is refused this long (section 2.3.1.4)
_ROBOTS, _TDMREP = "/robots.txt", "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of everything: `connections` at once, `per_host` of them, `pause` seconds between two to one host.

    Where robots.txt asks for a longer pause (Crawl-delay) it holds, up to `longest_pause`; work that can be put off waits for
    its turn no longer than `patience`.
    `seconds` is the time of one request, a redirect counting as another; `max_bytes` caps the body, compressed and not.
    """

    connections: int = 64
    per_host: int = 2
    pause: float = 0.0
    longest_pause: float = 60.0
    patience: float = math.inf
    seconds: float = 30.0
    connect_seconds: float = 10.0
    max_bytes: int = 16 * 2**20
    redirects: int = 8


async def _at_once() -> None:
    """Hold no request back."""


class Client:
    """An async context manager that fetches. One per process is enough; it is not for several event loops.

    `admit` is awaited before each request, once its turn has come: a caller who cannot take more bodies now lets it wait.
    """

    def __init__(
        self,
        agent: str = AGENT,
        allowed_addresses: frozenset[str] = frozenset(),
        limits: Limits | None = None,
        admit: Callable[[], Awaitable[None]] = _at_once,
    ) -> None:
        self.agent, self.allowed_addresses, self.limits = agent, allowed_addresses, limits or Limits()
        self._admit = admit
        self._session: aiohttp.ClientSession | None = None
        self._turns = Turns(self.limits.per_host, self.limits.pause)
        self._slots = asyncio.Semaphore(self.limits.connections)
        self._rules: dict[str, tuple[float, bytes | None]] = {}  # address of a host's file → (until, body)
        self._asking: dict[str, asyncio.Lock] = {}
        self._resting: dict[str, float] = {}  # host and port → until when it asked to be let be

    async def __aenter__(self) -> "Client":
        limits = self.limits
        connector = aiohttp.TCPConnector(
            limit=limits.connections,
            resolver=_Resolver(limits.connections),
            ttl_dns_cache=60,
            socket_factory=guarded_socket(self.allowed_addresses),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect_seconds),  # the whole has ours
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,  # ours has a cap
            trust_env=False,
            headers={"User-Agent": self.agent, "Accept-Encoding": "gzip, br, zstd"},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(
        self,
        url: str,
        validators: Validators | None = None,
        obey_robots: bool = True,  # noqa: FBT001, FBT002
        *,
        can_wait: bool = False,
    ) -> Response:
        """Fetch `url`, following redirects; `validators` make the request conditional (304: empty body).

        Raises FetchError; a status of 400 or above is HttpStatusError. With `can_wait` it begins a piece of work that can be put
        off: TurnLaterError where its host's turn comes later than the client's patience lasts.
        """
        answer = await self._follow(url, _conditions(validators), obey_robots=obey_robots, can_wait=can_wait)
        if answer.status >= 400:
            raise _status_error(answer)
        return _response(answer)

    async def post(self, url: str, form: Mapping[str, str]) -> Response:
        """Send a form to `url`, which must have been invited by its publisher (a hub): robots.txt is not asked.

        Redirects that keep the method (307, 308) are followed. Raises FetchError as `get` does, for any other redirect too.
        """
        here = _checked(url)
        for _ in range(self.limits.redirects + 1):
            answer = await self._exchange(here, {"Accept": "*/*"}, self.limits.max_bytes, form=form)
            if answer.status not in (307, 308) or "location" not in answer.headers:
                if answer.status >= 300:
                    raise _status_error(answer)
                return _response(answer)
            here = _checked(answer.headers["location"], base=here)
        raise errors.TooManyRedirectsError(f"{url} redirects more than {self.limits.redirects} times", url=url)

    async def _follow(self, url: str, headers: Mapping[str, str], *, obey_robots: bool, can_wait: bool) -> "_Answer":
        here, permanent = _checked(url), True
        for hop in range(self.limits.redirects + 1):
            if obey_robots:
                await self._obey(here)
            if can_wait and not hop and (wait := self._turns.wait(_place(here), self.limits.patience)):
                raise errors.TurnLaterError(wait)
            answer = await self._exchange(here, headers, self.limits.max_bytes)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                answer.moved_to = here if hop and permanent else None
                return answer
            permanent = permanent and answer.status in _PERMANENT
            here = _checked(answer.headers["location"], base=here)
        raise errors.TooManyRedirectsError(f"{url} redirects more than {self.limits.redirects} times", url=url)

    async def _exchange(
        self,
        url: str,
        headers: Mapping[str, str],
        cap: int,
        *,
        cut: bool = False,
        form: Mapping[str, str] | None = None,
    ) -> "_Answer":
        """Do one request, a POST if there is a `form`. With `cut`, a body over the cap is cut there instead of refused."""
        assert self._session is not None, "use the client as a context manager"
        seen: list[str] = []
        refused.set(seen)
        host = _place(url)
        try:
            # The clock runs from its turn on: waiting behind others is no fault of the host's.
            async with self._turns.of(host), self._slots:
                await self._admit()
                self._let_be(host, url)
                began = time.monotonic()
                async with asyncio.timeout(self.limits.seconds):
                    address = URL(url, encoded=url.isascii())
                    method = "GET" if form is None else "POST"
                    asked = self._session.request(method, address, headers=headers, data=form, allow_redirects=False)
                    async with asked as reply:
                        names = by_name(reply.headers.items())
                        body = b"" if reply.status in _REDIRECTS else await _read(reply, url, cap, cut=cut)
                self._note_rest(host, reply.status, names)
                plain = decompress(body, names.get("content-encoding"), cap * (4 if cut else 1))
                return _Answer(url, reply.status, names, plain, took=time.monotonic() - began)
        except errors.FetchError as error:
            error.url = error.url or url
            raise
        except TimeoutError as error:
            text = f"{url} took longer than {self.limits.seconds:g} s; it will be tried again"
            raise errors.TimedOutError(text, url=url) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _translated(error, url, seen) from error

    def _note_rest(self, host: str, status: int, headers: Mapping[str, str]) -> None:
        """Remember a host that says that we ask too much, and for how long (RFC 6585 section 4): it means all its addresses."""
        wait = retry_after(headers.get("retry-after"), time.time()) if status == 429 else None
        if wait:
            self._resting[host] = time.monotonic() + min(wait, _LONGEST_REST)

    def _let_be(self, host: str, url: str) -> None:
        """Raise HttpStatusError, without asking, while a host has asked to be let be."""
        left = self._resting.get(host, 0.0) - time.monotonic()
        if left > 0:
            text = f"{host_of(url)} asked for {left:.0f} s of patience; it will be tried again"
            raise errors.HttpStatusError(text, status=429, retry_after=int(left) + 1, url=url)
        self._resting.pop(host, None)

    async def _obey(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.path == _ROBOTS:
            return
        rules = await self._host_file(f"{parts.scheme}://{parts.netloc}", _ROBOTS)
        if rules is None:
            text = f"{parts.netloc} cannot say what robots may fetch (its robots.txt fails), which counts as no for now"
            refusal = errors.RobotsRefusedError(text, url=url)
            refusal.retry = True
            raise refusal
        if rules and not robots_allow(rules, self.agent, url):
            raise errors.RobotsRefusedError(f"robots.txt of {parts.netloc} refuses {url}", url=url)

    async def wishes(self, url: str) -> HostWishes:
        """Return what the files of the host of `url` wish for it. They are asked once a day; one that fails is silent."""
        parts = urlsplit(url)
        bodies = []
        for name in (_ROBOTS, _TDMREP):
            try:
                bodies.append(await self._host_file(f"{parts.scheme}://{parts.netloc}", name) or b"")
            except errors.FetchError:
                bodies.append(b"")
        return host_wishes(bodies[0], bodies[1], token(self.agent), url)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of the host of `url` names, in its order; none when it cannot be had."""
        parts = urlsplit(url)
        try:
            return named_sitemaps(await self._host_file(f"{parts.scheme}://{parts.netloc}", _ROBOTS) or b"")
        except errors.FetchError:
            return ()

    async def _host_file(self, origin: str, name: str) -> bytes | None:
        """Return the file `name` of `origin`: b"" when there is none, None when the server fails."""
        place = origin + name
        until, body = self._rules.get(place, (0.0, None))
        if until > time.monotonic():
            return body
        async with self._asking.setdefault(place, asyncio.Lock()):
            until, body = self._rules.get(place, (0.0, None))
            if until > time.monotonic():
                return body
            body = await self._read_host_file(origin, name)
            kept = _RULES_RETRY if body is None else _RULES_KEPT
            self._rules[place] = (time.monotonic() + kept, body)
            if name == _ROBOTS:
                self._turns.slow_down(
                    _place(origin), min(crawl_delay(body or b"", self.agent) or 0, self.limits.longest_pause)
                )
            return body

    async def _read_host_file(self, origin: str, name: str) -> bytes | None:
        here = origin + name
        for _ in range(6):  # section 2.3.1.2: at least five redirects
            try:
                answer = await self._exchange(here, {}, ROBOTS_BYTES, cut=True)
                if answer.status not in _REDIRECTS:
                    return answer.body if answer.status < 300 else b"" if answer.status < 500 else None
                here = _checked(answer.headers.get("location", ""), base=here)
            except (errors.ForbiddenAddressError, errors.BadEncodingError, errors.TooLargeError):
                if here.startswith(f"{origin}/"):
                    raise
                return None
        return b""


@dataclass(slots=True)
class _Answer:
    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    moved_to: str | None = None
    took: float = 0.0  # seconds on the wire, without the wait for a turn


class _Resolver(AbstractResolver):
    """The system's resolver, with every name under "localhost" kept at home (RFC 6761 section 6.3).

    It has a thread for each lookup that may be under way: a name that is slow to fail holds up no other.
    """

    def __init__(self, at_once: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="octavo-names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of `host` in the system's order. Raises OSError when there are none."""
        name = host.rstrip(".").lower()
        if name == "localhost" or name.endswith(".localhost"):
            return [_resolved(host, "127.0.0.1", port, socket.AF_INET)]
        look_up = partial(socket.getaddrinfo, host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        return [_resolved(host, str(place[0]), port, kind) for kind, _, _, _, place in found]

    async def close(self) -> None:
        """Wait for no lookup that nobody needs any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _resolved(name: str, address: str, port: int, family: socket.AddressFamily) -> ResolveResult:
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=name, host=address, port=port, family=family, proto=0, flags=flags)


def _place(url: str) -> str:
    return f"{host_of(url)}:{urlsplit(url).port}"


def _checked(url: str, base: str | None = None) -> str:
    found = absolute(url, base)
    if found is None:
        raise errors.ForbiddenAddressError(
            f"{url[:200]!r} is not an http or https address that may be fetched", url=url
        )
    return found.partition("#")[0]


def _conditions(validators: Validators | None) -> dict[str, str]:
    wanted = {"Accept": "*/*"}
    if validators and validators.etag:
        wanted["If-None-Match"] = validators.etag
    if validators and validators.last_modified:
        wanted["If-Modified-Since"] = validators.last_modified
    return wanted


async def _read(reply: aiohttp.ClientResponse, url: str, cap: int, *, cut: bool) -> bytes:
    claimed = reply.content_length or 0
    body = bytearray()
    if claimed <= cap or cut:
        async for piece in reply.content.iter_chunked(1 << 16):
            body += piece
            if len(body) > cap:
                break
    if max(claimed, len(body)) > cap and not cut:
        raise errors.TooLargeError(f"{url} is larger than {cap // 2**20} MiB; it is not read", url=url)
    return bytes(body[:cap])


def _translated(error: Exception, url: str, seen: list[str]) -> errors.FetchError:
    """Say in our words what the HTTP library met."""
    host = host_of(url)
    if seen:
        return errors.ForbiddenAddressError(
            f"{host} leads to {seen[0]}, which is not a public address; it was not contacted", url=url
        )
    if isinstance(error, aiohttp.ClientConnectorDNSError | socket.gaierror):
        return errors.DnsError(f"the name {host} does not resolve; it will be tried again", url=url)
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return errors.TlsError(f"no secure connection to {host}: {error}", url=url)
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return errors.ForbiddenAddressError(f"{url[:200]!r} cannot be fetched: {error}", url=url)
    if isinstance(error, TimeoutError):
        return errors.TimedOutError(f"{host} was too slow; it will be tried again", url=url)
    return errors.ConnectError(f"no complete answer from {host}: {error}; it will be tried again", url=url)


def _status_error(answer: _Answer) -> errors.HttpStatusError:
    words = "is gone for good" if answer.status == 410 else "will be tried again"
    wait = retry_after(answer.headers.get("retry-after"), time.time())
    text = f"{answer.url} answered {answer.status}; it {words}"
    return errors.HttpStatusError(text, status=answer.status, retry_after=wait, url=answer.url)


def _response(answer: _Answer) -> Response:
    headers = answer.headers
    return Response(
        url=answer.url,
        status=answer.status,
        headers=headers,
        body=b"" if answer.status == 304 else answer.body,
        content_type=headers.get("content-type"),
        validators=Validators(headers.get("etag"), headers.get("last-modified")),
        moved_to=answer.moved_to,
        elapsed_ms=int(answer.took * 1000),
        retry_after=retry_after(headers.get("retry-after"), time.time()),
        max_age=max_age(headers.get("cache-control")),
    )


async def fetch(url: str) -> Response:
    """Fetch one address with a client of its own. For single looks; a reader keeps one Client."""
    async with Client() as client:
        return await client.get(url)
