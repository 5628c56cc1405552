"""How fast a refresh is, beside a bare HTTP client asking the same addresses in the same run.

    python bench/refresh.py FARM [--feeds 1000] [--items 30] [--rounds 5] [--rights excerpt] [--port 8990] [-- FARM OPTIONS …]

FARM is the program that serves the feeds (its options and control addresses are those of shared/bench/farm/farm.py).
Each round asks everything with the bare client, then `octavo read --once` in a fresh home: first, unchanged, and after the
farm's tick (5 % of the feeds changed). Prints the median of each figure over the rounds.

    whole     the command from its start to its end, Django's start-up included
    refresh   from the first claim to the last commit, as the reader itself says
    stored    until every entry the farm lists is a row; searchable: until every one is in the search index
    CPU       seconds of the reader and its parsing children; farm: those of the farm itself, which shares the machine

Exit status 1 when the rows of a round are not exactly those that the farm expects.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import aiohttp
import psutil

OCTAVO = [sys.executable, "-m", "octavo"]
_SAID = re.compile(r"(\d+) sources read, (\d+) new, in ([\d.]+) s")


class Farm:
    """A running farm. A context manager: leaving it stops the farm."""

    def __init__(self, program: Path, options: argparse.Namespace, scratch: Path) -> None:
        self.base = f"http://127.0.0.1:{options.port}/_ctl/"
        self.opml, self.urls = scratch / "farm.opml", scratch / "farm.txt"
        argv = [sys.executable, str(program), "--feeds", str(options.feeds), "--items", str(options.items)]
        argv += ["--port", str(options.port), "--hosts", "20", "--opml", str(self.opml), "--urls", str(self.urls)]
        self._process = subprocess.Popen([*argv, "--prewarm", *options.farm], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        if not self._process.stdout.readline():  # one line says that it serves
            raise SystemExit("the farm did not start; is another one at this port?")
        self.allowed = ",".join(f"127.0.{1 + i // 250}.{1 + i % 250}:{options.port}" for i in range(20))

    def __enter__(self) -> "Farm":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def ask(self, what: str) -> dict[str, Any]:
        """Call one of the farm's control addresses."""
        with urllib.request.urlopen(self.base + what) as reply:
            found: dict[str, Any] = json.load(reply)
        return found

    def cpu(self) -> float:
        """Return the CPU seconds the farm has taken so far."""
        times = psutil.Process(self._process.pid).cpu_times()
        return times.user + times.system


async def bare(urls: list[str], at_once: int) -> tuple[float, float]:
    """Ask every address twice, the second time conditionally. Returns the seconds of each pass."""
    tags: dict[str, str] = {}
    took = []
    for _ in range(2):
        began, waiting = time.perf_counter(), iter(urls)
        connector, patience = aiohttp.TCPConnector(limit=at_once), aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(connector=connector, timeout=patience) as session:
            await asyncio.gather(*(_worker(session, waiting, tags) for _ in range(at_once)))
        took.append(time.perf_counter() - began)
    return took[0], took[1]


async def _worker(session: aiohttp.ClientSession, waiting: Any, tags: dict[str, str]) -> None:
    for url in waiting:
        headers = {"If-None-Match": tags[url]} if url in tags else {}
        try:
            async with session.get(url, max_redirects=3, headers=headers) as reply:
                await reply.read()
                if reply.status == 200:
                    tags[url] = reply.headers["ETag"]
        except (aiohttp.ClientError, TimeoutError):
            continue


class Reading:
    """One `octavo read --once` in `home`, watched from outside."""

    def __init__(self, home: Path, env: dict[str, str]) -> None:
        self.began, self.log = time.perf_counter(), home / "bench.log"
        self._err = self.log.open("w")
        self.process = psutil.Popen([*OCTAVO, "read", "--once"], env=env, stderr=self._err)
        self.rows = sqlite3.connect(f"file:{home / 'octavo.sqlite3'}?mode=ro", uri=True, timeout=30)
        self.cpu, self.peak = 0.0, 0

    def look(self) -> float:
        """Note memory and CPU time so far. Returns the seconds since the start."""
        try:
            tree = [self.process, *self.process.children(recursive=True)]
            self.cpu = sum(sum(part.cpu_times()[:2]) for part in tree)
            self.peak = max(self.peak, self.process.memory_info().rss)
        except psutil.Error:
            pass
        return time.perf_counter() - self.began

    def until(self, count: str, wanted: int) -> float:
        """Return the seconds until `count` (SQL) gives `wanted`, or NaN when the command ends before it does."""
        while self.process.poll() is None:
            at = self.look()
            if self.rows.execute(count).fetchone()[0] >= wanted:
                return at
            time.sleep(0.03)
        done = self.rows.execute(count).fetchone()[0] >= wanted
        return time.perf_counter() - self.began if done else float("nan")

    def end(self, *, at_once: bool = False) -> tuple[float, float]:
        """Wait for the end, or ask for it. Returns the seconds of the whole command and of the refresh."""
        if at_once and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        while self.process.poll() is None:
            self.look()
            time.sleep(0.03)
        whole = time.perf_counter() - self.began
        self._err.close()
        said = _SAID.findall(self.log.read_text())
        return whole, float(said[-1][2]) if said else float("nan")


