"""Turns per host: a publisher gets few requests at once, with the pause between them that it asks for, however many feeds it has."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """At most `at_once` turns per host, their starts `pause` seconds apart, or as far as the host asked.

    Hosts do not wait for one another.
    """

    def __init__(self, at_once: int, pause: float = 0.0) -> None:
        self._at_once, self._pause = at_once, pause
        self._hosts: dict[str, _Host] = {}

    def slow_down(self, host: str, pause: float) -> None:
        """Let the starts at `host` be at least `pause` seconds apart from now on; 0 takes back what it asked before."""
        if pause or host in self._hosts:
            self._place(host).pause = max(pause, self._pause)

    def wait(self, host: str, patience: float) -> float:
        """Return 0 where a turn at `host` comes within `patience` seconds, else the seconds until one that nobody else was told of."""
        place, now = self._hosts.get(host), asyncio.get_running_loop().time()
        if place is None or place.next_start - now <= patience:
            return 0.0
        place.promised = max(place.promised + place.pause, place.next_start)
        return place.promised - now

    @asynccontextmanager
    async def of(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at `host` and hold it while the block runs."""
        place = self._place(host)
        place.waiting += 1
        try:
            async with place.slots:
                await self._pace(place)
                yield
        finally:
            place.waiting -= 1
            if not place.waiting and not place.pause:
                self._hosts.pop(host, None)

    def _place(self, host: str) -> "_Host":
        place = self._hosts.get(host)
        if place is None:
            place = self._hosts[host] = _Host(self._at_once, self._pause)
        return place

    async def _pace(self, place: "_Host") -> None:
        if not place.pause:
            return
        now = asyncio.get_running_loop().time()
        start = max(now, place.next_start)
        place.next_start = start + place.pause
        if start > now:
            await asyncio.sleep(start - now)


class _Host:
    def __init__(self, at_once: int, pause: float) -> None:
        self.slots, self.waiting, self.pause = asyncio.Semaphore(at_once), 0, pause
        self.next_start = self.promised = 0.0
