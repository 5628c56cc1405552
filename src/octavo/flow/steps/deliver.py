"""Take what a hub delivered: parse it in a child, store its entries as a poll would."""

from datetime import datetime

from django.db import transaction

from octavo.article.entries import list_entries
from octavo.fetch.errors import FetchError
from octavo.flow.models import Delivery, Work
from octavo.flow.parsers import Parsers
from octavo.flow.steps.poll import enqueue_found
from octavo.flow.types import ParsedFeed
from octavo.kit.sandbox import SandboxError


async def parse(parsers: Parsers, delivery: Delivery) -> ParsedFeed | None:
    """Return the feed that was delivered; None when it is none, or too costly to read."""
    source = delivery.source
    answer = (bytes(delivery.body), source.url, delivery.content_type or None)
    try:
        parsed: ParsedFeed = await parsers.call("source", "feed", source.publisher.access, *answer)
    except (FetchError, SandboxError):
        return None
    return parsed


@transaction.atomic
def store(row: Work, delivery: Delivery, parsed: ParsedFeed | None, now: datetime) -> int:
    """Write what was delivered. Returns how many unseen articles it brought. Done twice, it changes nothing."""
    fresh: list[int] = []
    if parsed is not None:
        [(fresh, changed)] = list_entries([(delivery.source, parsed.listed)], now)
        enqueue_found([(delivery.source, fresh, changed)], now)
    delivery.delete()
    row.delete()
    return len(fresh)
