"""Run every scorer that lies in ../shared/bench against this checkout and end with one table.

    python bench/run.py [--only NAME …] [--quick]

Exit status 1 when a scorer says that something does not hold. Scores have no pass mark; read the table.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCORERS = ROOT.parent / "shared" / "bench"
OCTAVO = str(Path(sys.executable).with_name("octavo"))

# name → (arguments, what to show of its output: a pattern whose whole matches are joined)
RUNS: dict[str, tuple[list[str], str]] = {
    "extraction": (
        ["--command", f"{OCTAVO} extract --batch", "--baseline", "trafilatura"],
        r"^(?:aeb|fundus|segments|seed)\b.*$",
    ),
    "feeds": (
        ["--command", f"{OCTAVO} feed --batch", "--baseline", "feedparser"],
        r"^(?:real|gofeed|malformed|feed-rs|miniflux|w3c)\b.*$",
    ),
    "robots": (
        ["--function", "octavo.fetch.robots:allowed", "--baseline", "protego"],
        r"^.*(?:rules|decisions|agree).*$",
    ),
    "sanitizer": (["--command", f"{OCTAVO} sanitize --batch", "--control"], r"^.*(?:ran|armed|kept).*$"),
    "ssrf": (["octavo.fetch.client:fetch"], r"^.*(?:forbidden|VOID|control).*$"),
    "hostile": (["--octavo", OCTAVO], r"^.*(?:hold|of \d+).*$"),
    "hidden_text": (["--octavo", OCTAVO, "--all-ways"], r"^.*(?:leak|kept).*$"),
    "stories": (["--command", OCTAVO], r"^.*(?:\.f\b|recall|precision|merged|contaminated|firm|growth).*$"),
    "related": (["--command", OCTAVO], r"^.*(?:ndcg5|pearson|auc|orphans).*$"),
    "hashtags": (["--command", OCTAVO], r"^.*(?:f5|form).*$"),
    "summaries": (["--command", OCTAVO], r"^.*(?:rouge|over_lead3|headline_recall|repetition).*$"),
    "verify": (["--command", OCTAVO], r"^.*(?:auc|balanced|refused|accepted).*$"),
}


def run(name: str, *, quick: bool) -> tuple[int, float, list[str]]:
    """Run one scorer, showing all it prints. Returns (exit status, seconds, the lines worth a table)."""
    arguments, wanted = RUNS[name]
    quick_flag = ["--quick"] if quick and name in {"stories", "related", "hashtags", "summaries", "verify"} else []
    began = time.monotonic()
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(SCORERS / f"{name}.py"), *arguments, *quick_flag]
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=False)
    print(f"\n=== {name}\n{done.stdout}", flush=True)
    return done.returncode, time.monotonic() - began, re.findall(wanted, done.stdout, re.MULTILINE)[:14]


def main() -> int:
    """Run what was asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=list(RUNS), default=list(RUNS))
    parser.add_argument("--quick", action="store_true", help="small samples where a scorer offers them")
    options = parser.parse_args()
    if not SCORERS.is_dir():
        print("The scorers are not beside this checkout; there is nothing to run.")
        return 0
    results = {name: run(name, quick=options.quick) for name in options.only}
    print("\n" + "=" * 80)
    for name, (status, seconds, lines) in results.items():
        print(f"\n{name:<12} {'held' if status == 0 else f'exit {status}':<8} {seconds:6.0f} s")
        for line in lines:
            print(f"    {line.strip()[:140]}")
    return int(any(status for status, _, _ in results.values()))


if __name__ == "__main__":
    sys.exit(main())
