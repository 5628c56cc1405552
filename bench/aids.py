"""CPU of the extractive tools: of an article, and of a story of many reports.

    python bench/aids.py [ARTICLES.jsonl] [--articles N] [--reports N]

ARTICLES holds {"title", "text", "publisher"?, "published"?} a line; without it the demo's own press is read. What is counted is
everything that the tools make, whether it is made as an article comes in or when a reader asks; understanding the text is not.
Each figure is the least of three runs in one process, so that another program's turn does not count.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from octavo.assist.logic.accounts import differing_figures
from octavo.assist.logic.aids import Known, Made, make
from octavo.assist.logic.ask import ask
from octavo.assist.logic.coverage import who_reports_what
from octavo.assist.logic.lineage import credited
from octavo.assist.logic.quiz import Read, read_elsewhere
from octavo.assist.logic.summary import summarize
from octavo.assist.logic.timeline import merged
from octavo.assist.types import Source
from octavo.insight.engines.static import StaticEmbedder
from octavo.insight.logic.understand import understand
from octavo.press import world

RUNS = 3
QUESTION = "How many people were taken to hospital, and who said so?"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=100, help="articles to measure (100)")
    parser.add_argument("--reports", type=int, default=30, help="reports of the story (30)")
    given = parser.parse_args()
    sources = list(read(given.articles))
    random.Random(1).shuffle(sources)
    embedder = StaticEmbedder()
    known = {s.id: known_of(s, embedder) for s in sources[: max(given.count, given.reports)]}
    elsewhere = read_elsewhere([(s.text, known[s.id].entities) for s in sources[:60] if s.id in known])
    made = {s.id: make(s, known[s.id], elsewhere) for s in sources if s.id in known}
    alone = [article(s, known[s.id], elsewhere) for s in sources[: given.count]]
    words = statistics.median(len(s.text.split()) for s in sources[: given.count])
    report(f"article, median {words:.0f} words", alone)
    chosen = sorted(sources[: len(known)], key=lambda s: -len(s.text))[: given.reports]
    words = statistics.median(len(s.text.split()) for s in chosen)
    report(f"story of {len(chosen)} reports, median {words:.0f} words", [story(chosen, made)])


def read(path: Path | None) -> Iterator[Source]:
    """Yield the articles to measure."""
    if path is None:
        for n, one in enumerate(world.build(NOON, 1).articles):
            yield Source(str(n), one.headline, "\n\n".join(one.paragraphs), one.publisher, one.published)
        return
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        yield Source(str(n), row["title"], row["text"], row.get("publisher") or f"p{n}", NOON)


def known_of(source: Source, embedder: StaticEmbedder) -> Known:
    """Return what insight knows of an article; none of its cost is counted."""
    insight = understand(source.title, source.text, embedder=embedder)
    return Known(insight.sentences, insight.entities)


def article(source: Source, known: Known, elsewhere: Read) -> dict[str, float]:
    """Return milliseconds of CPU by tool for one article."""
    return {
        "facts, explain, timeline, quiz": milliseconds(lambda: make(source, known, elsewhere)),
        "summary": milliseconds(lambda: summarize(source, 4)),
        "ask": milliseconds(lambda: ask(QUESTION, [source])),
    }


def story(sources: list[Source], made: dict[str, Made]) -> dict[str, float]:
    """Return milliseconds of CPU by tool for one story."""
    told = [(s, made[s.id].moments) for s in sources]
    names = tuple(dict.fromkeys(s.publisher or s.id for s in sources))
    return {
        "compare, summary": milliseconds(lambda: who_reports_what(fresh(sources), 12)),
        "figures that differ": milliseconds(lambda: differing_figures(fresh(sources))),
        "who credits whom": milliseconds(lambda: credited(fresh(sources), names)),
        "timeline": milliseconds(lambda: merged(told)),
        "ask": milliseconds(lambda: ask(QUESTION, fresh(sources))),
    }


def fresh(sources: list[Source]) -> list[Source]:
    """Return copies, so that nothing found of one run is known to the next."""
    return [replace(s) for s in sources]


def milliseconds(work: Callable[[], object]) -> float:
    """Return the least CPU time of RUNS runs."""
    found = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        found.append((time.process_time() - began) * 1000)
    return min(found)


def report(title: str, rows: list[dict[str, float]]) -> None:
    """Print median and 95th percentile by tool and of all together."""
    print(f"\n{title} ({len(rows)} measured), ms CPU")
    for name in (*rows[0], "all"):
        values = sorted(sum(row.values()) if name == "all" else row[name] for row in rows)
        print(
            f"  {name:32s} median {statistics.median(values):7.1f}   95 % {values[int(0.95 * (len(values) - 1))]:7.1f}"
        )


if __name__ == "__main__":
    main()
