"""Serve the world on 127.0.0.1: one port, publishers told apart by host name (`<slug>.localhost`).

async with Press(world) as press: ...            in a running event loop
with serve_in_thread() as press: ...             anywhere; `press.tick()` lets everything arrive at once
"""

import asyncio
import gzip
import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Self

from aiohttp import web

from octavo.kit.clock import now as clock
from octavo.press import feeds, plates
from octavo.press.layouts import amp, render
from octavo.press.layouts.sheet import Sheet
from octavo.press.pages import author_page, home_page, prose_page
from octavo.press.types import LABEL, Article, Publisher, World
from octavo.press.world import at_step, build

HOST = "127.0.0.1"
SLOW_SECONDS = 2.4


@dataclass(slots=True)
class State:
    """Counters for tests: requests and answers per publisher; `step` counts what has arrived."""

    step: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    not_modified: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a publisher says before caching and compression look at it."""

    body: bytes
    kind: str
    status: int = 200
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Press:
    """The running press. `pace` is the number of seconds between arrivals, None for only by `tick`."""

    def __init__(self, world: World, *, port: int = 0, pace: float | None = None, slow: float = SLOW_SECONDS) -> None:
        self.world = world
        self.state = State()
        self.base_port = port
        self._pace = pace
        self._slow = slow
        self._times: dict[int, datetime] = {0: world.now}
        self._runner: web.AppRunner | None = None
        self._clock: asyncio.Task[None] | None = None

    @property
    def publishers(self) -> tuple[Publisher, ...]:
        """Every publisher, in a fixed order."""
        return self.world.publishers

    def home(self, slug: str) -> str:
        """Return a host's address without a slash at its end; `press` is the index of all."""
        return f"http://{slug}.localhost:{self.base_port}"

    def feeds(self) -> list[tuple[str, str, str, str, str]]:
        """Return (name, home, feed address, rights, language) of every publisher."""
        return [
            (p.name, self.home(p.slug) + "/", self.home(p.slug) + p.feed_path, p.rights, p.language)
            for p in self.publishers
        ]

    def opml(self) -> str:
        """Return the list of feeds as OPML."""
        return feeds.opml(self.feeds())

    def tick(self, steps: int | None = None) -> int:
        """Let `steps` more things arrive, by default all that are left; returns the step reached."""
        target = self.world.steps if steps is None else min(self.world.steps, self.state.step + steps)
        for step in range(self.state.step + 1, target + 1):
            self._times[step] = clock()
        self.state.step = target
        return target

    def articles(self, slug: str) -> list[Article]:
        """Return what a publisher shows now, newest first, without what was withdrawn."""
        shown = (self._current(article) for article in self.world.of(slug) if article.step <= self.state.step)
        kept = [a for a in shown if not (a.withdrawn_at and a.withdrawn_at <= self.state.step)]
        return sorted(kept, key=lambda article: article.published, reverse=True)

    def _current(self, article: Article) -> Article:
        if article.step:
            article = replace(article, published=self._times[article.step])
        steps = [revision.step for revision in article.revisions if revision.note and revision.step <= self.state.step]
        return at_step(article, self.state.step, self._times[max(steps, default=0)])

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.base_port)
        await site.start()
        self.base_port = self._runner.addresses[0][1]
        if self._pace:
            self._clock = asyncio.create_task(self._arrive(self._pace))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._clock:
            self._clock.cancel()
        if self._runner:
            await self._runner.cleanup()

    async def _arrive(self, pace: float) -> None:
        while self.state.step < self.world.steps:
            await asyncio.sleep(pace)
            self.tick(1)

    async def _handle(self, request: web.Request) -> web.Response:
        slug = request.host.split(":")[0].removesuffix(".localhost")
        self.state.requests[slug] += 1
        if slug == "press":
            return self._deliver(request, slug, self._index(request.path))
        publisher = self.world.by_slug.get(slug)
        if publisher is None:
            return web.Response(status=404, text=f"{LABEL}: no publisher lives at {request.host}\n")
        if "slow" in publisher.oddities:
            await asyncio.sleep(self._slow)
        return self._deliver(request, slug, self._answer(publisher, request.path))

    def _index(self, path: str) -> Answer:
        if path == "/opml":
            return Answer(self.opml().encode(), "text/x-opml")
        if path != "/":
            return _text(f"{LABEL}: try / or /opml\n", 404)
        rows = [
            {"slug": p.slug, "name": p.name, "language": p.language, "layout": p.layout, "rights": p.rights,
             "oddity": p.oddity, "home": self.home(p.slug) + "/", "feed": self.home(p.slug) + p.feed_path,
             "articles": [self.home(p.slug) + article.path for article in self.articles(p.slug)]}
            for p in self.publishers
        ]  # fmt: skip
        stories = [{"slug": s.slug, "subject": s.subject, "related": s.related} for s in self.world.stories]
        whole = {"label": LABEL, "fictional": True, "step": self.state.step, "steps": self.world.steps}
        return Answer(
            json.dumps(whole | {"publishers": rows, "stories": stories}, ensure_ascii=False, indent=1).encode(),
            "application/json",
        )

    def _answer(self, publisher: Publisher, path: str) -> Answer:
        if "failing" in publisher.oddities and path != "/robots.txt":
            if path == publisher.feed_path and self.state.step == self.world.steps:
                return _text(f"{LABEL}: this feed is no more\n", 410)
            if self.state.requests[publisher.slug] % 3 == 0:
                return _text(f"{LABEL}: internal server error\n", 500)
        return self._fixed(publisher, path) or self._article(publisher, path) or _text(f"{LABEL}: no such page\n", 404)

    def _fixed(self, publisher: Publisher, path: str) -> Answer | None:
        home = self.home(publisher.slug)
        articles = self.articles(publisher.slug)
        newest = max((a.updated or a.published for a in articles), default=self.world.now)
        if path == "/":
            return _html(home_page(publisher, articles, home), newest, publisher)
        if path == publisher.feed_path:
            kind, text = feeds.feed(publisher, articles, home, self.world.now)
            return Answer(text.encode(), kind, modified=newest, headers=_rights(publisher))
        if path == "/robots.txt":
            return _text(robots(publisher, home))
        if path == "/sitemap-news.xml" and "sitemap" in publisher.oddities:
            return Answer(feeds.news_sitemap(publisher, articles, home, newest).encode(), "application/xml")
        if path == "/.well-known/tdmrep.json" and "tdm" in publisher.oddities:
            return Answer(b'[{"location": "/", "tdm-reservation": 1}]', "application/json")
        if path == "/authors/tamsin-rook" and "author-page" in publisher.oddities:
            return _html(author_page(publisher, articles, home, "Tamsin Rook"), newest, publisher)
        if path == "/marees" and "broken" in publisher.oddities:
            return _html(
                prose_page(publisher, home, "Pêche & marée", "Haute mer à 6 h 12 et à 18 h 40."), None, publisher
            )
        return _plate(path)

    def _article(self, publisher: Publisher, path: str) -> Answer | None:
        twin = publisher.layout == "amp" and path.startswith("/amp/")
        plain = path.removeprefix("/amp") if twin else path
        for article in self.world.of(publisher.slug):
            if article.path == plain and article.step <= self.state.step:
                if article.withdrawn_at and article.withdrawn_at <= self.state.step:
                    return _text(f"{LABEL}: this article was withdrawn\n", 410)
                others = tuple(a for a in self.articles(publisher.slug) if a.id != article.id)
                sheet = Sheet(self._current(article), publisher, self.home(publisher.slug), others)
                html = amp.twin(sheet) if twin else render(sheet)
                return _html(html, sheet.article.updated or sheet.article.published, publisher)
        return None

    def _deliver(self, request: web.Request, slug: str, answer: Answer) -> web.Response:
        """Add validators, answer 304 where the client has the page already, and compress when it may be."""
        headers = dict(answer.headers)
        self.state.failed[slug] += answer.status >= 500
        self.state.gone[slug] += answer.status == 410
        if answer.status != 200:
            return web.Response(body=answer.body, status=answer.status, headers=headers | {"Content-Type": answer.kind})
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        headers |= {"ETag": tag, "Vary": "Accept-Encoding", "Content-Type": answer.kind}
        if answer.modified:
            headers["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
        if _has_it(request, tag, answer.modified):
            self.state.not_modified[slug] += 1
            return web.Response(status=304, headers=headers)
        body = answer.body
        if "gzip" in request.headers.get("Accept-Encoding", "") and not answer.kind.startswith("image/png"):
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=body, headers=headers)


