"""Every write to the queue. A step's result and its next state are committed in one transaction by the step's caller."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from importlib.resources import files

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from octavo.flow.logic.retry import wait_after
from octavo.flow.models import Work
from octavo.kit.bulk import insert, update_each
from octavo.source.actions import NewSource, add_source
from octavo.source.logic.opml import read_opml, write_opml
from octavo.source.models import Source
from octavo.source.types import Subscription

_SOONER = """(step, target) DO UPDATE SET due = excluded.due, lease = NULL
    WHERE flow_work.due > excluded.due OR flow_work.lease > excluded.due"""


def enqueue(step: str, targets: Iterable[int], due: datetime) -> None:
    """Make `step` due for each target. A row that is already waiting keeps the earlier time; one in progress runs again."""
    rows = [(target,) for target in dict.fromkeys(targets)]
    insert(connection, Work, ("target",), rows, same={"step": step, "due": due}, conflict=_SOONER)


def renew(articles: Sequence[int], due: datetime) -> None:
    """Make due what follows from an article's words: being found by them, and being understood."""
    enqueue("index", articles, due)
    enqueue("understand", articles, due)


@transaction.atomic
def claim(step: str, limit: int, now: datetime, lease: timedelta, *, newest_first: bool = False) -> list[Work]:
    """Take up to `limit` due rows for `lease`: what waits longest, and the newest targets of the same moment first.

    With `newest_first` the newest targets come first however long others have waited.

    On PostgreSQL other workers skip the rows taken here (SKIP LOCKED); on SQLite the transaction holds the write lock.
    """
    order = ("-target",) if newest_first else ("due", "-target")
    due = Work.objects.filter(step=step, due__lte=now).filter(Q(lease=None) | Q(lease__lt=now)).order_by(*order)
    if connection.vendor == "postgresql":
        due = due.select_for_update(skip_locked=True)
    rows = list(due[:limit])
    until = now + lease
    Work.objects.filter(pk__in=[row.pk for row in rows]).update(lease=until)
    for row in rows:
        row.lease = until
    return rows


def due_now(steps: Sequence[str], now: datetime) -> bool:
    """Say whether anything of `steps` waits to be claimed. Takes no lock."""
    due = Work.objects.filter(step__in=steps, due__lte=now)
    return due.filter(Q(lease=None) | Q(lease__lt=now)).exists()


def finish(rows: Sequence[Work]) -> None:
    """Drop finished rows, unless they were made due again meanwhile (their lease is no longer the one we took)."""
    for lease in {row.lease for row in rows}:
        Work.objects.filter(pk__in=[row.pk for row in rows if row.lease == lease], lease=lease).delete()


def repeat(row: Work, due: datetime) -> None:
    """Let a row that never ends (a source's "poll", an article's revisit) rest until `due`."""
    repeat_each([(row, due)])


def repeat_each(rows: Iterable[tuple[Work, datetime]]) -> None:
    """Let rows that never end rest, each until its own time."""
    update_each(
        connection, Work, ("due", "lease", "attempts", "fault"), [(due, None, 0, "", row.pk) for row, due in rows]
    )


def put_off(row: Work, due: datetime) -> None:
    """Give a claimed row back until `due`: nothing was tried, so nothing failed."""
    Work.objects.filter(pk=row.pk, lease=row.lease).update(due=due, lease=None)


def fail(row: Work, fault: str, now: datetime, most: int, asked: int = 0) -> bool:
    """Put a failed row off, by no less than `asked` seconds (a day at most), or drop it after `most` attempts.

    Returns whether it will be tried again.
    """
    if row.attempts + 1 >= most:
        Work.objects.filter(pk=row.pk).delete()
        return False
    due = now + max(wait_after(row.attempts + 1), timedelta(seconds=min(asked, 86400)))
    Work.objects.filter(pk=row.pk).update(attempts=row.attempts + 1, fault=fault[:300], due=due, lease=None)
    return True


@transaction.atomic
def schedule_sources(now: datetime) -> int:
    """See that every active source has its row, and no paused one does. Returns how many rows were added."""
    active = set(Source.objects.active().values_list("pk", flat=True))
    queued = set(Work.objects.filter(step="poll").values_list("target", flat=True))
    Work.objects.filter(step="poll", target__in=queued - active).delete()
    enqueue("poll", active - queued, now)
    return len(active - queued)


@transaction.atomic
def release_leases() -> int:
    """Free every claimed row. Only for a reader that is alone: after a crash it need not wait for leases to run out."""
    return Work.objects.exclude(lease=None).update(lease=None)


@transaction.atomic
def follow(new: NewSource, now: datetime) -> tuple[Source, bool]:
    """Store a source and make its first read due. Returns (source, whether it is new). Raises ValueError as `add_source`."""
    source, fresh = add_source(new, now)
    if not source.paused:
        enqueue("poll", [source.pk], now)
    return source, fresh


@transaction.atomic
def import_opml(body: bytes, now: datetime) -> int:
    """Follow every feed of an OPML file; folders are kept. Returns how many were new. Raises SourceError, storing nothing."""
    added = 0
    for item in read_opml(body):
        new = NewSource(
            url=item.url,
            title=item.title or "",
            home=item.home or "",
            folder="/".join(item.folders),
            kind=item.kind,
            access=settings.DEFAULT_RIGHTS,
        )
        added += follow(new, now)[1]
    return added


def import_starter(now: datetime) -> int:
    """Follow the starter list that comes with Octavo. Returns how many sources were new."""
    return import_opml(files("octavo.source").joinpath("starter.opml").read_bytes(), now)


def export_opml(now: datetime) -> bytes:
    """Return every source as OPML, in the folders they are kept in."""
    feeds = [
        Subscription(
            source.url,
            source.title or source.publisher.name,
            source.publisher.home,
            tuple(filter(None, source.folder.split("/"))),
            source.kind,
        )
        for source in Source.objects.select_related("publisher")
    ]
    return write_opml(feeds, title=f"Sources of {settings.SITE_NAME}", created=now)
