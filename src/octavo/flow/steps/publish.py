"""Relate articles: to what stands near them, and what stands near them to them."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
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
from octavo.story.errors import ReportFormatError
from octavo.story.models import Member
from octavo.story.reading import decided
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
        self._reports: OrderedDict[int, tuple[Report, Placement]] = OrderedDict()

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
        """Read these articles anew: their text, their vector or their place may have changed."""
        for article_id in article_ids:
            self._reports.pop(article_id, None)
        self._hold(list(Understanding.objects.filter(article_id__in=article_ids).values_list(*_VECTOR)))

    def reports(self, wanted: Iterable[int]) -> dict[int, tuple[Report, Placement]]:
        """Return report and placement of each article that has them."""
        ids = set(wanted)
        missing = [article_id for article_id in ids if article_id not in self._reports]
        for member in _members(missing):
            loaded = _loaded(member)
            if loaded:
                self._reports[member.article_id] = loaded
        found = {article_id: self._reports[article_id] for article_id in ids if article_id in self._reports}
        for article_id in found:
            self._reports.move_to_end(article_id)
        while len(self._reports) > KEPT_REPORTS:
            self._reports.popitem(last=False)
        return found


def _members(ids: Sequence[int]) -> Iterable[Member]:
    return Member.objects.filter(article_id__in=ids, article__gone=None, article__refusal="").select_related(
        "story", "event"
    )


def _loaded(member: Member) -> tuple[Report, Placement] | None:
    try:
        return decided(member)
    except ReportFormatError:
        return None


_shelf: _Shelf | None = None


def forget() -> None:
    """Drop what this process holds; the next batch loads it again."""
    global _shelf
    _shelf = None
    seam.engine.cache_clear()


def run(rows: Sequence[Work], now: datetime) -> int:  # noqa: ARG001 - every step gets the moment
    """Relate the articles of `rows`, and those they are related to. Returns how many rows were done."""
    global _shelf
    shelf = _shelf = _shelf or _Shelf()
    targets = [row.target for row in rows]
    shelf.catch_up()
    shelf.renew(targets)
    found = {target: _related(shelf, target) for target in targets}
    mirrored = {other for relations in found.values() for other, _ in relations} - set(found)
    found |= {other: _related(shelf, other) for other in mirrored}
    with transaction.atomic():
        store_relations(found)
        finish(rows)
    return len(targets)


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
