"""A few parsing children, shared by everything that waits for the network."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

from octavo.article.errors import ArticleError
from octavo.fetch.errors import FetchError
from octavo.kit.sandbox import Sandbox, SandboxError

log = logging.getLogger("octavo.flow")

# Feeds and pages have children of their own: a feed never waits behind pages, and its child is up in a third of the time.
_FUNCTIONS = {
    "source": "octavo.flow.parse_source:parse_source",
    "named": "octavo.flow.parse_source:name_feeds",
    "front": "octavo.flow.parse:parse_front",
    "page": "octavo.flow.parse:parse_page",
    "picture": "octavo.flow.plate:plate_of",
    "shown": "octavo.flow.parse:show_page",
}


# Twelve times what the costliest of 600 news pages takes here, three hundred times what a feed does; hostile input gets no more.
_SECONDS, _MEBIBYTES = 2, 300


def parser_of(what: str) -> Sandbox:
    """Return a child of one's own that parses a "source" or a "page", or shows one. It starts when it is first called."""
    return Sandbox(_FUNCTIONS[what], _SECONDS, _MEBIBYTES)


class Parsers:
    """`count` sandboxed children for each kind of input; a call waits for a free one. Limits: 2 s of CPU, 300 MiB each call.

    A child starts when it is first needed, or by `start`.
    """

    COUNT: ClassVar[int] = 2

    def __init__(self, count: int = COUNT) -> None:
        self._all = {what: [parser_of(what) for _ in range(count)] for what in _FUNCTIONS}
        self.waiting = 0  # calls that have no child yet, each with its body
        self._threads = ThreadPoolExecutor(count * len(_FUNCTIONS), thread_name_prefix="octavo-parse")
        self._free: dict[str, asyncio.LifoQueue[Sandbox]] = {}
        for what, sandboxes in self._all.items():
            self._free[what] = asyncio.LifoQueue()  # the one used last is up already
            for sandbox in sandboxes:
                self._free[what].put_nowait(sandbox)

    def start(self, what: str) -> None:
        """Start the children for "source" or "page" without waiting for them. Needs no Django, so it may load meanwhile."""
        for sandbox in self._all[what]:
            sandbox.start()

    async def call(self, what: str, *arguments: Any) -> Any:
        """Parse a "source" or a "page" in a child.

        Raises FetchError or ArticleError when the parser refuses what it is given, SandboxError when it breaks a limit or
        fails by a fault of ours: that is logged, and the input is let be, since it would fail again.
        """
        self.waiting += 1
        try:
            sandbox = await self._free[what].get()
        finally:
            self.waiting -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, sandbox.call, *arguments)
        except (SandboxError, FetchError, ArticleError):
            raise
        except Exception as error:
            log.exception("a %s could not be parsed, by a fault of ours", what)
            raise SandboxError(f"its parser failed ({type(error).__name__})") from error
        finally:
            self._free[what].put_nowait(sandbox)

    def close(self) -> None:
        """End the children."""
        for sandboxes in self._all.values():
            for sandbox in sandboxes:
                sandbox.close()
        self._threads.shutdown()
