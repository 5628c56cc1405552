"""Read a source: ask its address, store what it lists, decide when to ask again."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from octavo.article.entries import latest_published, list_entries
from octavo.article.types import Listed
from octavo.fetch.client import Client
from octavo.fetch.errors import FetchError, HttpStatusError
from octavo.fetch.types import Response, Validators
from octavo.flow import websub
from octavo.flow.actions import enqueue, renew, repeat_each
from octavo.flow.models import Work
from octavo.flow.parsers import Parsers
from octavo.flow.types import MOST_ENTRIES, ParsedFeed
from octavo.kit.sandbox import SandboxError
from octavo.kit.url import same_owner
from octavo.source.actions import ReadOutcome, name_source, record_reads, record_unchanged
from octavo.source.logic import schedule
from octavo.source.models import Access, Kind, Source
from octavo.source.types import Hints, Pace

# An article whose page is being fetched is understood when its text is there, or after this wait all the same.
PATIENCE = timedelta(seconds=10)
_LONGEST_TTL = 365 * 86400  # seconds; more is no wish but a slip
MOST_SITEMAPS = 8  # of an index, in one read


class Asked(NamedTuple):
    """What asking needs to know of a source; the rest is loaded when there is something to write.

    A named tuple of its row, since thousands are read in a second and rows of a model take ten times as long.
    """

    pk: int
    url: str
    kind: str
    etag: str
    last_modified: str
    ttl: int | None
    quiet: str
    gap: int | None  # octavo.source.types.Pace
    newest: datetime | None
    last_good: datetime | None
    failures: int
    fault: str
    publisher: str  # its name
    access: str


_COLUMNS = (*Asked._fields[:-2], "publisher__name", "publisher__access")


def asked(sources: Iterable[int]) -> dict[int, Asked]:
    """Return what is to be known of these sources, by their keys; those that are gone are left out."""
    rows = Source.objects.filter(pk__in=list(sources)).order_by().values_list(*_COLUMNS)
    return {row[0]: Asked(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class Polled:
    """What one read brought: an answer and its parse, or a fault."""

    source: Asked
    milliseconds: int
    response: Response | None = None
    parsed: ParsedFeed | None = None
    fault: str = ""
    fault_text: str = ""
    retry_after: int | None = None
    gone: bool = False

    def is_unchanged(self) -> bool:
        """Say whether the answer was that nothing is new, of a source that is well: there is next to nothing to write."""
        answer, source = self.response, self.source
        if self.fault or answer is None or answer.status != 304 or answer.moved_to or source.failures:
            return False
        known = (source.etag, source.last_modified)
        return all(
            said in (None, kept)
            for said, kept in zip((answer.validators.etag, answer.validators.last_modified), known, strict=True)
        )


async def poll(client: Client, parsers: Parsers, source: Asked) -> Polled:
    """Ask a source's address. Every fault becomes words; nothing is raised for what the world does wrong.

    Raises TurnLaterError where its host asked for pauses and is not to be asked yet.
    """
    begun = time.monotonic()
    try:
        known = Validators(source.etag or None, source.last_modified or None)
        response = await client.get(source.url, known, can_wait=True)
        parsed = None
        if response.status != 304:
            parsed = await parse(parsers, source.kind, source.access, response)
        if parsed and parsed.further:
            # Its sitemaps are asked every time: an index may stay the same while they change.
            response = replace(response, validators=Validators("", ""))
            parsed = await _indexed(client, parsers, source, parsed)
    except FetchError as error:
        return _failed(source, begun, error)
    except SandboxError as error:
        words = f"Its answer could not be parsed safely: {error}."
        return Polled(source, _ms(begun), fault="too-costly", fault_text=words)
    return Polled(source, response.elapsed_ms, replace(response, body=b""), parsed)  # it has been parsed


async def parse(parsers: Parsers, kind: str, access: str, response: Response) -> ParsedFeed:
    """Parse what a source of this kind answered, keeping what `access` allows. Raises FetchError and SandboxError."""
    answer = (response.body, response.url, response.content_type)
    if kind == Kind.PAGE:
        parsed: ParsedFeed = await parsers.call("front", access, *answer, response.headers.get("x-robots-tag"))
    else:
        parsed = await parsers.call("source", str(kind), access, *answer)  # a child knows no table
    return parsed


async def _indexed(client: Client, parsers: Parsers, source: Asked, index: ParsedFeed) -> ParsedFeed:
    """Return `index` with what its sitemaps list: those of news first, then the newest, at most eight, indexes among them.

    They lie with the same owner, and those that say that they stayed as they were since the last good read are left out.
    Raises the last fault when none can be had.
    """
    since = source.last_good - timedelta(days=1) if source.last_good else None
    due, asked, listed = list(index.further), {source.url}, list[Listed]()
    fault: FetchError | SandboxError | None = None
    answers = 0
    while due and len(asked) <= MOST_SITEMAPS and len(listed) < MOST_ENTRIES:
        one = min(due, key=lambda row: "news" not in row.url.lower())
        due.remove(one)
        old = since and one.modified and one.modified < since
        if one.url in asked or old or not same_owner(one.url, source.url):
            continue
        asked.add(one.url)
        try:
            answer = await client.get(one.url)
            found = await parse(parsers, Kind.SITEMAP, source.access, answer)
        except (FetchError, SandboxError) as error:
            fault = error
            continue
        answers += 1
        listed += found.listed
        due += found.further
    if fault and not answers:
        raise fault
    return replace(index, listed=tuple(listed[:MOST_ENTRIES]), further=())


def _failed(source: Asked, begun: float, error: FetchError) -> Polled:
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
def store(batch: Sequence[tuple[Work, Polled]], now: datetime, jitter: Callable[[], float]) -> list[int]:
    """Write what reads of different sources brought and when to read again. Returns how many unseen articles each brought.

    `jitter` draws a number in 0..1 for each source that failed.
    """
    unchanged = [(row, polled) for row, polled in batch if polled.is_unchanged()]
    if unchanged:
        _store_unchanged(unchanged, now)
    new = {}
    if len(unchanged) < len(batch):
        new = _store_read([(row, polled) for row, polled in batch if not polled.is_unchanged()], now, jitter)
    return [new.get(row.pk, 0) for row, _ in batch]


def _store_unchanged(batch: Sequence[tuple[Work, Polled]], now: datetime) -> None:
    """Write that these sources have nothing new. None of them is loaded for it."""
    there = set(Source.objects.filter(pk__in=[row.target for row, _ in batch]).values_list("pk", flat=True))
    Work.objects.filter(pk__in=[row.pk for row, _ in batch if row.target not in there]).delete()
    reads = [(row, polled) for row, polled in batch if row.target in there]
    hubs = websub.hubs_of([row.target for row, _ in reads])
    ends = []
    for row, polled in reads:
        outcome = _success(polled.source, polled, Pace(polled.source.gap, polled.source.newest), 0, now)
        ends.append((row, replace(outcome, next_read=websub.relaxed(hubs.get(row.target), outcome.next_read, now))))
    record_unchanged([(row.target, outcome) for row, outcome in ends])
    repeat_each((row, outcome.next_read) for row, outcome in ends)


def _store_read(batch: Sequence[tuple[Work, Polled]], now: datetime, jitter: Callable[[], float]) -> dict[int, int]:
    """Write what reads brought. Returns the row's key → how many unseen articles."""
    sources = Source.objects.select_related("publisher").in_bulk([row.target for row, _ in batch])
    Work.objects.filter(pk__in=[row.pk for row, _ in batch if row.target not in sources]).delete()
    reads = [(row, sources[row.target], polled) for row, polled in batch if row.target in sources]
    listing = list_entries([(source, _listed(source, polled)) for _, source, polled in reads], now)
    hubs = websub.hubs_of([source.pk for _, source, _ in reads])
    latest = latest_published([source.pk for _, source, _ in reads], schedule.LOOKED_AT)
    ends = []
    for (row, source, polled), (fresh, _) in zip(reads, listing, strict=True):
        pace = schedule.pace_of(now, latest.get(source.pk, []))
        if polled.fault:
            outcome = _failure(source, polled, now, jitter())
        elif polled.parsed and _stale(source, polled.parsed):
            outcome = ReadOutcome(at=now, next_read=now, milliseconds=polled.milliseconds)
        else:
            outcome = _success(source, polled, pace, len(fresh), now)
        if not polled.fault:
            outcome = replace(outcome, next_read=websub.relaxed(hubs.get(source.pk), outcome.next_read, now))
        ends.append((row, source, outcome))
    enqueue_found([(source, *found) for (_, source, _), found in zip(reads, listing, strict=True)], now)
    for _, source, polled in reads:
        if polled.parsed and polled.response:
            websub.notice(source, polled.response, polled.parsed.feed, now)
    record_reads([(source, outcome) for _, source, outcome in ends])
    Work.objects.filter(pk__in=[row.pk for row, _, outcome in ends if outcome.gone]).delete()
    repeat_each((row, outcome.next_read) for row, _, outcome in ends if not outcome.gone)
    return {row.pk: outcome.new for row, _, outcome in ends}