def robots(publisher: Publisher, home: str) -> str:
    """Return the publisher's robots.txt."""
    lines = [f"# {LABEL}", "User-agent: *", "Disallow: /" if "robots" in publisher.oddities else "Disallow: /private/"]
    if "sitemap" in publisher.oddities:
        lines.append(f"Sitemap: {home}/sitemap-news.xml")
    return "\n".join(lines) + "\n"


def _has_it(request: web.Request, tag: str, modified: datetime | None) -> bool:
    """Say whether the client's copy is current; If-None-Match outranks If-Modified-Since (RFC 9110, 13.2.2)."""
    if known := request.headers.get("If-None-Match"):
        return tag in known
    since = request.headers.get("If-Modified-Since")
    if not (since and modified):
        return False
    try:
        return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _html(text: str, modified: datetime | None, publisher: Publisher) -> Answer:
    return Answer(text.encode(), "text/html; charset=utf-8", modified=modified, headers=_rights(publisher))


def _text(text: str, status: int = 200) -> Answer:
    return Answer(text.encode(), "text/plain; charset=utf-8", status)


def _rights(publisher: Publisher) -> tuple[tuple[str, str], ...]:
    return (("tdm-reservation", "1"), ("X-Robots-Tag", "noai, noimageai")) if "tdm" in publisher.oddities else ()


def _plate(path: str) -> Answer | None:
    number, _, kind = path.removeprefix("/plates/").partition(".")
    if not (path.startswith("/plates/") and number.isdecimal() and len(number) < 8):
        return None
    if kind == "png":
        return Answer(plates.png(int(number)), "image/png")
    return Answer(plates.svg(int(number)), "image/svg+xml") if kind == "svg" else None


@contextmanager
def serve_in_thread(
    port: int = 0, *, seed: int = 1, pace: float | None = None, slow: float = SLOW_SECONDS, now: datetime | None = None
) -> Iterator[Press]:
    """Run a Press in a thread of its own until the block ends.

    Raises OSError when the port is taken; another port helps.
    """
    press = Press(build(now or clock(), seed), port=port, pace=pace, slow=slow)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="press", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(press.__aenter__(), loop).result(10)
        yield press
    finally:
        asyncio.run_coroutine_threadsafe(press.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