def one_round(farm: Farm, template: Path, scratch: Path) -> dict[str, float]:
    """Measure one round. Returns figure → value; "wrong" counts rows that are not as the farm expects."""
    found: dict[str, float] = {}
    urls = farm.urls.read_text().split()
    found["bare first, s"], found["bare unchanged, s"] = asyncio.run(bare(urls, 64))
    home = scratch / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    env = os.environ | {"OCTAVO_HOME": str(home), "OCTAVO_LOOPBACK_ALLOWED": farm.allowed}
    due, farm_cpu = int(farm.ask("expect")["items"]), farm.cpu()

    reading = Reading(home, env)
    found["first item visible, s"] = reading.until("SELECT count(*) FROM article_article", 1)
    found["first: stored, s"] = reading.until("SELECT count(*) FROM article_article", due)
    found["first: CPU until stored, s"] = reading.cpu
    found["first: reader's memory until stored, MB"] = reading.peak / 1e6
    found["first: farm's CPU, s"] = farm.cpu() - farm_cpu
    found["first: searchable, s"] = reading.until("SELECT count(*) FROM find_indexed", due)
    _, found["first: refresh, s"] = reading.end(at_once=True)
    found["wrong"] = float(abs(_rest(home) - due))
    found["KB of disk per article"] = sum(file.stat().st_size for file in home.glob("octavo.sqlite3*")) / due / 1e3

    reading = Reading(home, env)
    found["unchanged: whole, s"], found["unchanged: refresh, s"] = reading.end()
    found["unchanged: CPU, s"] = reading.cpu
    farm.ask("tick")
    _rest(home)
    reading = Reading(home, env)
    _, found["changed: refresh, s"] = _changed(reading, int(farm.ask("expect")["items"]))
    found["wrong"] += abs(_rest(home) - int(farm.ask("expect")["items"]))
    found["first: stored, items/s"] = due / found["first: stored, s"]
    found["first: searchable, items/s"] = due / found["first: searchable, s"]
    return found


def _changed(reading: Reading, due: int) -> tuple[float, float]:
    reading.until("SELECT count(*) FROM article_article", due)
    while not _SAID.search(reading.log.read_text()) and reading.process.poll() is None:
        time.sleep(0.02)
    return reading.end(at_once=True)


def _rest(home: Path) -> int:
    """Drop what is left to think about and make every feed due, as if a day had passed. Returns how many articles there are."""
    with sqlite3.connect(home / "octavo.sqlite3", timeout=60) as rows:
        rows.execute("DELETE FROM flow_work WHERE step <> 'poll'")
        rows.execute("UPDATE flow_work SET due = '2000-01-01 00:00:00', lease = NULL")
        count: int = rows.execute("SELECT count(DISTINCT publisher_id || ' ' || url) FROM article_article").fetchone()[
            0
        ]
    rows.close()
    return count


def main() -> int:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="FARM")
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rights", choices=["headline", "excerpt", "full"], default="excerpt")
    parser.add_argument("--port", type=int, default=8990)
    parser.add_argument("farm", nargs="*", help="further options of the farm, behind --")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="octavo-refresh-") as folder,
        Farm(options.program, options, Path(folder)) as farm,
    ):
        scratch = Path(folder)
        template = scratch / "template"
        env = os.environ | {"OCTAVO_HOME": str(template), "OCTAVO_DEFAULT_RIGHTS": options.rights}
        subprocess.run([*OCTAVO, "sources", "import", str(farm.opml)], env=env, check=True, stdout=subprocess.DEVNULL)
        rounds = [one_round(farm, template, scratch) for _ in range(options.rounds)]
    print(
        f"{options.feeds} feeds × {options.items} items, {options.rights}; {options.rounds} rounds; load {os.getloadavg()[0]:.1f}"
    )
    for name in rounds[0]:
        values = [found[name] for found in rounds]
        print(f"{name:42} {statistics.median(values):10.2f}   ({min(values):.2f} – {max(values):.2f})")
    return int(any(found["wrong"] for found in rounds))


if __name__ == "__main__":
    sys.exit(main())
