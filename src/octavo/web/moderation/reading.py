"""What waits for a moderator, with what is known of its author. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from octavo.people.models import Appeal, Comment, Entry, Report, User
from octavo.web.frame.words import plural

SHOWN = 50  # cases on one page of the queue
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Case:
    """One comment that waits: since when, why, and who wrote it. `kind` is held, reported or appeal."""

    comment: Comment
    kind: str
    since: datetime
    why: str
    author: str
    appeal: Appeal | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """The longest-waiting cases and the figures of the day."""

    cases: tuple[Case, ...]
    total: int
    approved: int
    removed: int
    appeals: int

    @property
    def oldest(self) -> datetime | None:
        """Since when the longest-waiting case waits."""
        return min((case.since for case in self.cases), default=None)


def queue(now: datetime) -> Queue:
    """Return what waits, longest first."""
    about = ("author", "article__publisher", "story__lead__publisher")
    held = list(Comment.objects.filter(deleted=None).exclude(held=None).select_related(*about).order_by("held")[:SHOWN])
    reports: dict[int, list[Report]] = {}
    for report in Report.objects.filter(settled=None, comment__deleted=None).order_by("created")[: SHOWN * 4]:
        reports.setdefault(report.comment_id, []).append(report)
    reported = list(Comment.objects.filter(pk__in=reports, held=None, hidden=None).select_related(*about))
    appeals = list(
        Appeal.objects.filter(settled=None)
        .select_related(*(f"comment__{name}" for name in about))
        .order_by("created")[:SHOWN]
    )
    comments = [*held, *reported, *(appeal.comment for appeal in appeals)]
    records = _records({comment.author_id for comment in comments if comment.author_id}, now)
    cases = [_case(c, "held", c.held or now, c.held_why, records) for c in held]
    cases += [_case(c, "reported", reports[c.pk][0].created, _said(reports[c.pk]), records) for c in reported]
    cases += [
        _case(a.comment, "appeal", a.created, f"Appeal. Removed under {a.comment.hidden_rule}", records, a) for a in appeals
    ]  # fmt: skip
    verbs = dict(
        Entry.objects.filter(created__gt=now - DAY).values_list("verb").annotate(n=Count("pk")).values_list("verb", "n")
    )
    found = sorted(cases, key=lambda case: case.since)
    return Queue(tuple(found[:SHOWN]), len(cases), verbs.get("approved", 0), verbs.get("removed", 0), len(appeals))


def _said(reports: list[Report]) -> str:
    rules = sorted({report.rule for report in reports})
    return f"Reported by {plural(len(reports), 'reader')}: {'; '.join(rules)}"


def _case(
    comment: Comment, kind: str, since: datetime, why: str, records: dict[int, str], appeal: Appeal | None = None
) -> Case:
    return Case(comment, kind, since, why.rstrip("."), records.get(comment.author_id or 0, "A former reader"), appeal)


def _records(authors: set[int], now: datetime) -> dict[int, str]:
    return {user.pk: record_of(user, now) for user in people().filter(pk__in=authors)}


def people() -> QuerySet[User]:
    """Return accounts with how much they wrote (`wrote`) and how much of it was removed (`removed`)."""
    return User.objects.annotate(
        wrote=Count("comments"), removed=Count("comments", filter=Q(comments__hidden__isnull=False))
    )


def record_of(user: User, now: datetime) -> str:
    """Return an author's record in words: "Account 3 days old, 2 comments, none removed"."""
    days = (now - user.date_joined).days
    age = (
        "new today"
        if days < 1
        else f"{plural(days, 'day')} old"
        if days < 365
        else f"{plural(days // 365, 'year')} old"
    )
    removed = user.removed or "none"  # type: ignore[attr-defined] # annotated by people()
    return f"Account {age}, {plural(user.wrote, 'comment')}, {removed} removed"  # type: ignore[attr-defined]
