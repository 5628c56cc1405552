"""Everything that waits for the network, in one event loop: polls, pages and pictures, many hosts at once.

Writing happens on one thread of its own, so a slow host never holds a transaction open and SQLite sees one writer here.
"""

import asyncio
import contextlib
import logging
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connections

from octavo.article.models import Article, Rule
from octavo.article.types import PageRule
from octavo.fetch.client import Client, Limits
from octavo.fetch.errors import TurnLaterError
from octavo.flow import websub
from octavo.flow.actions import claim, due_now, put_off, schedule_sources
from octavo.flow.models import Delivery, Work
from octavo.flow.parsers import Parsers
from octavo.flow.steps import deliver, page, picture, poll
from octavo.flow.storing import Storing
from octavo.flow.thinking import INDEX, do_batch
from octavo.kit.clock import now

log = logging.getLogger("octavo.flow")

# Earlier ones first. Pages wait while many feeds are being read and indexed: what is new everywhere comes before all of it
# somewhere.
_FEEDS, _PAGES = ("deliver", "poll", "subscribe"), ("page", "picture")
# Pictures come from hosts that nobody chose; those that are slow or dead must not take the room of pages and feeds.
_PICTURES = max(settings.FETCHES_AT_ONCE // 4, 1)
_REST = 0.25  # seconds between looks at the queue when nothing is due
_BREATH = 0.02  # seconds between looks when much is
_INDEX_EVERY = (
    0.25  # seconds between two looks at what is to be found by its words: a batch of one costs what one of fifty does
)
_PATIENCE = 2.0  # seconds that a row waits for its turn at a host that asked for pauses; longer, and it lets others by
_SCHEDULE_EVERY = 5.0  # seconds between two checks for sources added elsewhere
# Rows under way for each request: most wait for their host's turn, and cost nothing meanwhile. So many hosts are known
# at once that those which are slow or dead hold up no other.
_AHEAD = 4
# No request is sent while so many answers wait for a parser, or so many entries to be stored: bodies take memory, up to
# 16 MiB each, entries some 3 KB, and more of them make nothing faster.
_UNPARSED, _UNSTORED = 24, 4000
# Feeds and their entries in one transaction, and the seconds between two: one costs what thirty unchanged feeds do.
_FEEDS_AT_ONCE, _ENTRIES_AT_ONCE, _GATHER_FEEDS = 128, 2000, 0.03
# Pages in one transaction. A parser gives some thirty a second: gathered for so long, five are written together.
_PAGES_AT_ONCE, _GATHER_PAGES = 32, 0.1


@dataclass(slots=True)
class Network:
    """One run of the network side. `stop` may be set from any thread."""

    parsers: Parsers
    once: bool = False
    on_news: Callable[[], None] = lambda: None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _flying: set[asyncio.Task[None]] = field(default_factory=set)
    _room: asyncio.Event = field(default_factory=asyncio.Event)
    _under_way: Counter[str] = field(default_factory=Counter)  # step → rows
    _read: int = 0  # feeds read in this run, and what they brought
    _new: int = 0
    _began: float = 0.0

    async def run(self) -> None:
        """Work until `stop`, or with `once` until nothing of ours is due and nothing is under way."""
        self._began = time.monotonic()
        writer = ThreadPoolExecutor(1, thread_name_prefix="octavo-write")
        limits = Limits(connections=settings.FETCHES_AT_ONCE, max_bytes=16 * 2**20, patience=_PATIENCE)
        try:
            hands = _Hands(self.parsers, writer, self._under_way)
            hands.client = Client(settings.AGENT, settings.LOOPBACK_ALLOWED, limits, hands.admit)
            async with hands.client:
                try:
                    await self._turn(hands)
                finally:
                    await self._land()
        finally:
            writer.submit(connections.close_all).result()
            writer.shutdown()

    def busy(self) -> bool:
        """Say whether many feeds are being read. May be called from any thread."""
        return self._under_way["poll"] > settings.FETCHES_AT_ONCE // 4

    def crowded(self) -> bool:
        """Say whether many feeds or pages are being read. May be called from any thread."""
        return len(self._flying) > settings.FETCHES_AT_ONCE // 4

    async def _land(self) -> None:
        """Break off what is under way; its rows stay leased and are done again."""
        flying = list(self._flying)
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)

    async def _turn(self, hands: "_Hands") -> None:
        most, portion = settings.FETCHES_AT_ONCE * _AHEAD, max(settings.FETCHES_AT_ONCE // 2, 1)
        check_due = index_due = 0.0
        while not self.stop.is_set() and not _orphaned():
            if time.monotonic() >= check_due:
                await hands.write(schedule_sources, now())
                check_due = time.monotonic() + _SCHEDULE_EVERY
            self._room.clear()
            # On the thread that writes: beside another writer on SQLite it would wait for its turn again and again.
            looked = not self.busy() and time.monotonic() >= index_due
            indexed = await hands.write(do_batch, *INDEX) if looked else 0
            more = indexed == INDEX[1]
            if looked and not more:
                index_due = time.monotonic() + _INDEX_EVERY
            steps = _FEEDS if self.busy() or more else _FEEDS + _PAGES
            room = most - len(self._flying)
            most_of = {"picture": _PICTURES - self._under_way["picture"]}
            claimed = await hands.write(_claim, steps, room, most_of) if room >= portion else []
            for row, known in claimed:
                task = asyncio.create_task(self._do(hands, row, known))
                self._flying.add(task)
                task.add_done_callback(self._landed)
            if self.once and looked and not claimed and not indexed and not self._flying:
                return
            await asyncio.sleep(_BREATH)
            with contextlib.suppress(TimeoutError):
                if not more:
                    await asyncio.wait_for(self._room.wait(), _REST)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        if len(self._flying) <= settings.FETCHES_AT_ONCE * _AHEAD // 2:
            self._room.set()

    async def _do(self, hands: "_Hands", row: Work, known: "_Known") -> None:
        """Do one row. A fault of ours leaves the row leased: it is tried again when the lease runs out."""
        self._under_way[row.step] += 1
        try:
            if isinstance(known, poll.Asked):
                new = await _poll(hands, row, known)
                self._read, self._new = self._read + 1, self._new + new
            elif known is not None:
                await _page(hands, row, known)
            else:
                await _DOERS[row.step](hands, row)
        except asyncio.CancelledError:
            raise
        except TurnLaterError as later:
            await hands.write(put_off, row, now() + timedelta(seconds=later.seconds))
        except Exception:
            log.exception("%s failed; it will be tried again", row)
        else:
            self.on_news()
        finally:
            self._under_way[row.step] -= 1
            if self.once and row.step == "poll" and not self._under_way["poll"]:
                log.info("%d sources read, %d new, in %.2f s", self._read, self._new, time.monotonic() - self._began)


class _Hands:
    """What a step needs: the client, the parsing children, the thread that writes, and the gathering of what is read."""

    client: Client

    def __init__(self, parsers: Parsers, writer: ThreadPoolExecutor, under_way: Mapping[str, int]) -> None:
        self.parsers, self._writer = parsers, writer
        self.feeds: Storing[poll.Polled, int] = Storing(
            lambda reads: self.write(poll.store, reads, now(), random.random),
            most=_FEEDS_AT_ONCE,
            gathering=_GATHER_FEEDS,
            under_way=lambda: under_way["poll"],
            weigh=_entries,
            most_weight=_ENTRIES_AT_ONCE,
        )
        self.pages: Storing[page.Fetched, bool] = Storing(
            lambda reads: self.write(page.store, reads, now()),
            most=_PAGES_AT_ONCE,
            gathering=_GATHER_PAGES,
            under_way=lambda: under_way["page"],
        )
        self._door = asyncio.Lock()  # one looks whether there is room, the others wait behind it

    async def admit(self) -> None:
        """Wait until there is room for one more answer."""
        async with self._door:
            while self.parsers.waiting >= _UNPARSED or self.feeds.weight >= _UNSTORED:
                await asyncio.sleep(_BREATH)

    async def write(self, verb: Callable[..., Any], *arguments: Any) -> Any:
        """Run `verb` on the writing thread."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, _fresh, verb, *arguments)


def _entries(polled: poll.Polled) -> int:
    return len(polled.parsed.listed) if polled.parsed else 0


def _orphaned() -> bool:
    """Say whether the process that started us, and says so in OCTAVO_PARENT, is gone: then nobody would ever stop us."""
    parent = os.environ.get("OCTAVO_PARENT")
    return parent is not None and os.getppid() != int(parent)


def _fresh(verb: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    return verb(*arguments)


@dataclass(frozen=True, slots=True)
class _Page:
    """What asking for an article's page needs to know."""

    url: str
    rule: PageRule | None


_Known = poll.Asked | _Page | None


def _claim(steps: Sequence[str], room: int, most_of: Mapping[str, int]) -> list[tuple[Work, _Known]]:
    """Take at most `room` due rows of `steps`, in their order, of a step no more than `most_of` says.

    A feed's row comes with its source, a page's with what is asked for.
    """
    moment = now()
    if room <= 0 or not due_now(steps, moment):
        return []
    lease = timedelta(seconds=settings.LEASE_SECONDS)
    rows: list[Work] = []
    for step in steps:
        many = min(room - len(rows), most_of.get(step, room))
        if many > 0:
            rows += claim(step, many, moment, lease)
    # A page's target is an article: it may bear the number of a source.
    found: dict[str, Mapping[int, _Known]] = {
        "poll": poll.asked([row.target for row in rows if row.step == "poll"]),
        "page": _pages([row.target for row in rows if row.step == "page"]),
    }
    lost = [row.pk for row in rows if row.step in found and row.target not in found[row.step]]
    Work.objects.filter(pk__in=lost).delete()
    known = [(row, found.get(row.step, {}).get(row.target)) for row in rows]
    return [(row, what) for row, what in known if what is not None or row.step not in found]


def _pages(keys: Sequence[int]) -> dict[int, _Page]:
    if not keys:
        return {}
    pages = Article.objects.filter(pk__in=keys).values_list("pk", "url", "publisher_id")
    rules = Rule.objects.in_bulk({publisher for _, _, publisher in pages}, field_name="publisher_id")
    return {key: _Page(url, page.selectors_of(rules.get(publisher))) for key, url, publisher in pages}


async def _poll(hands: _Hands, row: Work, source: poll.Asked) -> int:
    """Read one source. Returns how many unseen articles it brought."""
    polled = await poll.poll(hands.client, hands.parsers, source)
    new = await hands.feeds.keep(row, polled)
    if polled.fault and polled.fault != source.fault:  # said once, not at every try
        log.warning("%s: %s", source.url, polled.fault_text)
    elif new:
        log.info("%s: %d new", source.publisher, new)
    return new


async def _page(hands: _Hands, row: Work, asked: _Page) -> None:
    fetched = await page.fetch(hands.client, hands.parsers, asked.url, asked.rule)
    await hands.pages.keep(row, fetched)


async def _picture(hands: _Hands, row: Work) -> None:
    article = await hands.write(Article.objects.filter(pk=row.target, gone=None).first)
    plate = (
        await picture.fetch(hands.client, hands.parsers, article.image_url) if article and article.image_url else None
    )
    await hands.write(picture.store, row, plate)


async def _subscribe(hands: _Hands, row: Work) -> None:
    hub = await hands.write(websub.begin, row, now())
    if hub is not None:
        await hands.write(websub.end, row, await websub.ask(hands.client, hub), now())


async def _deliver(hands: _Hands, row: Work) -> None:
    delivery = await hands.write(Delivery.objects.select_related("source__publisher").filter(pk=row.target).first)
    if delivery is None:
        await hands.write(row.delete)
        return
    parsed = await deliver.parse(hands.parsers, delivery)
    new = await hands.write(deliver.store, row, delivery, parsed, now())
    log.info("%s: %d new, delivered by its hub", delivery.source.publisher.name, new)


_DOERS: dict[str, Callable[[_Hands, Work], Coroutine[Any, Any, None]]] = {
    "picture": _picture,
    "subscribe": _subscribe,
    "deliver": _deliver,
}
