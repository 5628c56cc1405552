"""Everything that needs only CPU and the database: understanding, placing in stories, indexing, relating."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connections

from octavo.flow.actions import claim, due_now
from octavo.kit import seam
from octavo.kit.clock import now

log = logging.getLogger("octavo.flow")

# The network side does this one too, on the thread that writes what it reads.
INDEX = ("index", 500, "octavo.flow.steps.index:run")
# step → (how many at once, what does it); earlier steps first, so that what arrived together is placed in order. Named,
# and imported when they are due: a reader that has nothing to understand never loads what it knows of languages.
_STEPS = {
    INDEX[0]: INDEX[1:],
    "understand": (24, "octavo.flow.steps.understand:run"),
    "place": (100, "octavo.flow.steps.place:run"),
    "publish": (50, "octavo.flow.steps.publish:run"),
    "aid": (24, "octavo.flow.steps.aid:run"),
    "compare": (4, "octavo.flow.steps.compare:run"),
    "relate": (50, "octavo.flow.steps.publish:again"),
    "embed": (24, "octavo.flow.steps.embed:run"),
    "brief": (2, "octavo.flow.steps.brief:run"),
    "tidy": (1, "octavo.flow.steps.tidy:run"),
}
# These come when all else is done: nobody waits for them, and a quiz needs what was read around it.
_LAST = frozenset({"aid", "compare", "relate", "embed"})
# What goes out by mail has a thread of its own: a mail server that hangs keeps no article waiting.
# So has a backup, which may take minutes.
POSTING = {"mail": (5, "octavo.flow.steps.mail:run"), "mistakes": (5, "octavo.flow.steps.mistakes:run")}
KEEPING = {"backup": (1, "octavo.flow.steps.backup:run")}
# A voice too: it may take a minute for one article.
SPEAKING = {"recite": (1, "octavo.flow.steps.speak:editions"), "speak": (1, "octavo.flow.steps.speak:articles")}
_REST = 0.5  # seconds; `wake` ends it early
# While many feeds or pages are being read, thinking stands back, for it takes a core and the database's one writer. After
# this many seconds without a calm moment it takes its share all the same, a fifth of the time: the load may never end.
_STAND_BACK, _SHARE = 30.0, 5


@dataclass(slots=True)
class Thinking:
    """A thread that drains the CPU steps. A context manager: leaving it stops the thread after its batch.

    `busy` says whether the network side is at something that should not be slowed.
    """

    busy: Callable[[], bool] = lambda: False
    steps: Mapping[str, tuple[int, str]] = field(default_factory=lambda: _STEPS)
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
        """Run every step until none is due now and the stories were looked at again. Returns how many rows were done."""
        total = 0
        while done := self._round() or self.settle(last=True):
            total += done
        connections.close_all()
        return total

    def _run(self) -> None:
        busy_since = time.monotonic()
        while not self._stop.is_set():
            busy_since = self._stand_back(busy_since)
            began = time.monotonic()
            if not self._round() and not self.settle():
                self._news.wait(_REST)
                self._news.clear()
            elif self.busy():
                self._stop.wait((_SHARE - 1) * (time.monotonic() - began))
        connections.close_all()

    def _stand_back(self, busy_since: float) -> float:
        """Wait for a calm moment. Returns when the last one was."""
        while self.busy():
            if time.monotonic() - busy_since > _STAND_BACK or self._stop.wait(0.05):
                return busy_since
        return time.monotonic()

    def _round(self) -> int:
        """Index all that is due, then do one batch of each other step. Returns how many rows were done."""
        done = 0
        with self._busy:
            for step, (most, run) in self.steps.items():
                while not (self._stop.is_set() or (done and (step in _LAST or self.busy()))):
                    now_done = do_batch(step, most, run)
                    done += now_done
                    if step != "index" or not now_done:  # what can be found by its words waits for nothing slower
                        break
        return done

    def settle(self, *, last: bool = False) -> int:
        """Take the second look that is owed to the stories, if this process has placed any. Returns how many were touched."""
        # While nothing was placed, what knows of stories stays unloaded.
        if "place" not in self.steps or "octavo.flow.steps.place" not in sys.modules:
            return 0
        with self._busy:
            return _settle(last=last)


def do_batch(step: str, most: int, run: str) -> int:
    """Do one batch of a step, at most `most` rows by `run`.

    A fault of ours leaves its rows leased: they come again when the lease runs out.
    """
    close_old_connections()
    try:
        moment = now()
        if not due_now([step], moment):
            return 0
        rows = claim(step, most, moment, timedelta(seconds=settings.LEASE_SECONDS), newest_first=step == "index")
        if rows:
            seam.resolve(run)(rows, moment)
        return len(rows)
    except Exception:
        log.exception("%s failed; it will be tried again in %d s", step, settings.LEASE_SECONDS)
        return 0


def _settle(*, last: bool) -> int:
    try:
        touched: int = seam.resolve("octavo.flow.steps.place:settle")(now(), last=last)
    except Exception:
        log.exception("a second look at the stories failed; it comes again with the next batch")
        return 0
    return touched
