"""The reader: the network side and the thinking side, side by side until told to stop."""

import asyncio
import fcntl
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from django.conf import settings

from octavo.flow.actions import release_leases
from octavo.flow.network import Network
from octavo.flow.parsers import Parsers
from octavo.flow.thinking import KEEPING, POSTING, SPEAKING, Thinking
from octavo.kit import seam
from octavo.kit.clock import now

log = logging.getLogger("octavo.flow")

# Seconds after which a thread must let others have the interpreter. A child that has parsed waits for three of them in a row
# (who hears it, the loop, who feeds it again) while another writes or thinks: at Python's 5 ms it idles a tenth of its time.
_PATIENCE = 0.0005


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the home folder's reader lock; yields False when another reader holds it. The kernel frees it on any death."""
    path = settings.HOME / "reader.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


@dataclass(slots=True)
class Reader:
    """Reads and understands. With `once` it stops when nothing is due. Its `parsers` end with it."""

    once: bool = False
    parsers: Parsers = field(default_factory=Parsers)

    def run(self) -> int:
        """Work until SIGTERM or Ctrl-C. Returns the exit status: 0, or 1 when another reader holds this home folder."""
        with _alone() as alone:
            if not alone and not settings.POSTGRES:
                log.error(
                    "another reader is at work in %s; stop it first, or use PostgreSQL for several", settings.HOME
                )
                return 1
            if alone and not settings.POSTGRES:
                release_leases()
            patience = sys.getswitchinterval()
            sys.setswitchinterval(_PATIENCE)
            try:
                asyncio.run(self._run())
            finally:
                sys.setswitchinterval(patience)
                self.parsers.close()
        return 0

    async def _run(self) -> None:
        network = Network(self.parsers, once=self.once)
        thinking = Thinking(busy=network.crowded)
        network.on_news = thinking.wake
        loop = asyncio.get_running_loop()
        if threading.current_thread() is threading.main_thread():
            for name in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(name, network.stop.set)
        if not self.once:
            from octavo.flow.steps import brief, embed, tidy  # imported here: a single reading knows nothing of them

            await asyncio.to_thread(brief.schedule, now())
            await asyncio.to_thread(tidy.schedule, now())
            await asyncio.to_thread(embed.schedule, now())
        others = [] if self.once else [POSTING, KEEPING, *([SPEAKING] if "assist.voice" in seam.chosen() else [])]
        with thinking, ExitStack() as aside:
            for steps in others:
                aside.enter_context(Thinking(steps=steps))
            while True:
                await network.run()
                if network.stop.is_set() or not self.once:
                    return
                if not await asyncio.to_thread(thinking.drain):
                    return
