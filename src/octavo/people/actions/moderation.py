"""Keeping order among comments. Every verb names who, what and by which rule, and leaves a line in the log."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.people.actions.comments import announce, check_may_write
from octavo.people.actions.notices import tell
from octavo.people.errors import ClosedError, NotYoursError, TooFastError
from octavo.people.models import Appeal, Comment, Entry, Policy, Report, User
from octavo.source.models import Publisher
from octavo.story.models import Story

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
REPORTS_PER_DAY = 20


def record(
    actor: User | None, verb: str, now: datetime, *, about: str, person: User | None = None, comment: Comment | None = None,
    rule: str = "", words: str = "",
) -> None:  # fmt: skip
    """Write a line of the log; `actor` None is the site itself. Part of the caller's transaction."""
    Entry.objects.create(
        actor=actor, verb=verb, person=person, comment=comment, about=about[:300], rule=rule[:200], words=words[:1000],
        created=now,
    )  # fmt: skip


def _check(moderator: User) -> None:
    if not moderator.moderates:
        raise NotYoursError(gettext("Only a moderator can do this."))


def _log(moderator: User, verb: str, comment: Comment, now: datetime, rule: str = "") -> None:
    record(
        moderator, verb, now, about=comment.body[:200], person=comment.author, comment=comment, rule=rule
    )  # fmt: skip


def _settle(comment: Comment, now: datetime) -> None:
    Report.objects.filter(comment=comment, settled=None).update(settled=now)


@transaction.atomic
def approve(comment: Comment, moderator: User, now: datetime) -> None:
    """Let a held or reported comment stand: everyone reads it, its reports are settled. Raises NotYoursError."""
    _check(moderator)
    was_held = comment.held is not None
    comment.held, comment.held_why = None, ""
    comment.save(update_fields=["held", "held_why"])
    _settle(comment, now)
    _log(moderator, "approved", comment, now)
    if was_held:
        if comment.author_id:
            tell(comment.author_id, "approved", "Your comment was read and now stands for everyone.", now, comment)
        announce(comment, now)


@transaction.atomic
def hide_comment(comment: Comment, moderator: User, rule: str, now: datetime) -> None:
    """Remove a comment by a named rule; its words stay for moderators. Its author is told. Raises NotYoursError."""
    _check(moderator)
    comment.hidden, comment.hidden_by, comment.hidden_rule = now, moderator, rule[:200]
    comment.held, comment.held_why = None, ""
    comment.save(update_fields=["hidden", "hidden_by", "hidden_rule", "held", "held_why"])
    _settle(comment, now)
    _log(moderator, "removed", comment, now, rule)
    if comment.author_id:
        tell(comment.author_id, "removed", f"Your comment was removed: {rule}. You can appeal once.", now, comment)


@transaction.atomic
def restore_comment(comment: Comment, moderator: User, now: datetime) -> None:
    """Show a removed comment again. Its author is told. Raises NotYoursError."""
    _check(moderator)
    comment.hidden, comment.hidden_by, comment.hidden_rule = None, None, ""
    comment.save(update_fields=["hidden", "hidden_by", "hidden_rule"])
    _log(moderator, "restored", comment, now)
    if comment.author_id:
        tell(comment.author_id, "restored", "Your comment is shown again.", now, comment)


@transaction.atomic
def report(comment: Comment, reader: User, rule: str, words: str, now: datetime) -> None:
    """Ask a moderator to look at a comment: once for each reader and comment.

    Raises NotYoursError, ClosedError, TooFastError, SuspendedError.
    """
    check_may_write(reader, now)
    if comment.author_id == reader.pk:
        raise NotYoursError(gettext("This is your own comment; you can withdraw it."))
    if not comment.shown:
        raise ClosedError(gettext("This comment is no longer there."))
    if Report.objects.filter(reader=reader, created__gt=now - timedelta(days=1)).count() >= REPORTS_PER_DAY:
        raise TooFastError(gettext("You have reported many comments today. Go on tomorrow."), 86_400)
    Report.objects.get_or_create(
        comment=comment, reader=reader, defaults={"rule": rule[:200], "words": words[:500], "created": now}
    )


