"""What waits for a moderator, with what is known of its author. A fixed number of queries."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext, ngettext

from octavo.people.models import Appeal, Comment, Dispute, Entry, Report, User
from octavo.web.frame.retold import retold
from octavo.web.frame.words import number

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
    words: tuple[str, ...] = ()  # of those who reported it


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
    about = ("author", "parent__author", "article__publisher", "story__lead__publisher")
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
    cases = [_case(c, "held", c.held or now, retold(c.held_why), records) for c in held]
    for c in reported:
        case = _case(c, "reported", reports[c.pk][0].created, _said(reports[c.pk]), records)
        cases.append(replace(case, words=tuple(filter(None, (report.words.strip() for report in reports[c.pk])))))
    for a in appeals:
        why = gettext("Appeal. Removed under %(rule)s") % {"rule": retold(a.comment.hidden_rule)}
        cases.append(_case(a.comment, "appeal", a.created, why, records, a))
    verbs = dict(
        Entry.objects.filter(created__gt=now - DAY).values_list("verb").annotate(n=Count("pk")).values_list("verb", "n")
    )
    found = sorted(cases, key=lambda case: case.since)
    return Queue(tuple(found[:SHOWN]), len(cases), verbs.get("approved", 0), verbs.get("removed", 0), len(appeals))


def _said(reports: list[Report]) -> str:
    rules = sorted({report.rule for report in reports})
    said = ngettext("Reported by %(num)s reader: %(rules)s", "Reported by %(num)s readers: %(rules)s", len(reports))
    return said % {"num": len(reports), "rules": "; ".join(map(retold, rules))}


def _case(
    comment: Comment, kind: str, since: datetime, why: str, records: dict[int, str], appeal: Appeal | None = None
) -> Case:
    return Case(
        comment, kind, since, why.rstrip("."), records.get(comment.author_id or 0, gettext("A former reader")), appeal
    )


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
    years = days // 365
    if days < 1:
        age = gettext("Account new today")
    elif years < 1:
        age = ngettext("Account %(num)s day old", "Account %(num)s days old", days) % {"num": days}
    else:
        age = ngettext("Account %(num)s year old", "Account %(num)s years old", years) % {"num": years}
    wrote, gone = user.wrote, user.removed  # type: ignore[attr-defined] # annotated by people()
    comments = ngettext("%(num)s comment", "%(num)s comments", wrote) % {"num": number(wrote)}
    removed = ngettext("%(num)s removed", "%(num)s removed", gone) % {"num": gone} if gone else gettext("none removed")
    return f"{age}, {comments}, {removed}"


def disputes() -> list[Dispute]:
    """Return the hashtags that readers dispute, longest waiting first. One query."""
    rows = Dispute.objects.filter(settled=None).select_related("hashtag", "article")
    return list(rows.order_by("created", "pk")[:SHOWN])
