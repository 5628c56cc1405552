"""What placing one article costs while more and more are live: does it grow with the window?

    python bench/growth.py [--sizes 1000,10000,100000] [--measured 500] [--seed 1]

Articles are made of invented words: each event has names and words of its own, its reports share most of them, and all draw on
common words by Zipf's law, so that crowded terms are as crowded as in news. At each size the next `--measured` articles are timed:
CPU milliseconds to make the report (words, weights, shingles) and to place it. The embedding is a random vector near its event's.
The last column is the process's largest memory so far. Prints growth of the placing from the first size to the last.
"""

import argparse
import random
import resource
import time
from datetime import UTC, datetime, timedelta

import numpy as np

from octavo.story.logic.cluster import Clusterer
from octavo.story.logic.report import report_of
from octavo.story.types import Report

START = datetime(2026, 1, 1, tzinfo=UTC)
SYLLABLES = [
    "ba",
    "ko",
    "ri",
    "me",
    "tu",
    "sa",
    "lo",
    "ven",
    "dar",
    "mi",
    "pel",
    "or",
    "an",
    "gu",
    "fi",
    "zet",
    "hal",
    "ner",
]
REPORTS = 8  # of one event, on average
WORDS = 220


class Press:
    """Makes reports one by one, in the order of their arrival."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.common = [self._word(2) for _ in range(4000)]
        self.weights = [1 / (k + 3) for k in range(len(self.common))]
        self.live: list[tuple[list[str], np.ndarray]] = []
        self.made = 0

    def _word(self, least: int) -> str:
        return "".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.randint(least, least + 2)))

    def _event(self) -> tuple[list[str], np.ndarray]:
        own = [self._word(3).capitalize() if k < 6 else self._word(3) for k in range(24)]
        vector = self.noise.standard_normal(256)
        return own, vector / np.linalg.norm(vector)

    def report(self) -> Report:
        """Return the next report."""
        if not self.live or self.rng.random() < 1 / REPORTS:
            self.live = [*self.live[-40:], self._event()]
        own, centre = self.rng.choice(self.live)
        said = self.rng.choices(self.common, self.weights, k=WORDS) + self.rng.choices(own, k=WORDS // 5)
        self.rng.shuffle(said)
        vector = centre + 0.06 * self.noise.standard_normal(256)
        self.made += 1
        return report_of(
            str(self.made), publisher=f"p{self.made % 60}", published=START + timedelta(seconds=6 * self.made),
            title=" ".join(self.rng.sample(own, 5)), text=" ".join(said), language="en",
            vector=(vector / np.linalg.norm(vector)).astype(np.float32),
        )  # fmt: skip


def main() -> None:
    """Run and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--measured", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    press, clusterer, placing = Press(asked.seed), Clusterer(), []
    print(f"{'live':>8} {'report ms':>10} {'place ms':>10} {'memory MB':>10}")
    for size in (int(x) for x in asked.sizes.split(",")):
        while press.made < size:
            clusterer.place(press.report())
        began = time.process_time()
        reports = [press.report() for _ in range(asked.measured)]
        made = time.process_time()
        for report in reports:
            clusterer.place(report)
        placing.append(1000 * (time.process_time() - made) / asked.measured)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>8} {1000 * (made - began) / asked.measured:>10.2f} {placing[-1]:>10.2f} {memory:>10.0f}",
            flush=True,
        )
    print(f"growth of placing: {placing[-1] / placing[0]:.2f}")


if __name__ == "__main__":
    main()
