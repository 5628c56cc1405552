"""Any server that speaks OpenAI's chat completions: Ollama, llama.cpp, vLLM, or one that is hosted.

The address is the operator's own setting, so it may be on this machine. What it answers is capped in bytes and in time, redirects are
not followed (they would carry the key elsewhere), and every fault comes out as a ModelError.
"""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from django.conf import settings

from octavo.assist.errors import (
    ModelAnswerError,
    ModelBusyError,
    ModelError,
    ModelRefusedError,
    ModelSlowError,
    ModelUnreachableError,
)
from octavo.assist.port import Completion, Prompt, Tell

MOST_BYTES = 1_000_000  # of one response; an answer of 700 tokens streams in about 150 kB
MOST_LETTERS = 24_000  # of one answer
TRIES = 2
PAUSE = (0.1, 0.4)  # seconds between two tries, at random so that many do not come back at one instant
LETTERS_A_TOKEN = 4  # where the server does not count
_OK = 200
_BUSY = frozenset({429, 503})


@dataclass(slots=True)
class _Answer:
    """An answer as it grows."""

    tell: Tell | None
    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    tokens: tuple[int, int] | None = None
    finish: str = ""
    ended: bool = False

    def take(self, event: Any) -> None:
        """Read one chunk of a stream, or one whole answer. Raises ModelAnswerError when it is neither."""
        try:
            usage, choices = event.get("usage"), event["choices"]
            if usage:
                self.tokens = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
            if not choices:
                return
            said = choices[0].get("delta") or choices[0].get("message") or {}
            text, finish = said.get("content") or "", choices[0].get("finish_reason") or ""
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise ModelAnswerError("schema", "it has another schema than chat completions") from error
        if not isinstance(text, str):
            raise ModelAnswerError("schema", "its content is no text")
        self.finish = str(finish) or self.finish
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise ModelAnswerError("endless", f"it is longer than {MOST_LETTERS} letters")
        if text:
            self.pieces.append(text)
            if self.tell:
                self.tell(text)


class OpenAI:
    """A chat completions endpoint. `url` is what comes before `/chat/completions`; without arguments the settings decide.

    Raises ValueError when the address is none.
    """

    name = "openai"

    def __init__(self, url: str | None = None, key: str | None = None, pause: tuple[float, float] = PAUSE) -> None:
        url = settings.LLM_URL if url is None else url
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"OCTAVO_LLM_URL is {url!r}; write it as http://127.0.0.1:11434/v1")
        self.address = f"{url.rstrip('/')}/chat/completions"
        self.shown = f"{parts.hostname}{f':{parts.port}' if parts.port else ''}"
        self._key = settings.LLM_KEY if key is None else key
        self._pause = pause

    def complete(self, prompt: Prompt, seconds: float, tell: Tell | None = None) -> Completion:
        """Return the answer within `seconds`, tried twice where trying again can help and nothing was told yet.

        Raises ModelError.
        """
        until = time.monotonic() + seconds
        for left in reversed(range(TRIES)):
            told: list[bool] = []

            def hear(piece: str, told: list[bool] = told) -> None:
                told.append(True)
                if tell:
                    tell(piece)

            try:
                return asyncio.run(self._ask(prompt, seconds, until, hear))
            except ModelError as error:
                wait = getattr(error, "after", None)
                wait = random.uniform(*self._pause) if wait is None else wait  # noqa: S311 - jitter, no secret
                slow = isinstance(error, ModelSlowError)
                if not left or slow or told or not error.again or time.monotonic() + 2 * wait > until:
                    raise
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    async def _ask(self, prompt: Prompt, seconds: float, until: float, tell: Tell) -> Completion:
        answer = _Answer(tell)
        try:
            async with asyncio.timeout(until - time.monotonic()):
                await self._fill(prompt, answer)
        except TimeoutError as error:
            raise ModelSlowError(self.shown, seconds) from error
        except aiohttp.ClientPayloadError as error:
            raise ModelAnswerError("cut", "the connection ended in the middle") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ModelUnreachableError(self.shown) from error
        if not answer.ended and not answer.finish:
            raise ModelAnswerError("cut", "the stream ended without its end")
        text = "".join(answer.pieces)
        if not text.strip():
            raise ModelAnswerError("empty", "it holds no words")
        tokens = answer.tokens or (
            (len(prompt.system) + len(prompt.user)) // LETTERS_A_TOKEN,
            len(text) // LETTERS_A_TOKEN,
        )
        return Completion(text, *tokens, whole=answer.finish != "length")

    async def _fill(self, prompt: Prompt, answer: _Answer) -> None:
        wanted = {
            "model": prompt.model,
            "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            "max_tokens": prompt.most,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        headers = {"Accept": "text/event-stream, application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None), trust_env=False) as session,
            session.post(self.address, json=wanted, headers=headers, allow_redirects=False) as response,
        ):
            if response.status in _BUSY:
                raise ModelBusyError(self.shown, response.status, _seconds(response.headers.get("Retry-After", "")))
            if response.status != _OK:
                raise ModelRefusedError(self.shown, response.status)
            if response.content_type == "text/event-stream":
                await _stream(response, answer)
            else:  # a server that does not stream answers in one piece
                body = bytearray()
                async for piece in _capped(response):
                    body += piece
                answer.take(_json(body))
                answer.ended = True


async def _capped(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """Yield the body as it comes. Raises ModelAnswerError beyond MOST_BYTES."""
    seen = 0
    async for piece in response.content.iter_any():
        seen += len(piece)
        if seen > MOST_BYTES:
            raise ModelAnswerError("endless", f"it is larger than {MOST_BYTES} bytes")
        yield piece


async def _stream(response: aiohttp.ClientResponse, answer: _Answer) -> None:
    """Read server-sent events up to `[DONE]`; comments and fields other than `data` are nothing to us."""
    left = bytearray()
    async for piece in _capped(response):
        left += piece
        while (end := left.find(b"\n")) >= 0:
            line = bytes(left[:end]).strip()
            del left[: end + 1]
            if not line.startswith(b"data:"):
                continue
            given = line[5:].strip()
            if given == b"[DONE]":
                answer.ended = True
                return
            answer.take(_json(given))


def _json(body: bytes | bytearray) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ModelAnswerError("garbage", "it is no JSON") from error


def _seconds(text: str) -> float | None:
    """Return Retry-After in seconds (RFC 9110 §10.2.3); a date is not read, for our own rest is as good."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
