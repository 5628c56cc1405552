"""Trying an article's page by hand: what would be made of it, and why not, with nothing stored."""

from dataclasses import dataclass

from django.conf import settings

from octavo.fetch.client import Client, Limits
from octavo.flow.parsers import Parsers
from octavo.flow.steps.page import Fetched, fetch

_LIMITS = Limits(connections=8, seconds=15)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a page at `url` gave; `fetched` carries its parse, or the slug of what went wrong."""

    url: str
    fetched: Fetched


async def try_page(address: str) -> Trial:
    """Ask for one page as the reader would, under robots.txt and every limit, and parse it in a child."""
    address = address.strip()
    if "://" not in address:
        address = f"https://{address}"
    parsers = Parsers(1)
    try:
        async with Client(settings.AGENT, settings.LOOPBACK_ALLOWED, _LIMITS) as client:
            return Trial(address, await fetch(client, parsers, address))
    finally:
        parsers.close()
