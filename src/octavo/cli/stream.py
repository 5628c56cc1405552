"""The frame of every filter: JSON Lines in, one JSON line out per input line, in order, flushed as produced."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

Answer = Callable[[dict[str, Any]], dict[str, Any]]


class LineError(Exception):
    """One input line cannot be answered. The code is for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def run_filter(answer: Answer, lines: Iterable[bytes], out: BinaryIO) -> int:
    """Answer each line; a bad one gets its error object and the stream goes on.

    Returns the exit status: 0 all good, 1 some lines failed.
    """
    failed = 0
    for line in lines:
        if not line.strip():
            continue
        row: dict[str, Any] = {}
        try:
            row = parse_line(line)
            reply = {"id": row.get("id")} | answer(row)
        except LineError as bad:
            failed = 1
            reply = {"id": row.get("id"), "error": {"code": bad.code, "message": bad.message}}
        out.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
        out.flush()
    return failed


def parse_line(line: bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises LineError when the line is not UTF-8, not JSON, or not an object.
    """
    try:
        row = json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise LineError("bad_json", f"this line is not a JSON object: {error}") from error
    if not isinstance(row, dict):
        raise LineError("bad_json", f"expected a JSON object, found {type(row).__name__}")
    return row


def main_filter(answer: Answer) -> None:
    """Run `answer` over standard input and leave with the filter's exit status."""
    sys.exit(run_filter(answer, sys.stdin.buffer, sys.stdout.buffer))
