"""Every write to publishers and sources: each verb is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.utils.text import slugify

from octavo.kit.bulk import insert, update_each
from octavo.source.errors import BadPublisherError
from octavo.source.logic.host import publisher_host
from octavo.source.models import Access, Kind, Publisher, Reading, Source
from octavo.source.types import Pace

KEPT_READINGS = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class NewSource:
    """What is known of a source that is being added. Only `url` is needed."""

    url: str
    title: str = ""
    home: str = ""
    folder: str = ""
    kind: str = Kind.FEED
    publisher: str = ""
    language: str = ""
    access: str = Access.EXCERPT
    ai_summary: str = "unstated"
    fictional: bool = False


@transaction.atomic
def add_source(new: NewSource, now: datetime) -> tuple[Source, bool]:
    """Store a source and, if unknown, its publisher. Returns (source, whether it is new).

    A known address is left as it is. Raises ValueError when the address is not http(s), or its publisher asked to be removed.
    """
    publisher_host(new.url)
    known = Source.objects.filter(url=new.url).first()
    if known:
        return known, False
    source = Source(url=new.url, title=new.title[:300], folder=new.folder[:300], kind=new.kind, added=now)
    source.publisher = _publisher_of(new)
    if source.publisher.removed:
        raise ValueError(f"{source.publisher} asked to be removed from this site; its feeds are not read.")
    source.save()
    return source, True


def _publisher_of(new: NewSource) -> Publisher:
    home = new.home if new.home.startswith(("http://", "https://")) else new.url
    host = publisher_host(home)
    # "BBC News – World" is a section of BBC News: several feeds of one publisher are listed that way.
    name = new.publisher or new.title.partition(" – ")[0].strip() or host
    publisher, _ = Publisher.objects.get_or_create(
        host=host,
        defaults={
            "name": name[:200],
            "slug": _free_slug(slugify(name)[:60] or slugify(host)),
            "home": f"{urlsplit(home).scheme}://{urlsplit(home).netloc}/",
            "language": new.language[:35],
            "access": new.access,
            "ai_summary": new.ai_summary,
            "fictional": new.fictional,
        },
    )
    return publisher


def _free_slug(wish: str) -> str:
    taken = set(Publisher.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    if wish not in taken:
        return wish
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wish}-{n}") not in taken)


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """How one read of a source ended. `fault` is empty when it went well."""

    at: datetime
    next_read: datetime
    milliseconds: int
    new: int = 0
    fault: str = ""
    fault_text: str = ""
    etag: str | None = None  # None: leave what is stored
    last_modified: str | None = None
    ttl: int | None = None  # as the feed has it, where one was read
    quiet: str | None = None  # None: no feed was read, leave both as they are stored
    pace: Pace | None = None  # None: leave what is stored
    moved_to: str | None = None  # after 301 or 308 only
    gone: bool = False  # 410: never ask again


_READ = (
    *("url", "paused", "etag", "last_modified", "ttl", "quiet", "gap", "newest"),
    *("last_read", "last_good", "last_new", "next_read"),
    *("milliseconds", "failures", "fault", "fault_text"),
)


def record_reads(reads: Sequence[tuple[Source, ReadOutcome]]) -> None:
    """Write down how reads of different sources went. Runs inside the caller's transaction, with the articles they brought."""
    for source, outcome in reads:
        _apply(source, outcome)
    rows = [(*(getattr(source, name) for name in _READ), source.pk) for source, _ in reads]
    update_each(connection, Source, _READ, rows)
    _keep_readings([(source.pk, outcome) for source, outcome in reads])


def record_unchanged(reads: Sequence[tuple[int, ReadOutcome]]) -> None:
    """Write down, by the keys of sources that were well, that each answered and had nothing new. Otherwise as `record_reads`."""
    rows = [(end.at, end.at, end.next_read, end.milliseconds, source_id) for source_id, end in reads]
    update_each(connection, Source, ("last_read", "last_good", "next_read", "milliseconds"), rows)
    _keep_readings(reads)


def _keep_readings(reads: Sequence[tuple[int, ReadOutcome]]) -> None:
    readings = [(source_id, end.at, end.milliseconds, end.new, end.fault) for source_id, end in reads]
    insert(connection, Reading, ("source_id", "at", "milliseconds", "new", "fault"), readings)
    if reads:
        old = min(end.at for _, end in reads) - KEPT_READINGS
        Reading.objects.filter(source_id__in=[source_id for source_id, _ in reads], at__lt=old).delete()


