"""What reads bring is stored many sources at a time: one transaction for all that came in while the last was written."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from octavo.flow.models import Work
from octavo.flow.steps import poll
from octavo.flow.steps.poll import Polled
from octavo.kit.clock import now

log = logging.getLogger("octavo.flow")

MOST_READS, MOST_ENTRIES = 128, 2000  # of one transaction, so that others who write wait a quarter of a second at most
# Seconds between two transactions, unless as many reads wait as one takes: a transaction costs what thirty unchanged
# sources do, and those come in thousands a second.
_GATHERING = 0.03

_Waiting = tuple[Work, Polled, "asyncio.Future[int]"]


class Storing:
    """Gathers reads and hands them to `write`, which runs a verb on the writing thread.

    The first is written at once; those that come in meanwhile go together, so batches grow with the load alone.
    """

    def __init__(self, write: Callable[..., Awaitable[Any]]) -> None:
        self._write = write
        self.entries = 0  # that wait or are being written
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def keep(self, row: Work, polled: Polled) -> int:
        """Store one read and wait until it is safe. Returns how many unseen articles it brought.

        Raises what storing it raised; its neighbours are stored all the same.
        """
        kept: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, polled, kept))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        count = _entries(polled)
        self.entries += count
        try:
            return await kept
        finally:
            self.entries -= count

    async def _write_all(self) -> None:
        while self._waiting:
            batch = self._waiting[: _share(self._waiting)]
            del self._waiting[: len(batch)]
            try:
                await self._store(batch)
            except Exception:
                # One of them is at fault. Alone, each fails or succeeds for itself.
                log.debug("storing %d reads together failed; storing them one by one", len(batch), exc_info=True)
                for one in batch:
                    await self._store_alone(one)
            if len(self._waiting) < MOST_READS and self.entries < MOST_ENTRIES:
                await asyncio.sleep(_GATHERING)

    async def _store(self, batch: Sequence[_Waiting]) -> None:
        reads = [(row, polled) for row, polled, _ in batch]
        new: list[int] = await self._write(poll.store, reads, now(), random.random)
        for (_, _, kept), count in zip(batch, new, strict=True):
            if not kept.done():
                kept.set_result(count)

    async def _store_alone(self, one: _Waiting) -> None:
        try:
            await self._store([one])
        except Exception as error:
            if not one[2].done():
                one[2].set_exception(error)


def _entries(polled: Polled) -> int:
    return len(polled.parsed.listed) if polled.parsed else 0


def _share(waiting: Sequence[_Waiting]) -> int:
    """Return how many of those waiting go into one transaction: at least one."""
    entries = 0
    for count, (_, polled, _) in enumerate(waiting[:MOST_READS]):
        entries += _entries(polled)
        if entries > MOST_ENTRIES:
            return max(count, 1)
    return min(len(waiting), MOST_READS)
