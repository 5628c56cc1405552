"""Read a source: ask its address, store what it lists, decide when to ask again."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from octavo.article.actions import list_entries
from octavo.fetch.client import Client
from octavo.fetch.errors import FetchError, HttpStatusError
from octavo.fetch.types import Response, Validators
from octavo.flow.actions import enqueue, repeat
from octavo.flow.models import Work
from octavo.flow.parse import ParsedFeed
from octavo.flow.parsers import Parsers
from octavo.kit.sandbox import SandboxError
from octavo.source.actions import ReadOutcome, name_source, record_read
from octavo.source.logic import schedule
from octavo.source.models import Access, Source
from octavo.source.types import Hints

# An article whose page is being fetched is understood when its text is there, or after this wait all the same.
PATIENCE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Polled:
    """What one read brought: an answer and its parse, or a fault."""

    source: Source
    milliseconds: int
    response: Response | None = None
    parsed: ParsedFeed | None = None
    fault: str = ""
    fault_text: str = ""
    retry_after: int | None = None
    gone: bool = False


async def poll(client: Client, parsers: Parsers, source: Source) -> Polled:
    """Ask a source's address. Every fault becomes words; nothing is raised for what the world does wrong."""
    begun = time.monotonic()
    try:
        response = await client.get(source.url, Validators(source.etag or None, source.last_modified or None))
        parsed = None
        if response.status != 304:
            parsed = await parsers.call("source", source.kind, response.body, response.url, response.content_type)
    except FetchError as error:
        return _failed(source, begun, error)
    except SandboxError as error:
        words = f"Its answer could not be parsed safely: {error}."
        return Polled(source, _ms(begun), fault="too-costly", fault_text=words)
    return Polled(source, response.elapsed_ms, response, parsed)


def _failed(source: Source, begun: float, error: FetchError) -> Polled:
    status = error.status if isinstance(error, HttpStatusError) else None
    return Polled(
        source,
        _ms(begun),
        fault=f"http-{status}" if status else error.code,
        fault_text=error.message,
        retry_after=error.retry_after if isinstance(error, HttpStatusError) else None,
        gone=status == 410,
    )


def _ms(begun: float) -> int:
    return int((time.monotonic() - begun) * 1000)


@transaction.atomic
def store(row: Work, polled: Polled, now: datetime, jitter: float) -> int:
    """Write what a read brought and when to read again. Returns how many unseen articles it brought."""
    source = Source.objects.select_related("publisher").get(pk=row.target)
    fresh: list[int] = []
    if polled.parsed is not None:
        feed = polled.parsed.feed
        name_source(source, feed.title or "", feed.home or "", feed.language or "")
        fresh, changed = list_entries(source, polled.parsed.listed, now)
        _enqueue(source, fresh, changed, now)
    outcome = _outcome(source, polled, len(fresh), now, jitter)
    record_read(source, outcome)
    if outcome.gone:
        row.delete()
    else:
        repeat(row, outcome.next_read)
    return len(fresh)


def _enqueue(source: Source, fresh: list[int], changed: list[int], now: datetime) -> None:
    if source.publisher.access == Access.HEADLINE:
        enqueue("understand", [*fresh, *changed], now)
        return
    enqueue("page", fresh, now)
    enqueue("understand", fresh, now + PATIENCE)
    enqueue("understand", changed, now)


def _outcome(source: Source, polled: Polled, new: int, now: datetime, jitter: float) -> ReadOutcome:
    if polled.fault:
        hints = Hints(retry_after=polled.retry_after)
        return ReadOutcome(
            at=now,
            next_read=_due(schedule.after_failure(now, source.failures + 1, jitter, hints), now),
            milliseconds=polled.milliseconds,
            fault=polled.fault,
            fault_text=polled.fault_text,
            gone=polled.gone,
        )
    answer = polled.response
    assert answer is not None, "no fault means an answer"
    ttl = polled.parsed.feed.ttl_seconds if polled.parsed else None
    latest = list(source.articles.order_by("-published").values_list("published", flat=True)[:13])
    hints = Hints(ttl=ttl, max_age=answer.max_age, retry_after=answer.retry_after)
    return ReadOutcome(
        at=now,
        next_read=_due(schedule.next_due(now, latest, hints), now),
        milliseconds=polled.milliseconds,
        new=new,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        moved_to=answer.moved_to,
    )


def _due(wished: datetime, now: datetime) -> datetime:
    """Follow the schedule, unless the operator (or the demo) fixed the pace."""
    if settings.POLL_SECONDS:
        return now + timedelta(seconds=settings.POLL_SECONDS)
    return wished
