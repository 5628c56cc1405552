"""Adding and trying sources by hand: one address in, a source or a clear reason out."""

import asyncio
import contextlib
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.conf import settings

from octavo.fetch.client import Client, Limits
from octavo.fetch.errors import FetchError, NotAFeedError
from octavo.fetch.types import Response
from octavo.flow.actions import follow
from octavo.flow.parsers import Parsers
from octavo.flow.steps.poll import Asked, asked, parse, poll
from octavo.flow.types import NamedFeeds, ParsedFeed
from octavo.kit.clock import now
from octavo.kit.sandbox import SandboxError
from octavo.source.actions import NewSource
from octavo.source.models import Kind, Source

MOST_TRIES = 14  # candidate addresses of one site
_FEW = 5  # articles: a page that lists fewer is no front page
_LIMITS = Limits(connections=16, seconds=15, longest_pause=1)  # somebody waits


@dataclass(frozen=True, slots=True)
class Found:
    """A source that answers: where, what it says, and the page that led to it."""

    url: str
    parsed: ParsedFeed
    home: str


async def find_feed(address: str, *, page: bool = False) -> Found:
    """Return the feed at `address`, or the best one of the site there; without any, the page itself if it lists articles.

    With `page` it is the page that is wanted, whatever feeds its site has.
    Raises FetchError: the address cannot be fetched, or (NotAFeedError) neither it nor anything it names lists articles.
    """
    address = address.strip()
    if "://" not in address:
        address = f"https://{address}"
    parsers = Parsers(1)
    try:
        async with Client(settings.AGENT, settings.LOOPBACK_ALLOWED, _LIMITS) as client:
            response = await client.get(address)
            if page:
                return await _parsed(parsers, response, response.url, Kind.PAGE)
            try:
                return await _parsed(parsers, response, response.url)
            except NotAFeedError:
                return await _best(client, parsers, response)
    except SandboxError as error:
        raise NotAFeedError(f"{address} cannot be parsed safely: {error}", url=address) from error
    finally:
        parsers.close()


async def _best(client: Client, parsers: Parsers, page: Response) -> Found:
    """Return the first that answers of what the page names, what its host's robots.txt names as news, and the usual places; else itself."""
    feeds: NamedFeeds = await parsers.call("named", page.body, page.url, page.headers.get("link"))
    if not feeds.named and feeds.leads_to:  # a page that only sends on, to a reader's language as a rule
        page = await client.get(feeds.leads_to)
        feeds = await parsers.call("named", page.body, page.url, page.headers.get("link"))
    maps = sorted(await client.sitemaps(page.url), key=lambda address: "news" not in address.lower())
    news = [address for address in maps if "news" in address.lower()]
    for candidate in list(dict.fromkeys([*feeds.named, *news[:2], *feeds.usual, *maps[:2]]))[:MOST_TRIES]:
        try:
            found = await _parsed(parsers, await client.get(candidate), page.url)
        except (FetchError, SandboxError):
            continue
        if found.parsed.feed.kind != "sitemap" or found.parsed.listed or found.parsed.further:
            return found
    with contextlib.suppress(NotAFeedError, SandboxError):
        found = await _parsed(parsers, page, page.url, Kind.PAGE)
        if len(found.parsed.listed) >= _FEW:
            return found
    raise NotAFeedError(
        f"{page.url} is no feed, names none and lists no articles; look for its RSS or Atom address and add that",
        url=page.url,
    )


async def _parsed(parsers: Parsers, response: Response, home: str, kind: str = Kind.FEED) -> Found:
    parsed = await parse(parsers, kind, "headline", response)
    return Found(response.url, parsed, parsed.feed.home or home)


async def find_and_add(
    address: str, *, folder: str = "", access: str | None = None, page: bool = False
) -> tuple[Source, bool]:
    """Find the feed at `address` (or take the page there) and follow it. Returns (source, whether it is new).

    Raises what `find_feed` raises.
    """
    found = await find_feed(address, page=page)
    feed = found.parsed.feed
    new = NewSource(
        url=found.url,
        title=feed.title or "",
        home=found.home,
        folder=folder,
        language=feed.language or "",
        kind=feed.kind if feed.kind in Kind else Kind.FEED,
        access=access or settings.DEFAULT_RIGHTS,
    )
    return await sync_to_async(follow)(new, now())


async def check_all(address: str | None = None) -> list[tuple[Asked, str]]:
    """Read each source (or the one at `address`) and return it with its fault, "" when it answers. Stores nothing."""
    wanted = Source.objects.filter(**({"url": address} if address else {})).values_list("pk", flat=True)
    sources = (await sync_to_async(asked)([key async for key in wanted])).values()
    parsers = Parsers()
    try:
        async with Client(settings.AGENT, settings.LOOPBACK_ALLOWED, _LIMITS) as client:
            polled = await asyncio.gather(*(poll(client, parsers, source) for source in sources))
    finally:
        parsers.close()
    return [(one.source, one.fault_text or one.fault) for one in polled]
