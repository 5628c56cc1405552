"""`octavo doctor`: what is wrong, and what to do about it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator

import click

_NEWEST = 5000  # articles whose stories are looked at
# One finding: how bad ("ok", "warn", "bad") and what to say
Finding = tuple[str, str]


def examine() -> int:
    """Print every finding. Returns the exit status: 1 when something is bad."""
    worst = 0
    for name, look in _LOOKS.items():
        try:
            findings = list(look())
        except Exception as error:
            findings = [("bad", f"cannot be examined: {error}")]
        for state, words in findings:
            worst |= state == "bad"
            click.echo(f"{state:<5} {name}: {words}")
    return int(worst)


def _settings() -> Iterator[Finding]:
    from django.conf import settings

    yield "ok", f"home {settings.HOME}, site {settings.SITE_URL}"
    if settings.DEBUG:
        yield "warn", "OCTAVO_DEBUG is on; error pages show readers how this site is made"
    if settings.SITE_URL.startswith("https://") and not settings.PROXIES:
        yield (
            "warn",
            "OCTAVO_PROXIES is 0, yet https comes from a proxy: all readers seem to have its address, and share one limit of tries",
        )
    free = shutil.disk_usage(settings.HOME).free // 2**20
    yield ("ok" if free > 500 else "bad"), f"{free} MiB free in the home folder"
    if not settings.EMAIL_HOST:
        yield (
            "warn",
            "no mail server (OCTAVO_SMTP_HOST): letters, also those that confirm an address, are printed where this runs",
        )


def _database() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield "bad", f"{len(waiting)} migrations are not applied; run `octavo manage migrate`"
    else:
        yield "ok", f"{connection.vendor}, tables up to date"
    if connection.vendor == "sqlite":
        yield "ok", f"SQLite {sqlite3.sqlite_version}"
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            sound = cursor.fetchone()[0]
        yield (
            ("ok", "the file is sound")
            if sound == "ok"
            else ("bad", f"the file is damaged ({sound}); restore a backup")
        )


def _engines() -> Iterator[Finding]:
    from django.core.checks import run_checks

    from octavo.kit import seam

    faults = run_checks(tags=["engines"])
    yield from (("bad", str(fault.msg)) for fault in faults)
    if not faults:
        yield "ok", ", ".join(f"{port} = {name.rpartition(':')[2]}" for port, name in seam.chosen().items())


def _embedder() -> Iterator[Finding]:
    from octavo.insight.errors import InsightError
    from octavo.insight.models import Understanding
    from octavo.kit import seam

    embedder = seam.engine("insight.embedder")
    try:
        yield "ok", f"{embedder.name} answers with {embedder.embed(['a word']).shape[1]} numbers"
    except InsightError as error:
        yield "bad", str(error)
        return
    waiting = Understanding.objects.exclude(model=embedder.name).count()
    if waiting:
        yield "warn", f"{waiting} articles wait to be read by it; a running reader does so when nothing else is due"


def _sources() -> Iterator[Finding]:
    from octavo.source.models import Source

    active, failing = Source.objects.active().count(), Source.objects.failing()
    if not active:
        yield (
            "warn",
            "none; add one with `octavo sources add ADDRESS` or the starter list with `octavo sources import --starter`",
        )
        return
    yield "ok", f"{active} are read"
    for source in failing.select_related("publisher")[:20]:
        yield "warn", f"{source.url}: {source.fault_text or source.fault}"
    if active > 3 and failing.count() == active:
        yield "bad", "none answers: is this machine connected to the network?"


def _stories() -> Iterator[Finding]:
    """Look whether what pages say of the newest articles' stories agrees, in one row and the next."""
    from django.db.models import F

    from octavo.find.models import Relation
    from octavo.flow.models import Work
    from octavo.story.models import Member

    newest = Member.objects.order_by("-article_id").values_list("article_id", flat=True)[_NEWEST : _NEWEST + 1].first()
    members = Member.objects.filter(article_id__gt=newest or 0)
    astray = members.exclude(event__story_id=F("story_id")).count()
    if astray:
        yield (
            "bad",
            f"{astray} articles stand in one story and in another's event; this is a fault of ours: please report it",
        )
    if Work.objects.filter(step__in=("place", "publish", "relate")).exists():
        yield "ok", "some are being decided; look again later for whether their links agree"
        return
    links = Relation.objects.filter(
        article_id__gt=newest or 0, article__member__isnull=False, other__member__isnull=False
    )
    together = {"article__member__story_id": F("other__member__story_id")}
    false = links.filter(relation="topic", **together).count()
    false += links.exclude(relation="topic").exclude(**together).count()
    if false:
        yield (
            "warn",
            f"{false} links between articles do not say what their stories say; they are made anew as stories change",
        )
    elif not astray:
        yield "ok", f"{members.count()} newest articles and the links between them agree"


def _queue() -> Iterator[Finding]:
    from octavo.flow.models import Work
    from octavo.kit.clock import now

    late = Work.objects.filter(due__lt=now()).exclude(step="poll").order_by("due").first()
    minutes = (now() - late.due).total_seconds() / 60 if late else 0
    yield (
        ("ok" if minutes < 10 else "bad"),
        (
            f"the oldest waiting step is {minutes:.0f} minutes late; is `octavo read` running?"
            if minutes >= 10
            else "nothing waits long"
        ),
    )


def _backups() -> Iterator[Finding]:
    from octavo.flow.backups import kept, staged
    from octavo.kit.clock import now

    whole = [each for each in kept() if each.whole]
    if not whole:
        yield "warn", "none in the home folder; `octavo backup` makes one, and another machine should hold a copy"
    else:
        days = (now() - whole[0].made).days
        yield "ok" if days < 8 else "warn", f"the newest whole one is {days} days old"
    for each in kept():
        if each.fault:
            yield "warn", f"{each.name}: {each.fault}"
    waiting = staged()
    if waiting:
        fault = waiting.get("fault")
        yield ("bad", fault) if fault else ("warn", f"the next start restores {waiting.get('file')}")


_LOOKS: dict[str, Callable[[], Iterator[Finding]]] = {
    "settings": _settings,
    "database": _database,
    "engines": _engines,
    "embedder": _embedder,
    "sources": _sources,
    "stories": _stories,
    "queue": _queue,
    "backups": _backups,
}
