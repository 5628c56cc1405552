"""Trying an article's page by hand: what would be made of it, by which rule, and why not, with nothing stored."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from octavo.article.types import PageRule
from octavo.fetch.client import Client, Limits
from octavo.fetch.types import Response
from octavo.flow.parsers import Parsers
from octavo.flow.steps.page import Fetched, fetch
from octavo.kit.sandbox import SandboxError

_LIMITS = Limits(connections=8, seconds=15, longest_pause=1)  # somebody waits


@dataclass(frozen=True, slots=True)
class Trial:
    """What a page at `url` gave; `fetched` carries its parse, or the slug of what went wrong.

    `ruled` is what the same bytes give by the rule that is tried, None where none is; `answer` the bytes, where some came;
    `original` what they show, as HTML that cannot run.
    """

    url: str
    fetched: Fetched
    ruled: Fetched | None = None
    answer: Response | None = None
    original: str = ""


class _Remembering(Client):
    """Asks for an address once, so that two readings are of the same bytes."""

    async def get(self, url: str, *arguments: Any, **more: Any) -> Response:
        known: dict[str, Response] = self.__dict__.setdefault("answers", {})
        if url not in known:
            known[url] = await super().get(url, *arguments, **more)
        return known[url]


async def try_page(address: str, rule: PageRule | None = None) -> Trial:
    """Ask for one page as the reader would, under robots.txt and every limit, and parse it in a child, twice with a `rule`."""
    url = full_address(address)
    parsers = Parsers(1)
    try:
        async with _Remembering(settings.AGENT, settings.LOOPBACK_ALLOWED, _LIMITS) as client:
            fetched = await fetch(client, parsers, url)
            ruled = await fetch(client, parsers, url, rule) if rule and fetched.parsed else None
            answer = await client.get(url) if fetched.parsed else None
            return Trial(url, fetched, ruled, answer, await _shown(parsers, answer))
    finally:
        parsers.close()


async def _shown(parsers: Parsers, answer: Response | None) -> str:
    if answer is None:
        return ""
    try:
        return str(await parsers.call("shown", answer.body, answer.url, answer.content_type))
    except SandboxError:
        return ""


def full_address(typed: str) -> str:
    """Return what was typed as an address, https:// where no scheme was."""
    typed = typed.strip()
    return typed if "://" in typed else f"https://{typed}"
