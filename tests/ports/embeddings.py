"""An embeddings server for tests: words hashed into 64 numbers, far from the origin as some models are, and every fault on demand."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import numpy as np

SIZE, FAR = 64, 3.0
SAME = {"schiff": "ship", "navire": "ship", "feuer": "fire", "incendie": "fire", "hafen": "harbour", "port": "harbour"}


def meant(text: str) -> list[float]:
    """Return what the server says of `text`: words of three languages that mean one thing are one."""
    vector = np.full(SIZE, FAR / np.sqrt(SIZE))
    for word in text.lower().replace(".", " ").split():
        noise = np.random.default_rng(zlib.crc32(SAME.get(word, word).encode()))
        vector += noise.normal(size=SIZE) / np.sqrt(SIZE)
    return [float(x) for x in vector]


@dataclass
class Embeddings:
    """A server at `url`. `fault` names what it does instead of answering; `longest` refuses longer texts; `asked` is what came."""

    url: str = ""
    fault: str = ""
    longest: int = 100_000
    asked: list[dict] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


FAULTS = {
    "busy": (503, b"try later"),
    "refused": (401, b"who are you?"),
    "moved": (302, b""),
    "garbage": (200, b"<html>hello"),
    "schema": (200, b'{"data": []}'),
    "words": (200, b'{"data": [{"embedding": ["a", "b"]}]}'),
    "nan": (200, b'{"data": [{"embedding": [NaN, 1.0]}]}'),
    "size": (200, b'{"data": [{"embedding": [0.1, 0.2]}]}'),
    "endless": (200, b'{"data": [' + b" " * 3_000_000),
}


@contextmanager
def embeddings_server() -> Iterator[Embeddings]:
    """Serve on a free port of this machine."""
    state = Embeddings()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(body)
            state.keys.append(self.headers["Authorization"])
            status, answer = FAULTS.get(state.fault, (200, b""))
            if state.fault == "hang up":
                self.close_connection = True
                return
            if not answer and status == 200:
                if len(body["input"]) > state.longest:
                    status, answer = 400, b"too many tokens"
                else:
                    answer = json.dumps({"data": [{"embedding": meant(body["input"])}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
