"""What live reports think of each other: for each, how likely those near it are of its event and of its storyline."""

from collections.abc import Collection, Mapping

from octavo.story.logic.likeness import Judged

NO_EDGE = 0.01  # likelihoods below change no mean by more than the thresholds' own error


class Edges:
    """Likelihoods by (report, other): each report judges in its own company, so two may think differently of each other."""

    def __init__(self) -> None:
        self._likely: dict[tuple[str, str], tuple[float, float]] = {}

    def keep(self, report: str, judged: Mapping[str, Judged]) -> None:
        """Keep how `report` judged others; what is next to impossible is not worth its memory."""
        for other, found in judged.items():
            if max(found.event, found.story) > NO_EDGE:
                self._likely[report, other] = found.event, found.story
            else:
                self._likely.pop((report, other), None)

    def between(self, number: Mapping[str, int], level: int) -> dict[tuple[int, int], float]:
        """Return the mean likelihood of each pair of numbered reports, smaller number first; `level` 0 is event, 1 storyline."""
        found: dict[tuple[int, int], float] = {}
        for (report, other), likely in self._likely.items():
            if report in number and other in number:
                there = self._likely.get((other, report), likely)
                a, b = number[report], number[other]
                found[(a, b) if a < b else (b, a)] = (likely[level] + there[level]) / 2
        return {pair: mean for pair, mean in found.items() if mean > NO_EDGE}

    def forget(self, gone: Collection[str]) -> None:
        """Drop whatever these reports thought, and what others thought of them."""
        self._likely = {
            (report, other): likely
            for (report, other), likely in self._likely.items()
            if report not in gone and other not in gone
        }
