"""Everything that needs only CPU and the database: understanding, placing in stories, indexing, relating."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, connections

from octavo.flow.actions import claim
from octavo.flow.models import Work
from octavo.flow.steps import place, publish, understand
from octavo.kit.clock import now

log = logging.getLogger("octavo.flow")

# step → (how many at once, what does it); earlier steps first, so that what arrived together is placed in order
_STEPS: dict[str, tuple[int, Callable[[Sequence[Work], datetime], int]]] = {
    "understand": (24, understand.run),
    "place": (100, place.run),
    "publish": (50, publish.run),
}
_REST = 0.5  # seconds; `wake` ends it early


@dataclass(slots=True)
class Thinking:
    """A thread that drains the CPU steps. A context manager: leaving it stops the thread after its batch."""

    _news: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    _busy: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def __enter__(self) -> "Thinking":
        self._thread = threading.Thread(target=self._run, name="octavo-think")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._news.set()
        if self._thread:
            self._thread.join()

    def wake(self) -> None:
        """Say that something may be due."""
        self._news.set()

    def drain(self) -> int:
        """Run every step until none is due now, then look at the stories again. Returns how many rows were done.."""
        total = 0
        while done := self._round():
            total += done
        with self._busy:
            place.settle(now())
        connections.close_all()
        return total

    def _run(self) -> None:
        while not self._stop.is_set():
            if not self._round():
                self._news.wait(_REST)
                self._news.clear()
        connections.close_all()

    def _round(self) -> int:
        """Do one batch of each step. A fault of ours leaves its rows leased: they come again when the lease runs out."""
        done = 0
        with self._busy:
            for step, (batch, run) in _STEPS.items():
                if self._stop.is_set():
                    break
                close_old_connections()
                try:
                    moment = now()
                    rows = claim(step, batch, moment, timedelta(seconds=settings.LEASE_SECONDS))
                    if rows:
                        run(rows, moment)
                        done += len(rows)
                except Exception:
                    log.exception("%s failed; it will be tried again in %d s", step, settings.LEASE_SECONDS)
        return done