def _listed(source: Source, polled: Polled) -> Sequence[Listed]:
    """Return what the source lists, and take its name from it."""
    if polled.parsed is None or _stale(source, polled.parsed):
        return ()
    feed = polled.parsed.feed
    name_source(source, feed.title or "", feed.home or "", feed.language or "")
    return polled.parsed.listed


def _stale(source: Source, parsed: ParsedFeed) -> bool:
    """Say whether the publisher's rights changed while its feed was read: what was kept of the texts is then wrong."""
    return parsed.access != source.publisher.access


def enqueue_found(found: Sequence[tuple[Source, list[int], list[int]]], now: datetime) -> None:
    """Make due what follows from unseen articles and from those that changed, by source."""
    headlines = [part for part in found if part[0].publisher.access == Access.HEADLINE]
    paged = [part for part in found if part[0].publisher.access != Access.HEADLINE]
    unseen = [article for _, fresh, _ in paged for article in fresh]
    enqueue("page", unseen, now)
    enqueue("index", unseen, now)
    enqueue("understand", unseen, now + PATIENCE)
    renew([article for _, fresh, _ in headlines for article in fresh], now)
    renew([article for _, _, changed in found for article in changed], now)


def _failure(source: Source, polled: Polled, now: datetime, jitter: float) -> ReadOutcome:
    hints = Hints(retry_after=polled.retry_after, quiet=source.quiet)
    return ReadOutcome(
        at=now,
        next_read=_due(schedule.after_failure(now, source.failures + 1, jitter, hints), now),
        milliseconds=polled.milliseconds,
        fault=polled.fault,
        fault_text=polled.fault_text,
        gone=polled.gone,
    )


def _success(source: Source | Asked, polled: Polled, pace: Pace, new: int, now: datetime) -> ReadOutcome:
    answer = polled.response
    assert answer is not None, "no fault means an answer"
    feed = polled.parsed.feed if polled.parsed else None  # None: it has not changed, and asks what it asked before
    ttl = source.ttl if feed is None else None if feed.ttl_seconds is None else min(feed.ttl_seconds, _LONGEST_TTL)
    quiet = source.quiet if feed is None else feed.quiet
    hints = Hints(ttl=ttl, max_age=answer.max_age, retry_after=answer.retry_after, quiet=quiet)
    return ReadOutcome(
        at=now,
        next_read=_due(schedule.next_due(now, pace, hints), now),
        milliseconds=polled.milliseconds,
        new=new,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        ttl=ttl,
        quiet=feed.quiet if feed else None,
        pace=pace,
        moved_to=answer.moved_to,
    )


def _due(wished: datetime, now: datetime) -> datetime:
    """Follow the schedule, unless the operator (or the demo) fixed the pace."""
    if settings.POLL_SECONDS:
        return now + timedelta(seconds=settings.POLL_SECONDS)
    return wished
