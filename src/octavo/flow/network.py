"""Everything that waits for the network, in one event loop: polls, pages and pictures, many hosts at once.

Writing happens on one thread of its own, so a slow host never holds a transaction open and SQLite sees one writer here.
"""

import asyncio
import logging
import os
import random
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connections

from octavo.article.models import Article
from octavo.fetch.client import Client, Limits
from octavo.flow.actions import claim, schedule_sources
from octavo.flow.models import Work
from octavo.flow.parsers import Parsers
from octavo.flow.steps import page, picture, poll
from octavo.kit.clock import now
from octavo.source.models import Source

log = logging.getLogger("octavo.flow")

_STEPS = ("poll", "page", "picture")
_REST = 0.25  # seconds between looks at the queue when nothing is due
_SCHEDULE_EVERY = 20  # looks between two checks for sources added elsewhere


@dataclass(slots=True)
class Network:
    """One run of the network side. `stop` may be set from any thread."""

    once: bool = False
    on_news: Callable[[], None] = lambda: None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _flying: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Work until `stop`, or with `once` until nothing of ours is due and nothing is under way."""
        writer = ThreadPoolExecutor(1, thread_name_prefix="octavo-write")
        parsers = Parsers()
        limits = Limits(connections=settings.FETCHES_AT_ONCE * 2, max_bytes=16 * 2**20)
        try:
            async with Client(settings.AGENT, settings.LOOPBACK_ALLOWED, limits) as client:
                try:
                    await self._turn(_Hands(client, parsers, writer))
                finally:
                    await self._land()
        finally:
            parsers.close()
            writer.submit(connections.close_all).result()
            writer.shutdown()

    async def _land(self) -> None:
        """Break off what is under way; its rows stay leased and are done again."""
        flying = list(self._flying)
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)

    async def _turn(self, hands: "_Hands") -> None:
        looks = 0
        while not self.stop.is_set() and not _orphaned():
            if looks % _SCHEDULE_EVERY == 0:
                await hands.write(schedule_sources, now())
            looks += 1
            room = settings.FETCHES_AT_ONCE - len(self._flying)
            claimed = await hands.write(_claim, room) if room > 0 else []
            for row in claimed:
                task = asyncio.create_task(self._do(hands, row))
                self._flying.add(task)
                task.add_done_callback(self._flying.discard)
            if self.once and not claimed and not self._flying:
                return
            if not claimed:
                await self._rest()

    async def _rest(self) -> None:
        """Wait until told to stop, something has landed, or it is time to look at the queue again."""
        stopped = asyncio.create_task(self.stop.wait())
        await asyncio.wait({stopped, *self._flying}, timeout=_REST, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()

    async def _do(self, hands: "_Hands", row: Work) -> None:
        """Do one row. A fault of ours leaves the row leased: it is tried again when the lease runs out."""
        try:
            await _DOERS[row.step](hands, row)
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("%s failed; it will be tried again", row)
        else:
            self.on_news()


@dataclass(frozen=True, slots=True)
class _Hands:
    """What a step needs: the client, the parsing children, and the thread that writes."""

    client: Client
    parsers: Parsers
    writer: ThreadPoolExecutor

    async def write(self, verb: Callable[..., Any], *arguments: Any) -> Any:
        """Run `verb` on the writing thread."""
        return await asyncio.get_running_loop().run_in_executor(self.writer, _fresh, verb, *arguments)


def _orphaned() -> bool:
    """Say whether the process that started us, and says so in OCTAVO_PARENT, is gone: then nobody would ever stop us."""
    parent = os.environ.get("OCTAVO_PARENT")
    return parent is not None and os.getppid() != int(parent)


def _fresh(verb: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    return verb(*arguments)


def _claim(room: int) -> list[Work]:
    """Take due rows of every step of ours; feeds before pages before pictures, a third of the room kept for feeds."""
    lease, moment = timedelta(seconds=settings.LEASE_SECONDS), now()
    rows: list[Work] = []
    for step in _STEPS:
        if len(rows) < room:
            rows += claim(step, room - len(rows), moment, lease)
    return rows


async def _poll(hands: _Hands, row: Work) -> None:
    source = await hands.write(Source.objects.select_related("publisher").filter(pk=row.target).first)
    if source is None:
        await hands.write(row.delete)
        return
    polled = await poll.poll(hands.client, hands.parsers, source)
    new = await hands.write(poll.store, row, polled, now(), random.random())  # noqa: S311 - jitter
    if polled.fault and polled.fault != source.fault:  # said once, not at every try
        log.warning("%s: %s", source.url, polled.fault_text)
    elif new:
        log.info("%s: %d new", source.publisher.name, new)


async def _page(hands: _Hands, row: Work) -> None:
    article = await hands.write(Article.objects.filter(pk=row.target).first)
    if article is None:
        await hands.write(row.delete)
        return
    fetched = await page.fetch(hands.client, hands.parsers, article.url)
    await hands.write(page.store, row, fetched, now())


async def _picture(hands: _Hands, row: Work) -> None:
    article = await hands.write(Article.objects.filter(pk=row.target, gone=None).first)
    plate = await picture.fetch(hands.client, article.image_url) if article and article.image_url else None
    await hands.write(picture.store, row, plate)


_DOERS: dict[str, Callable[[_Hands, Work], Coroutine[Any, Any, None]]] = {
    "poll": _poll,
    "page": _page,
    "picture": _picture,
}