@transaction.atomic
def appeal(comment: Comment, author: User, words: str, now: datetime) -> None:
    """Ask for a second look at the removal of one's own comment, once. Raises NotYoursError, ClosedError."""
    if comment.author_id != author.pk:
        raise NotYoursError(gettext("Only its author can appeal."))
    if not comment.hidden:
        raise ClosedError(gettext("This comment is not removed."))
    if Appeal.objects.filter(comment=comment).exists():
        raise ClosedError(gettext("You have appealed already; a moderator answers."))
    Appeal.objects.create(comment=comment, words=words[:1000], created=now)


@transaction.atomic
def settle_appeal(found: Appeal, moderator: User, now: datetime, *, grant: bool) -> None:
    """Answer an appeal: granted, the comment is shown again. Raises NotYoursError, ClosedError when it was answered."""
    _check(moderator)
    if found.settled:
        raise ClosedError(gettext("This appeal was answered already."))
    found.settled, found.granted = now, grant
    found.save(update_fields=["settled", "granted"])
    comment = found.comment
    if grant:
        restore_comment(comment, moderator, now)
        return
    _log(moderator, "refused the appeal", comment, now, comment.hidden_rule)
    if comment.author_id:
        tell(
            comment.author_id,
            "appeal",
            f"Your appeal was read; the removal stands: {comment.hidden_rule}.",
            now,
            comment,
        )


@transaction.atomic
def warn(person: User, moderator: User, rule: str, words: str, now: datetime) -> None:
    """Tell a reader that they broke a rule. Raises NotYoursError."""
    _check(moderator)
    record(moderator, "warned", now, about=person.name, person=person, rule=rule, words=words)
    tell(person.pk, "warned", f"A moderator reminds you: {rule}. {words}".strip(), now)


@transaction.atomic
def suspend(person: User, moderator: User, rule: str, until: datetime, now: datetime) -> None:
    """Keep a reader from writing until `until`; they are told. Moderators can only be suspended by an operator. Raises NotYoursError."""
    _check(moderator)
    if person.moderates and not (moderator.is_staff and person.pk != moderator.pk and not person.is_superuser):
        raise NotYoursError(gettext("Only an operator can suspend a moderator, and nobody an operator."))
    person.suspended_until, person.suspended_rule = until, rule[:200]
    person.save(update_fields=["suspended_until", "suspended_rule"])
    record(moderator, "suspended", now, about=person.name, person=person, rule=rule, words=_until(until))
    tell(person.pk, "suspended", f"Your account cannot write {_until(until)}: {rule}.", now)


def _kept(label: object) -> str:
    """Return a label as the log keeps it: in English, whoever acts."""
    with translation.override("en"):
        return str(label)


def _until(until: datetime) -> str:
    return "any more" if until >= FOR_EVER else f"until {until:%d %B %Y, %H:%M} UTC"


@transaction.atomic
def lift(person: User, moderator: User, now: datetime) -> None:
    """End a suspension; the reader is told. Raises NotYoursError."""
    _check(moderator)
    person.suspended_until, person.suspended_rule = None, ""
    person.save(update_fields=["suspended_until", "suspended_rule"])
    record(moderator, "lifted the suspension of", now, about=person.name, person=person)
    tell(person.pk, "lifted", "Your account can write again.", now)


@transaction.atomic
def give_role(person: User, operator: User, role: str, now: datetime) -> None:
    """Make an account a reader, a trusted reader or a moderator (operators). Raises NotYoursError."""
    if not operator.is_staff:
        raise NotYoursError(gettext("Only an operator gives roles."))
    person.role = User.Role(role)
    person.save(update_fields=["role"])
    record(operator, "gave the role", now, about=person.name, person=person, words=_kept(User.Role(role).label))


@transaction.atomic
def set_policy(target: Article | Story | Publisher | Hashtag, moderator: User, mode: str, now: datetime) -> None:
    """Close comments on `target`, hold them all, or ("" as `mode`) take them as everywhere. Raises NotYoursError."""
    _check(moderator)
    field = {"article": target} if isinstance(target, Article) else {"story": target} if isinstance(target, Story) else (
        {"publisher": target} if isinstance(target, Publisher) else {"hashtag": target}
    )  # fmt: skip
    if mode:
        Policy.objects.update_or_create(**field, defaults={"mode": Policy.Mode(mode)})
    else:
        Policy.objects.filter(**field).delete()
    words = _kept(Policy.Mode(mode).label) if mode else "Comments as everywhere"
    record(moderator, "set the comments of", now, about=str(target), words=words)
