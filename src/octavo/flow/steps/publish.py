"""Relate articles: to what stands near them, and what stands near them to them."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import numpy as np
from django.db import transaction

from octavo.find.actions import store_relations
from octavo.find.logic.related import relate
from octavo.find.port import Vectors
from octavo.find.types import Related
from octavo.flow.actions import finish
from octavo.flow.models import Work
from octavo.insight.models import Understanding
from octavo.kit import seam
from octavo.story.models import Member
from octavo.story.reading import placements_of, reports_of
from octavo.story.types import Placement, Report

NEIGHBOURS = (
    40  # candidates by vector; the likeness of reports decides among them, and finds as well among 30 as among 60
)
COMPANIONS = 30  # newest members of the same story, whatever their vectors say
_AT_ONCE = 2000
_VECTOR = ("pk", "article_id", "model", "vector")
KEPT_REPORTS = 6000  # about 20 MB


class _Shelf:
    """What this process holds: vectors of every understood article, and the reports last used."""

    def __init__(self) -> None:
        self.spaces: dict[str, Vectors] = {}  # by the name of the embedder
        self.newest = 0
        self._reports: OrderedDict[int, Report] = OrderedDict()

    def catch_up(self) -> None:
        """Load the vectors of articles understood since the last look."""
        rows = Understanding.objects.filter(pk__gt=self.newest).order_by("pk").values_list(*_VECTOR)
        unread = rows.iterator(chunk_size=_AT_ONCE)
        while chunk := list(islice(unread, _AT_ONCE)):
            self._hold(chunk)
            self.newest = chunk[-1][0]

    def _hold(self, rows: Sequence[tuple[int, int, str, Any]]) -> None:
        by_space: dict[str, list[tuple[int, Any]]] = {}
        for _, article_id, space, vector in rows:
            by_space.setdefault(space, []).append((article_id, np.frombuffer(bytes(vector), np.float16)))
        for space, held in by_space.items():
            if space not in self.spaces:
                self.spaces[space] = seam.fresh("find.vectors")
            self.spaces[space].add([pk for pk, _ in held], np.stack([v for _, v in held]).astype(np.float32))

    def near(self, report: Report, limit: int) -> list[int]:
        """Return the articles nearest to `report` among those that the same embedder has read."""
        held = self.spaces.get(report.space)
        return [other for other, _ in held.nearest(report.vector, limit=limit)] if held else []

    def renew(self, article_ids: Sequence[int]) -> None:
        """Read these articles anew: their text or their vector may have changed."""
        for article_id in article_ids:
            self._reports.pop(article_id, None)
        self._hold(list(Understanding.objects.filter(article_id__in=article_ids).values_list(*_VECTOR)))

    def reports(self, wanted: Iterable[int]) -> dict[int, tuple[Report, Placement]]:
        """Return report and placement of each article that has them. Places are read each time: any process may move them."""
        places = placements_of(wanted)
        missing = [article_id for article_id in places if article_id not in self._reports]
        self._reports |= reports_of(missing) if missing else {}
        found = {key: (self._reports[key], place) for key, place in places.items() if key in self._reports}
        for article_id in found:
            self._reports.move_to_end(article_id)
        while len(self._reports) > KEPT_REPORTS:
            self._reports.popitem(last=False)
        return found


_shelf: _Shelf | None = None


def forget() -> None:
    """Drop what this process holds; the next batch loads it again."""
    global _shelf
    _shelf = None
    seam.engine.cache_clear()


def run(rows: Sequence[Work], now: datetime) -> int:  # noqa: ARG001 - every step gets the moment
    """Relate the articles of `rows`, and those they are related to. Returns how many rows were done."""
    shelf, targets = _caught_up(), [row.target for row in rows]
    shelf.renew(targets)
    found = {target: _related(shelf, target) for target in targets}
    mirrored = {other for relations in found.values() for other, _ in relations} - set(found)
    _store(found | {other: _related(shelf, other) for other in mirrored}, rows)
    return len(targets)


def again(rows: Sequence[Work], now: datetime) -> int:  # noqa: ARG001 - every step gets the moment
    """Relate the articles of `rows` anew, since their stories were decided anew. Returns how many rows were done."""
    shelf = _caught_up()
    _store({row.target: _related(shelf, row.target) for row in rows}, rows)
    return len(rows)


def _caught_up() -> _Shelf:
    global _shelf
    _shelf = _shelf or _Shelf()
    _shelf.catch_up()
    return _shelf


@transaction.atomic
def _store(found: Mapping[int, Sequence[tuple[int, Related]]], rows: Sequence[Work]) -> None:
    store_relations(found)
    finish(rows)


def _related(shelf: _Shelf, target: int) -> list[tuple[int, Related]]:
    own = shelf.reports([target]).get(target)
    if own is None:
        return []
    report, placement = own
    near = shelf.near(report, NEIGHBOURS + 1)
    companions = (
        Member.objects.filter(story__key=placement.story).order_by("-placed").values_list("article_id", flat=True)
    )
    known = shelf.reports({*near, *companions[:COMPANIONS]} - {target})
    candidates = [other for other, _ in known.values()]
    placements = {str(key): place for key, (_, place) in known.items()} | {report.id: placement}
    return [(int(item.id), item) for item in relate(report, candidates, top=12, placements=placements)]
