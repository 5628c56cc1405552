"""A few parsing children, shared by everything that waits for the network."""

import asyncio
from typing import Any

from octavo.kit.sandbox import Sandbox

_FUNCTION = "octavo.flow.parse:parse"


class Parsers:
    """`count` sandboxed children; a call waits for a free one. Limits: 10 s of CPU, 300 MiB each call."""

    def __init__(self, count: int = 2) -> None:
        self._all = [Sandbox(_FUNCTION, seconds=10, mebibytes=300) for _ in range(count)]
        self._free: asyncio.Queue[Sandbox] = asyncio.Queue()
        for sandbox in self._all:
            self._free.put_nowait(sandbox)

    async def call(self, what: str, *arguments: Any) -> Any:
        """Parse in a child. Raises SandboxError, or what the parser raised."""
        sandbox = await self._free.get()
        try:
            return await asyncio.to_thread(sandbox.call, what, *arguments)
        finally:
            self._free.put_nowait(sandbox)

    def close(self) -> None:
        """End the children."""
        for sandbox in self._all:
            sandbox.close()
