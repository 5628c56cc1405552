"""The live window: reports by id, and bounded look-ups of what a new report may belong to."""

from collections import defaultdict
from datetime import datetime

import numpy as np

from octavo.story.logic.shingles import keys, shares
from octavo.story.types import Report

INDEXED = 14  # most telling terms of a report that find it; more add cost and few true neighbours
POSTINGS = 160  # newest reports kept under a term: bounds the cost of a look-up whatever the size of the window
COPY_POSTINGS = 48
MIN_COPY_WORDS = 40  # a shorter text shares its runs with others by chance
COPY_OF_LONGER = (
    0.30  # a copy cut to half and edited keeps 0.38 of the longer text; a quoting follow-up, against a cut copy, 0.25
)
COPY_SHARE = 0.55  # a follow-up that quotes stays below 0.45, an edited copy above 0.62


class Window:
    """Live reports with an inverted index on telling terms and one on shingles."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.numbers: dict[str, int] = {}
        self._terms: dict[str, list[str]] = defaultdict(list)
        self._shingles: dict[int, list[str]] = defaultdict(list)
        self._count = 0

    def add(self, report: Report) -> None:
        """Keep a report; the newest stay findable under a crowded term."""
        self.reports[report.id] = report
        self.numbers[report.id] = self._count
        self._count += 1
        for term in _lookup(report):
            _post(self._terms[term], report.id, POSTINGS)
        if report.words >= MIN_COPY_WORDS:
            for key in keys(report.shingles):
                _post(self._shingles[key], report.id, COPY_POSTINGS)

    def near(self, report: Report, top: int) -> list[Report]:
        """Return at most `top` live reports that share telling terms, the most sharing first. Cost bounded by INDEXED × POSTINGS."""
        found: dict[str, float] = defaultdict(float)
        for term, weight in _lookup(report).items():
            for other in self._terms.get(term, ()):
                found[other] += weight
        found.pop(report.id, None)
        if len(found) > top:  # all but the best by a look at the weights alone; of equals the newest
            edge = float(np.partition(np.fromiter(found.values(), np.float64, len(found)), -top)[-top])
            found = {i: weight for i, weight in found.items() if weight >= edge}
        best = sorted(((weight, self.numbers[i], i) for i, weight in found.items()), reverse=True)[:top]
        return [self.reports[i] for _, _, i in best]

    def copied(self, report: Report) -> tuple[Report, float] | None:
        """Return the live report whose text this one repeats, with the share of the shorter text repeated; None when none does."""
        if report.words < MIN_COPY_WORDS:
            return None
        votes: dict[str, int] = defaultdict(int)
        for key in keys(report.shingles):
            for other in self._shingles.get(key, ()):
                votes[other] += 1
        best: tuple[Report, float] | None = None
        for other, _ in sorted(votes.items(), key=lambda x: (-x[1], x[0]))[:12]:
            held = self.reports.get(other)
            if held is None or other == report.id:
                continue
            share, of_longer = shares(report.shingles, report.level, held.shingles, held.level)
            if share >= COPY_SHARE and of_longer >= COPY_OF_LONGER and (best is None or share > best[1]):
                best = (held, share)
        return best

    def forget_before(self, moment: datetime) -> list[str]:
        """Drop reports published before `moment` and return their ids; undated ones stay."""
        old = [r.id for r in self.reports.values() if r.published is not None and r.published < moment]
        for i in old:
            del self.reports[i]
            del self.numbers[i]
        self._terms = defaultdict(
            list, {t: p for t, p in ((t, [i for i in p if i in self.reports]) for t, p in self._terms.items()) if p}
        )
        self._shingles = defaultdict(
            list, {t: p for t, p in ((t, [i for i in p if i in self.reports]) for t, p in self._shingles.items()) if p}
        )
        return old


def _post(postings: list[str], report_id: str, most: int) -> None:
    postings.append(report_id)
    if len(postings) > most:
        del postings[0]


def _lookup(report: Report) -> dict[str, float]:
    """The terms under which a report is kept and sought: of the whole text, of its head, and its names."""
    found: dict[str, float] = {}
    for source, many in ((report.terms, INDEXED), (report.head, INDEXED // 2), (report.names, INDEXED // 2)):
        for term, weight in sorted(source.items(), key=lambda x: -x[1])[:many]:
            found[term] = max(found.get(term, 0.0), weight)
    return found
