from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage

import pytest

from octavo.press.server import HOST, Press, serve_in_thread


@dataclass
class Reply:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Reader:
    """Ask the running press for pages by host name, without DNS."""

    def __init__(self, press: Press) -> None:
        self.press = press

    def get(self, slug: str, path: str, **headers: str) -> Reply:
        connection = HTTPConnection(HOST, self.press.base_port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Host": f"{slug}.localhost:{self.press.base_port}"} | named)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read())
        connection.close()
        return reply

    def patient(self, slug: str, path: str) -> Reply:
        """Try again on a 500, as a reader of The Lantern must."""
        replies = (self.get(slug, path) for _ in range(3))
        return next(reply for reply in replies if reply.status != 500)


@pytest.fixture
def reader():
    with serve_in_thread(slow=0) as press:
        yield Reader(press)