def _apply(source: Source, outcome: ReadOutcome) -> None:
    source.last_read, source.next_read, source.milliseconds = outcome.at, outcome.next_read, outcome.milliseconds
    source.fault, source.fault_text = outcome.fault, outcome.fault_text[:500]
    source.failures = source.failures + 1 if outcome.fault else 0
    source.paused = source.paused or outcome.gone
    if not outcome.fault:
        source.last_good = outcome.at
        source.last_new = outcome.at if outcome.new else source.last_new
        source.etag = source.etag if outcome.etag is None else outcome.etag[:500]
        source.last_modified = source.last_modified if outcome.last_modified is None else outcome.last_modified[:100]
        if outcome.quiet is not None:
            source.ttl, source.quiet = outcome.ttl, outcome.quiet[:100]
        if outcome.pace is not None:
            source.gap, source.newest = outcome.pace
    if outcome.moved_to and not Source.objects.filter(url=outcome.moved_to).exists():
        source.url = outcome.moved_to


def name_source(source: Source, title: str, home: str, language: str) -> None:
    """Take a source's title, and its publisher's language, from its own feed where none is known yet.

    `home` is only a hint and never moves a publisher to another host. Runs inside the caller's transaction; as a rule
    there is nothing to write.
    """
    if title and not source.title:
        source.title = title[:300]
        source.save(update_fields=["title"])
    changed = []
    publisher = source.publisher
    if title and publisher.name == publisher.host:
        publisher.name = title[:200]
        changed.append("name")
    if language and not publisher.language:
        publisher.language = language[:35]
        changed.append("language")
    if home and publisher.home.rstrip("/") == publisher.host and publisher_host(home) == publisher.host:
        publisher.home = home
        changed.append("home")
    if changed:
        publisher.save(update_fields=changed)


@transaction.atomic
def pause_source(source: Source, *, paused: bool) -> None:
    """Stop or resume reading a source. Its articles stay."""
    source.paused = paused
    source.save(update_fields=["paused"])


@dataclass(frozen=True, slots=True)
class About:
    """What an operator says of a publisher. `home` is on the publisher's own host, which is its identity."""

    name: str
    home: str
    contact: str = ""
    note: str = ""


@transaction.atomic
def describe_publisher(publisher: Publisher, about: About) -> list[str]:
    """Store what is said of a publisher. Returns the names of the fields that changed.

    Raises BadPublisherError when it has no name, or its home is on another host.
    """
    if not about.name:
        raise BadPublisherError("name", "A publisher needs a name.")
    try:
        host = publisher_host(about.home)
    except ValueError as error:
        raise BadPublisherError("home", str(error)) from error
    if host != publisher.host:
        raise BadPublisherError(
            "home", f"{about.home} is not on {publisher.host}. A publisher is its host: add the other one as another."
        )
    new = {
        "name": about.name[:200],
        "home": about.home[:2000],
        "contact": about.contact[:300],
        "note": about.note[:1000],
    }
    changed = [name for name, value in new.items() if getattr(publisher, name) != value]
    for name in changed:
        setattr(publisher, name, new[name])
    publisher.save(update_fields=changed)
    return changed


@transaction.atomic
def set_rights(publisher: Publisher, access: str, ai_summary: str) -> None:
    """Set what a publisher allows. Articles follow at their next read.

    Raises ValueError when `access` or `ai_summary` is not one of the known words.
    """
    if access not in Access.values or ai_summary not in {"allowed", "refused", "unstated"}:
        raise ValueError(f"rights are {', '.join(Access.values)}; AI summary is allowed, refused or unstated")
    publisher.access, publisher.ai_summary = access, ai_summary
    publisher.save(update_fields=["access", "ai_summary"])


@transaction.atomic
def remove_source(source: Source) -> None:
    """Forget a source. Its articles stay, without a source."""
    source.delete()


@transaction.atomic
def shut_out(publisher: Publisher, note: str, now: datetime) -> None:
    """Read a publisher no more, because it asked: its sources are paused and say so, and no other can be added."""
    publisher.removed, publisher.removed_note, publisher.access = publisher.removed or now, note[:300], Access.HEADLINE
    publisher.save(update_fields=["removed", "removed_note", "access"])
    publisher.sources.update(paused=True, fault="removed", fault_text="Its publisher asked to be removed.", failures=0)
