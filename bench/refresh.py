"""How fast a refresh is, beside a bare HTTP client asking the same addresses in the same run.

    python bench/refresh.py FARM [--feeds 1000] [--items 30] [--hosts 20] [--rounds 5] [--rights excerpt] [--port 8990]
                            [-- FARM OPTIONS …]

FARM is the program that serves the feeds (its options and control addresses are those of shared/bench/farm/farm.py); the bare
client, bare.py, lies beside it.
Each round asks everything with that client, then `octavo read --once` in a fresh home: first, unchanged, and after the
farm's tick (5 % of the feeds changed). Prints the median of each figure over the rounds.

Slow and failing feeds, each at a host of its own:

    python bench/refresh.py FARM --feeds 200 --hosts 200 -- --latency lognormal:80,0.6 --slow 0.02 --slow-s 2 --fail 0.075

    whole     the command from its start to its end, Django's start-up included
    refresh   from the first claim to the last commit, as the reader itself says
    stored    until every entry the farm lists is a row; searchable: until every one has been in the search index
    CPU       seconds of the reader and its parsing children; farm: those of the farm itself, which shares the machine
    × bare    seconds of the refresh for each second of the bare client's pass over the same addresses

Rows count of feeds that gave all their entries: a feed that the farm cut in two may give some, and is not expected to.
Exit status 1 when the rows of a round are not exactly those that the farm expects, or did not come within two minutes.
"""

import argparse
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

import psutil

OCTAVO = [sys.executable, "-m", "octavo"]
PATIENCE = 120.0  # seconds for any one thing to happen
_SAID = re.compile(r"(\d+) sources read, (\d+) new, in ([\d.]+) s")


