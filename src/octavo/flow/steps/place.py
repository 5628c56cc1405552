"""Place articles in stories, in the order they arrived. One process at a time decides; its window is rebuilt from rows."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db import connection, transaction

from octavo.article.models import Article
from octavo.flow.actions import enqueue, finish
from octavo.flow.models import Work
from octavo.insight.models import Understanding
from octavo.insight.port import Embedder, tells_apart
from octavo.kit import seam
from octavo.story import corrections
from octavo.story.actions import Placed, apply_redirects, refresh_stories, store_placements
from octavo.story.errors import ReportFormatError
from octavo.story.logic.cluster import Clusterer
from octavo.story.logic.report import report_of, to_bytes
from octavo.story.models import Member
from octavo.story.reading import decided, newest_members
from octavo.story.types import Report

log = logging.getLogger("octavo.flow")

WINDOW = timedelta(days=7)  # older stories are closed: news that comes back after a week begins anew
# A second look costs more the more is live: it may take a twentieth of the time, and comes every ten seconds at most.
REVIEW_AT_LEAST, REVIEW_SHARE = timedelta(seconds=10), 20
RELATED = 30  # newest articles of a story that are related anew when a second look touched it
_LOCK = 0x0C7A70  # PostgreSQL advisory lock: deciders take turns


class _Window:
    """The clusterer and how much of the tables it knows. Thrown away whenever a write failed."""

    def __init__(self) -> None:
        self.clusterer = Clusterer()
        self.known: set[int] = set()
        self.seen_until: datetime | None = None
        self.review_due: datetime | None = None
        self.unreviewed = False  # something was placed, or decided by people, since the last second look
        self.corrected_until = datetime.min.replace(tzinfo=UTC)
        self.newest: datetime | None = None  # publication of the newest report placed here

    def catch_up(self, now: datetime) -> None:
        """Learn what was placed since the last look, by this process or another."""
        since = self.seen_until or now - WINDOW
        rows = (
            Member.objects.filter(placed__gte=since).select_related("story", "event").order_by("placed", "article_id")
        )
        for member in rows.iterator(chunk_size=500):
            if member.article_id not in self.known:
                self.remember(member)
            self.seen_until = member.placed
        self._correct()

    def _correct(self) -> None:
        """Learn what operators have put together and apart since the last look."""
        changed = corrections.newest_change()
        if changed is None or changed == self.corrected_until:
            return
        moved = corrections.articles_corrected(self.corrected_until) & self.known
        for member in Member.objects.filter(article_id__in=moved).select_related("story", "event"):
            self.remember(member)
        self.clusterer.bonds = corrections.standing_bonds()
        self.corrected_until = changed
        self.review_due, self.unreviewed = None, True

    def review(self, now: datetime) -> set[int]:
        """Decide again over the last days, store what changed, and return the stories touched."""
        began = time.monotonic()
        touched = apply_redirects(self.clusterer.review(self.newest or now))
        took = timedelta(seconds=time.monotonic() - began)
        self.review_due, self.unreviewed = now + max(REVIEW_AT_LEAST, took * REVIEW_SHARE), False
        return touched

    def remember(self, member: Member) -> None:
        """Hold a member's report and placement as they are stored."""
        try:
            report, placement = decided(member)
        except ReportFormatError:
            log.warning("article %d has no readable report; it is left out of the window", member.article_id)
            return
        self.clusterer.remember(report, placement)
        self.known.add(member.article_id)
        self.unreviewed = True

    def is_due(self, now: datetime) -> bool:
        """Say whether a second look may be taken again."""
        return self.review_due is None or now >= self.review_due


_window: _Window | None = None


def forget() -> None:
    """Drop what this process remembers of the window; the next batch rebuilds it. For tests and after a failed write."""
    global _window
    _window = None


def learn(article_ids: Sequence[int]) -> None:
    """Take the reports of these articles as they are stored now, where this process holds them."""
    if _window is not None:
        held = _window.known.intersection(article_ids)
        for member in Member.objects.filter(article_id__in=held).select_related("story", "event"):
            _window.remember(member)


def run(rows: Sequence[Work], now: datetime) -> int:
    """Place the articles of `rows`; a known article keeps its place. Returns how many were placed anew."""
    global _window
    window = _window = _window or _Window()
    with _deciding():
        placed = _place(window, [row.target for row in rows], now)
        enqueue("publish", sorted(row.target for row in rows), now)
        finish(rows)
    return placed


def settle(now: datetime, *, last: bool = False) -> int:
    """Take the second look that is owed to what this process has placed: when it is due, or at once at the `last`.

    For calm moments, in which nothing new brings it about. Returns how many stories were touched.
    """
    if _window is None or not (last or _window.is_due(now)):
        return 0
    with _deciding():
        _window.catch_up(now)
        touched = _reviewed(_window, now) if _window.unreviewed else set()
        refresh_stories(touched)
        enqueue("compare", sorted(touched), now)
    return len(touched)


def _reviewed(window: _Window, now: datetime) -> set[int]:
    """Take a second look. What it moved is related anew, for a link says whether both are of one story."""
    touched = window.review(now)
    enqueue("relate", newest_members(touched, RELATED), now)
    return touched


@contextmanager
def _deciding() -> Iterator[None]:
    """Hold the turn to decide for one transaction. When it fails, what this process remembers is forgotten."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            yield
    except BaseException:
        forget()
        raise


def _place(window: _Window, targets: list[int], now: datetime) -> int:
    window.catch_up(now)
    touched = set(Member.objects.filter(article_id__in=targets).values_list("story_id", flat=True))
    reports = _reports([target for target in targets if target not in window.known])
    # The window follows the news, not the wall clock: an archive of last year clusters as it did then.
    newest = max((report.published for report in reports if report.published), default=now)
    window.clusterer.forget_before(newest - WINDOW)
    batch = [_decided(window, report, now) for report in reports]
    touched |= store_placements(batch, now)
    window.newest = max(window.newest or newest, newest)
    if window.is_due(now):
        touched |= _reviewed(window, now)
    refresh_stories(touched)
    enqueue("compare", sorted(touched), now)
    return len(batch)


def _decided(window: _Window, report: Report, now: datetime) -> Placed:
    placement = window.clusterer.place(report, now)
    window.known.add(int(report.id))
    window.unreviewed = True
    return Placed(int(report.id), placement, to_bytes(report))


def _reports(targets: list[int]) -> list[Report]:
    articles = (
        Article.objects.live()
        .filter(pk__in=targets, understanding__isnull=False, member=None)
        .select_related("publisher", "understanding")
        .order_by("published", "pk")
    )
    return [_report(article, article.understanding) for article in articles]


def _report(article: Article, known: Understanding) -> Report:
    return report_of(
        str(article.pk),
        publisher=article.publisher.name,
        published=article.published,
        title=article.title,
        text=article.minable,
        language=known.language,
        vector=np.frombuffer(bytes(known.vector), np.float16).astype(np.float32),
        entities=[entity[0] for entity in known.entities],
        space=known.model,
        told_apart=_told_apart(known),
    )


def _told_apart(known: Understanding) -> bool:
    """Say whether the embedder that read this article tells texts of its language apart."""
    chosen: Embedder = seam.engine("insight.embedder")
    made_by: Embedder = chosen if chosen.name == known.model else seam.engine("insight.sentences")
    return tells_apart(made_by, known.language)
