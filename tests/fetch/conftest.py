"""A small web on loopback: each test says what each path answers."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Web:
    """`pages` maps a path to (status, headers, body); `seen` lists (path, headers) in the order they were asked."""

    def __init__(self):
        self.pages, self.seen, self.place = {}, [], ""

    def url(self, path):
        return f"http://{self.place}{path}"


@pytest.fixture
def web():
    made = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            made.seen.append((self.path, dict(self.headers)))
            status, headers, body = made.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.do_GET()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.place = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()