class Farm:
    """A running farm. A context manager: leaving it stops the farm."""

    def __init__(self, program: Path, options: argparse.Namespace, scratch: Path) -> None:
        self.base = f"http://127.0.0.1:{options.port}/_ctl/"
        self.client = program.with_name("bare.py")
        self.opml, self.urls = scratch / "farm.opml", scratch / "farm.txt"
        argv = [sys.executable, str(program), "--feeds", str(options.feeds), "--items", str(options.items)]
        argv += [
            "--port",
            str(options.port),
            "--hosts",
            str(options.hosts),
            "--opml",
            str(self.opml),
            "--urls",
            str(self.urls),
        ]
        self._process = subprocess.Popen([*argv, "--prewarm", *options.farm], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        if not self._process.stdout.readline():  # one line says that it serves
            raise SystemExit("the farm did not start; is another one at this port?")
        places = (
            [f"127.0.{1 + i // 250}.{1 + i % 250}" for i in range(options.hosts)]
            if options.hosts > 1
            else ["127.0.0.1"]
        )
        self.allowed = ",".join(f"{place}:{options.port}" for place in places)
        self.feeds: int = options.feeds
        self.items: int = options.items

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

    def listed(self) -> int:
        """Return how many entries its sound feeds list now: what a reader that begins now holds."""
        return int(self.ask("expect")["ok"]) * self.items

    def cpu(self) -> float:
        """Return the CPU seconds the farm has taken so far."""
        times = psutil.Process(self._process.pid).cpu_times()
        return times.user + times.system


def bare(client: Path, urls: Path, at_once: int) -> tuple[float, float]:
    """Let the bare client ask every address, then ask again conditionally. Returns the seconds of each pass."""
    said = subprocess.run([sys.executable, client, urls, str(at_once)], capture_output=True, text=True, check=True)
    took: dict[str, float] = {}
    for line in map(json.loads, said.stdout.splitlines()):
        took[line["pass_"]] = min(line["wall"], took.get(line["pass_"], line["wall"]))
    return took["first"], took["unchanged"]


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

    def until_searchable(self, wanted: int) -> float:
        """Return the seconds until `wanted` articles have been in the search index, or NaN when the command ends before that.

        Each counts once it was there: an article whose page has been read leaves the index for a moment, to come back with the
        page's words, so at no single instant need all of them be in.
        """
        seen: set[int] = set()
        at = 0.0
        while at < PATIENCE:
            ended, at = self.process.poll() is not None, self.look()
            seen.update(row[0] for row in self.rows.execute("SELECT id FROM find_indexed"))
            if len(seen) >= wanted:
                return at
            if ended:
                break
            time.sleep(0.05)
        return float("nan")

    def until(self, count: str, wanted: int, *, every: float = 0.03) -> float:
        """Return the seconds until `count` (SQL) gives `wanted`, or NaN when the command ends, or two minutes do, before that.

        Looking costs CPU too: `every` is the seconds between two looks.
        """
        at = 0.0
        while at < PATIENCE:
            ended, at = self.process.poll() is not None, self.look()
            if (self.rows.execute(count).fetchone()[0] or 0) >= wanted:
                return at
            if ended:
                break
            time.sleep(every)
        return float("nan")

    def end(self, feeds: int, *, at_once: bool = True) -> tuple[float, float]:
        """Wait until `feeds` have been read, then ask for the end or wait for it. Returns the seconds of command and refresh."""
        while self.process.poll() is None and self.look() < PATIENCE and self._said()[0] < feeds:
            time.sleep(0.02)
        if at_once and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        while self.process.poll() is None:
            self.look()
            time.sleep(0.02)
        whole = time.perf_counter() - self.began
        self._err.close()
        return whole, self._said()[1]

    def _said(self) -> tuple[int, float]:
        """Return what the reader said last: feeds read, and after how many seconds."""
        said = _SAID.findall(self.log.read_text())
        return (int(said[-1][0]), float(said[-1][2])) if said else (0, float("nan"))


def one_round(farm: Farm, template: Path, scratch: Path) -> dict[str, float]:
    """Measure one round. Returns figure → value; "wrong" counts rows that are not as the farm expects."""
    found: dict[str, float] = {}
    found["bare first, s"], found["bare unchanged, s"] = bare(farm.client, farm.urls, 64)
    home = scratch / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    env = os.environ | {"OCTAVO_HOME": str(home), "OCTAVO_LOOPBACK_ALLOWED": farm.allowed}
    due, farm_cpu = farm.listed(), farm.cpu()

    reading = Reading(home, env)
    found["first item visible, s"] = reading.until("SELECT count(*) FROM article_article", 1)
    found["first: stored, s"] = reading.until(_whole_feeds(farm.items), due)
    found["first: CPU until stored, s"] = reading.cpu
    found["first: reader's memory until stored, MB"] = reading.peak / 1e6
    found["first: farm's CPU, s"] = farm.cpu() - farm_cpu
    found["first: searchable, s"] = reading.until_searchable(due)
    _, found["first: refresh, s"] = reading.end(farm.feeds)
    found["wrong"] = float(abs(_rest(home, farm.items) - due))
    found["KB of disk per article"] = sum(file.stat().st_size for file in home.glob("octavo.sqlite3*")) / due / 1e3

    reading = Reading(home, env)
    found["unchanged: whole, s"], found["unchanged: refresh, s"] = reading.end(farm.feeds, at_once=False)
    found["unchanged: CPU, s"] = reading.cpu
    due += int(farm.ask("tick")["new_items"])
    _rest(home, farm.items)
    reading = Reading(home, env)
    reading.until(_whole_feeds(farm.items), due)
    _, found["changed: refresh, s"] = reading.end(farm.feeds)
    found["wrong"] += abs(_rest(home, farm.items) - due)
    found["first: stored, items/s"] = (due_first := farm.listed()) / found["first: stored, s"]
    found["first: searchable, items/s"] = due_first / found["first: searchable, s"]
    found["first: refresh, × bare"] = found["first: refresh, s"] / found["bare first, s"]
    found["unchanged: refresh, × bare"] = found["unchanged: refresh, s"] / found["bare unchanged, s"]
    return found


def _whole_feeds(items: int) -> str:
    """Return SQL that counts the articles of feeds that gave at least `items`."""
    return f"SELECT sum(n) FROM (SELECT count(*) AS n FROM article_article GROUP BY source_id HAVING n >= {items})"


def _rest(home: Path, items: int) -> int:
    """Drop what is left to think about and make every feed due, as if a day had passed. Returns how many articles there are."""
    with sqlite3.connect(home / "octavo.sqlite3", timeout=60) as rows:
        rows.execute("DELETE FROM flow_work WHERE step <> 'poll'")
        rows.execute("UPDATE flow_work SET due = '2000-01-01 00:00:00', lease = NULL")
        distinct = rows.execute("SELECT count(*) = count(DISTINCT publisher_id || ' ' || url) FROM article_article")
        count: int = rows.execute(_whole_feeds(items)).fetchone()[0] if distinct.fetchone()[0] else -1
    rows.close()
    return count


def main() -> int:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="FARM")
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rights", choices=["headline", "excerpt", "full"], default="excerpt")
    parser.add_argument("--port", type=int, default=8990)
    given = sys.argv[1:]
    cut = given.index("--") if "--" in given else len(given)
    options = parser.parse_args(given[:cut], argparse.Namespace(farm=given[cut + 1 :]))
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
