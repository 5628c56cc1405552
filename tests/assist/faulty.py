"""A chat completions server on loopback with every fault there is, one at a time. It answers at once; what hangs, hangs till let go."""

import contextlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HANGS = 5  # seconds at most; `close` lets go sooner


@dataclass
class Endpoint:
    """The server: set `fault` or `words`, read `asked`. `words` may be a function of the prompt."""

    words: str | Callable[[str], str] = ""
    fault: str = ""
    asked: list[dict] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.asked.append(body)
                endpoint.keys.append(self.headers.get("Authorization", ""))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    _answer(self, endpoint, body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self):
        self.gone.set()
        self._server.shutdown()
        self._server.server_close()


def _answer(request, endpoint, body):
    prompt = body["messages"][-1]["content"]
    words = endpoint.words(prompt) if callable(endpoint.words) else endpoint.words
    fault = endpoint.fault
    if fault == "hang":
        endpoint.gone.wait(HANGS)
        return None
    if fault in ("429", "500", "401", "503", "redirect"):
        return _status(request, fault)
    if fault in BODIES:
        return _whole(request, BODIES[fault])
    if fault == "plain":  # no stream, as some servers answer
        return _whole(
            request,
            json.dumps(_chunk(words, "message", "stop") | {"usage": {"prompt_tokens": 7, "completion_tokens": 5}}),
        )
    return _stream(request, endpoint, words, fault)


BODIES = {
    "garbage": "<html>It works!</html>",
    "half": '{"choices": [{"message": {"content": "The harb',
    "schema": '{"answer": "The harbour opened."}',
    "list": "[1, 2, 3]",
    "content": '{"choices": [{"message": {"content": {"text": "x"}}, "finish_reason": "stop"}]}',
    "empty": '{"choices": [{"message": {"content": ""}, "finish_reason": "stop"}]}',
    "none": '{"choices": [{"message": {"content": null, "tool_calls": [{"id": "1"}]}, "finish_reason": "tool_calls"}]}',
    "huge": '{"choices": [{"message": {"content": "' + "word " * 300_000 + '"}}]}',
}


def _status(request, fault):
    request.send_response(302 if fault == "redirect" else int(fault))
    if fault == "429":
        request.send_header("Retry-After", "9")
    if fault == "redirect":
        request.send_header("Location", "/elsewhere")
    request.send_header("Content-Length", "0")
    request.end_headers()


def _whole(request, text):
    raw = text.encode()
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(raw)))
    request.end_headers()
    request.wfile.write(raw)


def _chunk(text, part="delta", finish=None):
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "choices": [{"index": 0, part: {"content": text}, "finish_reason": finish}],
    }


def _stream(request, endpoint, words, fault):
    def send(thing):
        request.wfile.write(f"data: {thing if isinstance(thing, str) else json.dumps(thing)}\n\n".encode())
        request.wfile.flush()

    request.send_response(200)
    request.send_header("Content-Type", "text/event-stream")
    request.end_headers()
    request.wfile.write(b": a comment\n\n")
    pieces = [words[i : i + 9] for i in range(0, len(words), 9)]
    if fault == "endless":
        while not endpoint.gone.is_set():
            send(_chunk("and so on and so on "))
        return
    if fault == "cut":
        pieces = pieces[: len(pieces) // 2]
    if fault == "stall":  # it begins, and then says no more
        send(_chunk(pieces[0]))
        endpoint.gone.wait(HANGS)
        return
    for piece in pieces:
        send(_chunk(piece))
    if fault == "cut":
        return
    send(_chunk("", finish="length" if fault == "length" else "stop"))
    send({"choices": [], "usage": {"prompt_tokens": 70, "completion_tokens": 50}})
    send("[DONE]")
