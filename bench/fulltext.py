"""How fast full texts come in, beside the extractor alone at the same pages, on the same cores, in the same run.

    python bench/fulltext.py FARM PAGES [--feeds 30] [--items 20] [--rounds 5] [--port 8992]

FARM is the program that serves the feeds (its options and control addresses are those of shared/bench/farm/farm.py), PAGES a
folder of *.html: real pages say more. Their pictures are left out, since they lie elsewhere. Each round first lets as many
children as the reader has extract the pages that the farm's articles lead to, fetched before, with nothing else to do; then
`octavo read --once` reads feeds and pages into a fresh home. Prints the median of each figure over the rounds.

    alone        pages a second of the extractor in its children
    reader       pages a second from the first page stored to the last
    visible      seconds until every entry of the feeds is a row, with or without its page
    CPU          seconds of the reader and its parsing children until the last page, and of the farm beside them
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from refresh import OCTAVO, Farm, Reading

from octavo.flow.parsers import Parsers, parser_of

_LINK = re.compile(r"<link>([^<]+/a/[^<]+)</link>|<link[^>]*href=\"([^\"]+/a/[^\"]+)\"")
_PICTURE = re.compile(
    rb"""(?i)(<(?:img|source|meta)\b[^>]*?["'\s]|"(?:image|url|thumbnailUrl)"\s*:\s*\[?\s*")(?:https?:)?//[^"'\s>]*"""
)
_LEFT = "SELECT count(*) FROM flow_work WHERE step = 'page' AND due <= strftime('%Y-%m-%d %H:%M:%f', 'now')"
_DONE = f"SELECT (SELECT count(*) FROM flow_work WHERE step = 'page') - ({_LEFT})"  # their next visit lies ahead


def without_pictures(pages: Path, into: Path) -> Path:
    """Copy the pages to `into`, so that nothing in them is fetched from anywhere else. Returns `into`."""
    into.mkdir()
    for path in sorted(pages.glob("*.html")):
        (into / path.name).write_bytes(_PICTURE.sub(rb"\1/", path.read_bytes()))
    return into


def pages_of(farm: Farm) -> list[tuple[str, bytes]]:
    """Return address and bytes of every page that the farm's feeds lead to."""
    found: dict[str, bytes] = {}
    for feed in farm.urls.read_text().split():
        with urllib.request.urlopen(feed) as reply:
            links = [a or b for a, b in _LINK.findall(reply.read().decode())]
        for link in links:
            with urllib.request.urlopen(link) as reply:
                found[link] = reply.read()
    return list(found.items())


def alone(pages: list[tuple[str, bytes]], children: int) -> float:
    """Return the pages a second that `children` children extract."""
    boxes = [parser_of("page") for _ in range(children)]
    for box in boxes:
        box.call(pages[0][1], pages[0][0], "text/html", {})  # up and warm

    def work(number: int) -> None:
        for url, body in pages[number::children]:
            boxes[number].call(body, url, "text/html", {})

    with ThreadPoolExecutor(children) as threads:
        began = time.perf_counter()
        list(threads.map(work, range(children)))
        took = time.perf_counter() - began
    for box in boxes:
        box.close()
    return len(pages) / took


def reader(farm: Farm, template: Path, scratch: Path, due: int) -> dict[str, float]:
    """Read everything once in a fresh home. Returns figure → value."""
    home = scratch / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    env = os.environ | {"OCTAVO_HOME": str(home), "OCTAVO_LOOPBACK_ALLOWED": farm.allowed}
    farm_cpu = farm.cpu()
    reading = Reading(home, env)
    visible = reading.until("SELECT count(*) FROM article_article", due)
    first = reading.until(_DONE, 1, every=0.1)
    last = reading.until(f"SELECT ({_LEFT}) = 0", 1, every=0.25)
    cpu, of_farm = reading.cpu, farm.cpu() - farm_cpu
    reading.end(farm.feeds)
    return {
        "reader, pages/s": (due - 1) / (last - first),
        "visible, s": visible,
        "last page, s": last,
        "CPU, s": cpu,
        "farm's CPU, s": of_farm,
    }


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="FARM")
    parser.add_argument("pages", type=Path)
    parser.add_argument("--feeds", type=int, default=30)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--port", type=int, default=8992)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="octavo-fulltext-") as folder, ExitStack() as stack:
        scratch = Path(folder)
        options.farm = ["--pages", str(without_pictures(options.pages, scratch / "pages"))]
        farm = stack.enter_context(Farm(options.program, options, scratch))
        template = scratch / "template"
        env = os.environ | {"OCTAVO_HOME": str(template), "OCTAVO_DEFAULT_RIGHTS": "full"}
        subprocess.run([*OCTAVO, "sources", "import", str(farm.opml)], env=env, check=True, stdout=subprocess.DEVNULL)
        pages = pages_of(farm)
        rounds = []
        for _ in range(options.rounds):
            rate = alone(pages, Parsers.COUNT)
            found = {"alone, pages/s": rate} | reader(farm, template, scratch, len(pages))
            rounds.append(found | {"share of alone": found["reader, pages/s"] / rate})
    kilobytes = sum(len(body) for _, body in pages) / len(pages) / 1e3
    print(f"{len(pages)} pages of {kilobytes:.0f} KB; {options.rounds} rounds; load {os.getloadavg()[0]:.1f}")
    for name in rounds[0]:
        values = [found[name] for found in rounds]
        print(f"{name:20} {statistics.median(values):10.2f}   ({min(values):.2f} – {max(values):.2f})")


if __name__ == "__main__":
    main()
