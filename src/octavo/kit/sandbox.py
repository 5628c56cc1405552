"""Hostile input is parsed in a child process with limits, so that it costs little and its neighbours nothing.

The child imports the function once and answers call after call. CPU time is limited per call by an interval timer whose
signal the kernel acts on, even inside C; memory by RLIMIT_AS above what the child holds when it is ready; wall time by
the parent. A child that breaks a limit is gone, and the next call gets a new one. This limits cost; it is no jail
against code that already runs.
"""

import contextlib
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from octavo.kit import seam

_HEAD = struct.Struct(">BI")  # kind of frame, length
_READY, _VALUE, _RAISED, _STARVED = range(4)


class SandboxError(Exception):
    """A sandboxed call gave no answer. The input is at fault; trying again gives the same."""


class ExceededError(SandboxError):
    """The call broke a limit: `limit` is "cpu", "memory" or "wall"."""

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(message)
        self.limit = limit


class CrashedError(SandboxError):
    """The child ended without an answer; `status` is its exit status (negative: the signal)."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Sandbox:
    """Calls `module:function` in a child process: at most `seconds` of CPU and `mebibytes` of memory each call.

    With `bound`, the function named is called once with these strings in the child, and what it returns is called after
    that. Wall time is limited to three times `seconds`. The child starts on first use, or by
    `start`. Use as a context manager, or close it. Not for use by several threads at once; make one per thread.
    """

    def __init__(self, function: str, seconds: float = 10, mebibytes: int = 300, bound: tuple[str, ...] = ()) -> None:
        self.function, self.seconds, self.mebibytes, self.bound = function, seconds, mebibytes, bound
        self._child: subprocess.Popen[bytes] | None = None
        self._up = False  # the child has said that it is ready

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, *args: Any, **options: Any) -> Any:
        """Return the function's value, or raise what it raised (as it pickles).

        Raises ExceededError when a limit broke, CrashedError when the child died of something else.
        """
        child = self._ready()
        try:
            _send(child.stdin, _VALUE, pickle.dumps((args, options), protocol=5))
            kind, value = self._receive(child, self.seconds * 3)
        except (BrokenPipeError, EOFError):
            raise self._mourn(child) from None
        if kind == _STARVED:
            self.close()
            raise ExceededError("memory", f"it needs more than {self.mebibytes} MiB of memory")
        if kind == _RAISED:
            error = pickle.loads(value)  # noqa: S301 - written by our own child
            raise error if isinstance(error, Exception) else SandboxError(str(error))
        return pickle.loads(value)  # noqa: S301 - written by our own child

    def close(self) -> None:
        """End the child, if there is one. Safe to call twice."""
        child, self._child, self._up = self._child, None, False
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()
        child.wait()

    def start(self) -> None:
        """Start the child without waiting until it is ready, so that the first call finds it up. Does nothing when it runs."""
        if self._child is None or self._child.poll() is not None:
            self._spawn()

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._spawn()
        assert self._child is not None
        if self._up:
            return self._child
        try:
            kind, value = self._receive(self._child, 120)
        except EOFError:
            raise self._mourn(self._child) from None
        if kind != _READY:
            self.close()
            raise pickle.loads(value)  # noqa: S301 - written by our own child
        self._up = True
        return self._child

    def _spawn(self) -> None:
        self.close()
        argv = [
            sys.executable,
            "-m",
            "octavo.kit.sandbox",
            self.function,
            str(self.seconds),
            str(self.mebibytes),
            *self.bound,
        ]
        # one arena, or glibc reserves address space per thread and the limit is met by nothing but reservations
        env = os.environ | {"MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)  # noqa: S603

    def _receive(self, child: subprocess.Popen[bytes], seconds: float) -> tuple[int, bytes]:
        assert child.stdout is not None
        end = time.monotonic() + seconds
        head = _read(child.stdout.fileno(), _HEAD.size, end)
        kind, length = _HEAD.unpack(head) if head is not None else (None, 0)
        body = _read(child.stdout.fileno(), length, end) if kind is not None else None
        if kind is None or body is None:
            self.close()
            raise ExceededError("wall", f"it gave no answer within {seconds:.0f} s")
        return kind, body

    def _mourn(self, child: subprocess.Popen[bytes]) -> SandboxError:
        status = child.wait()
        self.close()
        if status in (-signal.SIGPROF, -signal.SIGXCPU):
            return ExceededError("cpu", f"it needs more than {self.seconds:g} s of CPU time")
        if status in (
            -signal.SIGABRT,
            -signal.SIGKILL,
            -signal.SIGSEGV,
        ):  # how C and Rust end for want of memory or stack
            return ExceededError("memory", f"its parser ran out of memory or stack (limit {self.mebibytes} MiB)")
        return CrashedError(status, f"its parser ended with status {status}")


def _send(pipe: BinaryIO | Any, kind: int, body: bytes) -> None:
    pipe.write(_HEAD.pack(kind, len(body)))
    pipe.write(body)
    pipe.flush()


def _read(fd: int, length: int, end: float) -> bytes | None:
    """Read exactly `length` bytes; None when the clock passes `end`. Raises EOFError when the pipe closes."""
    parts = bytearray()
    while len(parts) < length:
        ready, _, _ = select.select([fd], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return None
        chunk = os.read(fd, min(length - len(parts), 1 << 20))
        if not chunk:
            raise EOFError
        parts += chunk
    return bytes(parts)


def _limit_memory(mebibytes: int) -> None:
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = held + mebibytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(name: str, seconds: float, mebibytes: int, bound: tuple[str, ...] = ()) -> None:
    """Answer frames on standard input until it ends. Runs in the child."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall between the frames
    try:
        function = seam.resolve(name)
        function = function(*bound) if bound else function
    except Exception as error:
        _send(sink, _RAISED, pickle.dumps(error))
        return
    with contextlib.suppress(OSError, ValueError):  # without /proc (not Linux) CPU and wall limits remain
        _limit_memory(mebibytes)
    _send(sink, _READY, b"")
    while head := source.read(_HEAD.size):
        _, length = _HEAD.unpack(head)
        signal.setitimer(signal.ITIMER_PROF, seconds)  # SIGPROF's default is to end the process
        kind, body = _answer(function, source, length)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(sink, kind, body)


def _answer(function: Callable[..., Any], source: BinaryIO, length: int) -> tuple[int, bytes]:
    try:
        args, options = pickle.loads(source.read(length))  # noqa: S301 - written by our own parent
        return _VALUE, pickle.dumps(function(*args, **options), protocol=5)
    except MemoryError:
        return _STARVED, b""
    except Exception as error:
        return _RAISED, _pickled(error)


def _pickled(error: Exception) -> bytes:
    try:
        body = pickle.dumps(error)
        pickle.loads(body)  # noqa: S301 - an error that does not come back whole is sent as its words
    except Exception:
        return pickle.dumps(f"{type(error).__name__}: {error}")
    return body


if __name__ == "__main__":
    _serve(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), tuple(sys.argv[4:]))
