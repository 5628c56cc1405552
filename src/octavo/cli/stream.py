"""The frame of every filter: JSON Lines in, one JSON line out per input line, in order, flushed as produced."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from octavo.kit import seam
from octavo.kit.sandbox import ExceededError, Sandbox, SandboxError

Answer = Callable[[dict[str, Any]], dict[str, Any]]
MAX_LINE = 32 * 2**20  # twice the largest page, since JSON escapes swell it
# CPU seconds a line may cost in the child. The contract grants 10; a killed child must be started again within them.
LINE_SECONDS, LINE_MEBIBYTES = 6.0, 250
_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?[0-9.eE+-]+)')


class LineError(Exception):
    """One input line cannot be answered. The code is for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        return LineError, (self.code, self.message)


def run_filter(answer: Answer, lines: Iterable[bytes], out: BinaryIO) -> int:
    """Answer each line in this process; a bad one gets its error object and the stream goes on.

    Returns the exit status: 0 all good, 1 some lines failed.
    """
    return _run(lambda line: answer_line(answer, line), lines, out)


def run_sandboxed(name: str, lines: Iterable[bytes], out: BinaryIO) -> int:
    """Answer each line with the function `name` ("module:function") in a child process with limits.

    A line that breaks a limit gets the error "exceeded"; its neighbours are unharmed. Returns the exit status.
    """
    with Sandbox("octavo.cli.stream:answer_named", LINE_SECONDS, LINE_MEBIBYTES, (name,)) as box:
        return _run(box.call, lines, out)


def answer_named(name: str) -> Callable[[bytes], tuple[bytes, bool]]:
    """Return a function that answers raw lines by the filter function `name`. Runs in the child."""
    answer: Answer = seam.resolve(name)
    return lambda line: answer_line(answer, line)


def answer_line(answer: Answer, line: bytes) -> tuple[bytes, bool]:
    """Return the output line for one input line, and whether it is an error object."""
    row: dict[str, Any] = {}
    try:
        row = parse_line(line)
        reply, failed = {"id": row.get("id")} | answer(row), False
    except LineError as bad:
        reply, failed = {"id": row.get("id"), "error": {"code": bad.code, "message": bad.message}}, True
    return json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace") + b"\n", failed


def _run(reply_to: Callable[[bytes], tuple[bytes, bool]], lines: Iterable[bytes], out: BinaryIO) -> int:
    status = 0
    for line in lines:
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            reply, failed = (
                _failure(line, "line_too_long", f"a line may hold {MAX_LINE // 2**20} MiB; this one holds more"),
                True,
            )
        else:
            try:
                reply, failed = reply_to(line)
            except ExceededError as error:
                reply, failed = _failure(line, "exceeded", f"this line was given up: {error}"), True
            except SandboxError as error:
                reply, failed = _failure(line, "crashed", f"this line was given up: {error}"), True
        status |= failed
        out.write(reply)
        out.flush()
    return status


def _failure(line: bytes, code: str, message: str) -> bytes:
    return json.dumps({"id": glimpse_id(line), "error": {"code": code, "message": message}}).encode() + b"\n"


def glimpse_id(line: bytes) -> Any:
    """Return the id of a line that is too costly to parse: its first key, or None."""
    found = _ID.match(line[:4096])
    if found:
        try:
            return json.loads(found.group(1))
        except ValueError:
            return None
    if len(line) > 2**20:
        return None
    try:
        return parse_line(line).get("id")
    except LineError:
        return None


def parse_line(line: bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises LineError when the line is not UTF-8, not JSON, or not an object.
    """
    try:
        row = json.loads(line)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise LineError("bad_json", f"this line is not a JSON object: {error}") from error
    if not isinstance(row, dict):
        raise LineError("bad_json", f"expected a JSON object, found {type(row).__name__}")
    return row


def read_lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of `source`; of one over 32 MiB only its head, as soon as it is known to be too long."""
    while line := source.readline(MAX_LINE + 2):
        yield line
        while not line.endswith(b"\n") and len(line) > MAX_LINE:
            piece = source.readline(1 << 20)
            if not piece or piece.endswith(b"\n"):
                break


def main_filter(answer: Answer | str) -> None:
    """Run `answer` over standard input and leave with the filter's exit status.

    A function runs in this process; a name ("module:function") runs in a child with limits, for input that parsers may choke on.
    """
    lines = read_lines(sys.stdin.buffer)
    if isinstance(answer, str):
        sys.exit(run_sandboxed(answer, lines, sys.stdout.buffer))
    sys.exit(run_filter(answer, lines, sys.stdout.buffer))
