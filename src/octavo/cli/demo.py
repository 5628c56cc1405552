"""`octavo demo`: the whole of Octavo over a fictional press on loopback. Nothing leaves this machine."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import click

_STATE = ("octavo.sqlite3", "octavo.sqlite3-wal", "octavo.sqlite3-shm", "media", "restore.json")


def run_demo(host: str, port: int, press_port: int, home: Path, pace: float, *, fresh: bool) -> None:
    """Start the press, read it, serve the site, and say on the terminal what is happening."""
    if fresh:
        _forget(home)
    _settings(home, port, press_port)
    press = subprocess.Popen([sys.executable, "-m", "octavo", "press", "--port", str(press_port), "--pace", str(pace)])
    try:
        index = _index(press, press_port)
        from octavo.cli.run import Day, prepare
        from octavo.cli.start import start_django

        start_django()
        prepare(starting=True)
        _add_sources(index)
        threading.Thread(target=_tell, args=(host, port, len(index["publishers"])), daemon=True).start()
        Day(host, port).run()
    finally:
        press.terminate()
        press.wait(timeout=10)


def _forget(home: Path) -> None:
    for name in _STATE:
        path = home / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _settings(home: Path, port: int, press_port: int) -> None:
    """The demo's settings; what the operator set in the environment wins."""
    defaults = {
        "OCTAVO_HOME": str(home),
        "OCTAVO_URL": f"http://localhost:{port}",
        "OCTAVO_FICTIONAL": "yes",
        "OCTAVO_LOOPBACK_ALLOWED": f"127.0.0.1:{press_port}",
        "OCTAVO_POLL_SECONDS": "15",
        "OCTAVO_REVISITS": "45,120,300,900",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def _index(press: "subprocess.Popen[bytes]", port: int) -> dict[str, Any]:
    """Wait for the press and return what it says of itself."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": f"press.localhost:{port}"})
    for _ in range(100):
        if press.poll() is not None:
            raise click.ClickException(f"the fictional press did not start; is port {port} free? Try --press-port")
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - loopback, written above
                index: dict[str, Any] = json.load(answer)
                return index
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise click.ClickException("the fictional press does not answer")


def _add_sources(index: dict[str, Any]) -> None:
    from octavo.kit.clock import now
    from octavo.source.actions import NewSource, add_source
    from octavo.source.models import Access

    for row in index["publishers"]:
        access = row["rights"] if row["rights"] in Access.values else Access.FULL
        new = NewSource(
            url=row["feed"],
            title=row["name"],
            home=row["home"],
            folder="The fictional press",
            language=row["language"],
            access=access,
            fictional=True,
        )
        add_source(new, now())


def _tell(host: str, port: int, sources: int) -> None:
    """Show the first edition being made, on standard error; one line at a time where it is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    site = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    console = Console(stderr=True)
    console.print(
        f"\n[bold]Octavo demo[/bold]: {sources} invented publishers, read over loopback. Everything in it is fictional.\n"
    )
    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(),
        TextColumn("{task.completed:>4}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        rows = {
            name: progress.add_task(name, total=None)
            for name in ("sources answered", "articles read", "understood", "stories")
        }
        for _ in range(600):
            counts = _counts()
            for name, row in rows.items():
                progress.update(row, completed=counts[name], total=max(counts["goal"][name], 1))
            if counts["stories"] >= 5 and counts["understood"] >= counts["goal"]["understood"] * 0.9:
                break
            time.sleep(0.5)
    console.print(
        f"\nThe first edition is out: [bold]{site}[/bold]\n"
        f"  {counts['articles read']} articles in {counts['stories']} stories; more arrive while you watch.\n"
        "  Try: open a story and compare who reports what · follow ¶ in a summary to its sentence ·\n"
        "  search for a word · sign up (the first account runs the site) · write a comment.\n"
        "  Your own sources instead: stop with Ctrl-C, then `make up`.\n"
    )


def _counts() -> dict[str, Any]:
    from octavo.article.models import Article
    from octavo.insight.models import Understanding
    from octavo.source.models import Source
    from octavo.story.models import Story

    articles = Article.objects.live().count()
    sources = Source.objects.count()
    return {
        "sources answered": Source.objects.exclude(last_read=None).count(),
        "articles read": articles,
        "understood": Understanding.objects.count(),
        "stories": Story.objects.live().count(),
        "goal": {
            "sources answered": sources,
            "articles read": articles,
            "understood": articles,
            "stories": Story.objects.live().count(),
        },
    }
