"""What reads bring is stored many at a time: one transaction for all that came in while the last was written."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from octavo.flow.models import Work

log = logging.getLogger("octavo.flow")
Read = TypeVar("Read")
Told = TypeVar("Told")


class Storing(Generic[Read, Told]):
    """Gathers reads and hands them to `store`, which writes them in one transaction and tells something of each.

    The first is written at once; those that come in meanwhile go together, so batches grow with the load alone. No batch
    has more than `most` reads or weighs more than `most_weight` (`weigh` tells the weight of one), so that others who
    write wait a quarter of a second at most. `gathering` is the seconds between two, unless as many wait as one takes:
    a transaction costs what many small reads do, and those come in thousands a second. `under_way` counts the reads that are
    being done, those that wait here among them: when no other is, there is nothing to gather.
    """

    def __init__(
        self,
        store: Callable[[Sequence[tuple[Work, Read]]], Awaitable[Sequence[Told]]],
        *,
        most: int,
        gathering: float,
        under_way: Callable[[], int],
        weigh: Callable[[Read], int] = lambda _: 0,
        most_weight: int = 1,
    ) -> None:
        self._store_all, self._weigh, self._under_way = store, weigh, under_way
        self._most, self._most_weight, self._gathering = most, most_weight, gathering
        self.weight = 0  # of what waits or is being written
        self._waiting: list[tuple[Work, Read, asyncio.Future[Told]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def keep(self, row: Work, read: Read) -> Told:
        """Store one read and wait until it is safe. Returns what `store` tells of it.

        Raises what storing it raised; its neighbours are stored all the same.
        """
        kept: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, read, kept))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        weight = self._weigh(read)
        self.weight += weight
        try:
            return await kept
        finally:
            self.weight -= weight

    async def _write_all(self) -> None:
        while self._waiting:
            batch = self._waiting[: self._share()]
            del self._waiting[: len(batch)]
            try:
                await self._store(batch)
            except Exception:
                # One of them is at fault. Alone, each fails or succeeds for itself.
                log.debug("storing %d reads together failed; storing them one by one", len(batch), exc_info=True)
                for one in batch:
                    await self._store_alone(one)
            await asyncio.sleep(0)  # those that were told are no longer under way
            others = self._under_way() > len(self._waiting)
            if others and len(self._waiting) < self._most and self.weight < self._most_weight:
                await asyncio.sleep(self._gathering)

    async def _store(self, batch: "Sequence[tuple[Work, Read, asyncio.Future[Told]]]") -> None:
        told = await self._store_all([(row, read) for row, read, _ in batch])
        for (_, _, kept), one in zip(batch, told, strict=True):
            if not kept.done():
                kept.set_result(one)

    async def _store_alone(self, one: "tuple[Work, Read, asyncio.Future[Told]]") -> None:
        try:
            await self._store([one])
        except Exception as error:
            if not one[2].done():
                one[2].set_exception(error)

    def _share(self) -> int:
        """Return how many of those waiting go into one transaction: at least one."""
        weight = 0
        for count, (_, read, _) in enumerate(self._waiting[: self._most]):
            weight += self._weigh(read)
            if weight > self._most_weight:
                return max(count, 1)
        return min(len(self._waiting), self._most)
