"""Turns per host: a publisher gets few requests at once, with a pause between them, however many feeds it has."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """At most `at_once` turns per host, their starts `pause` seconds apart. Hosts do not wait for one another."""

    def __init__(self, at_once: int, pause: float) -> None:
        self._at_once, self._pause = at_once, pause
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def of(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at `host` and hold it while the block runs."""
        place = self._hosts.setdefault(host, _Host(self._at_once))
        place.waiting += 1
        try:
            async with place.slots:
                await self._pace(place)
                yield
        finally:
            place.waiting -= 1
            if not place.waiting and not self._pause:
                self._hosts.pop(host, None)

    async def _pace(self, place: "_Host") -> None:
        if not self._pause:
            return
        now = asyncio.get_running_loop().time()
        start = max(now, place.next_start)
        place.next_start = start + self._pause
        if start > now:
            await asyncio.sleep(start - now)


class _Host:
    def __init__(self, at_once: int) -> None:
        self.slots, self.waiting, self.next_start = asyncio.Semaphore(at_once), 0, 0.0
