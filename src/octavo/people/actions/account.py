"""An account from its invitation to its end."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from octavo.kit.clock import rfc3339
from octavo.people.actions.comments import take_away
from octavo.people.actions.moderation import record
from octavo.people.errors import ClosedError, NotYoursError
from octavo.people.models import Comment, Invite, User


def export(reader: User) -> dict[str, Any]:
    """Return everything that is stored about `reader` and by them, as plain JSON values; times are RFC 3339."""
    return {
        "account": {
            "name": reader.name,
            "email": reader.email,
            "joined": rfc3339(reader.date_joined),
            "last_sign_in": rfc3339(reader.last_login),
            "role": reader.get_role_display(),
            "addresses": list(reader.emailaddress_set.order_by("pk").values("email", "verified", "primary")),
            "second_proofs": list(reader.authenticator_set.order_by("pk").values_list("type", flat=True)),
            "language": reader.language,
            "zone": reader.zone,
            "mail_hour": reader.mail_hour,
            "mail_skips_read": reader.mail_skips_read,
            "history": reader.history,
            "public_page": reader.profile,
            "elsewhere": list(reader.socialaccount_set.order_by("pk").values("provider", "uid")),
            "suspended_until": rfc3339(reader.suspended_until),
        },
        "comments": [_comment(comment) for comment in _written(reader)],
        "votes": list(reader.votes.order_by("pk").values("comment_id", "up")),
        "reports": [
            {"comment": r.comment_id, "rule": r.rule, "words": r.words, "created": rfc3339(r.created)}
            for r in reader.reports.order_by("pk")
        ],
        "disputes": [
            {"hashtag": d.hashtag.tag, "article": d.article_id, "words": d.words, "created": rfc3339(d.created)}
            for d in reader.disputes.select_related("hashtag").order_by("pk")
        ],
        "follows": [
            {
                "what": str(f),
                "kind": "hashtag" if f.hashtag_id else "publisher" if f.publisher_id else "story",
                "mute": f.mute,
            }
            for f in reader.follows.select_related("hashtag", "publisher", "story").order_by("pk")
        ],
        "rules": list(reader.wishes.order_by("pk").values_list("words", flat=True)),
        "saved": [
            {
                "url": s.article.url,
                "title": s.article.title,
                "note": s.note,
                "tags": s.tags,
                "created": rfc3339(s.created),
            }
            for s in reader.saved.select_related("article").order_by("pk")
        ],
        "history": [
            {"url": v.article.url if v.article else None, "story": v.story_id, "at": rfc3339(v.at)}
            for v in reader.visits.select_related("article").order_by("at")
        ],
        "decisions": [
            {"verb": e.verb, "rule": e.rule, "words": e.words, "created": rfc3339(e.created)}
            for e in reader.log.order_by("created")
        ],
        "notices": [{"words": n.words, "created": rfc3339(n.created)} for n in reader.notices.order_by("created")],
    }


def _written(reader: User) -> QuerySet[Comment]:
    return reader.comments.order_by("created").select_related("appeal").prefetch_related("editions")


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.pk,
        "article": comment.article_id,
        "story": comment.story_id,
        "body": comment.body,
        "quote": comment.quote,
        "created": rfc3339(comment.created),
        "edited": rfc3339(comment.edited),
        "earlier": [edition.body for edition in comment.editions.all()],
        "waits": comment.held_why,
        "removed": comment.hidden_rule,
        "appeal": comment.appeal.words if hasattr(comment, "appeal") else None,
    }


@transaction.atomic
def close_account(reader: User, now: datetime, *, keep_comments: bool) -> None:
    """Delete an account and all it kept. Its comments stay without a name, or (`keep_comments` false) their words go too.

    Raises ClosedError for the last operator: a site without one cannot be run.
    """
    if reader.is_staff and not User.objects.filter(is_staff=True, is_active=True).exclude(pk=reader.pk).exists():
        raise ClosedError(
            gettext("You are the only operator. Make somebody else one first, or the site cannot be run.")
        )
    if not keep_comments:
        for comment in Comment.objects.filter(author=reader, deleted=None).order_by("-created", "-pk"):
            take_away(comment, now)
    Comment.objects.filter(author=reader).update(block="")
    reader.delete()


@transaction.atomic
def choose_mail(reader: User, hour: int | None, zone: str, *, skips_read: bool) -> None:
    """Set when The Daily Eight comes by mail (0–23 in `zone`, "" the site's; None never), and whether without what was read."""
    reader.mail_hour, reader.zone, reader.mail_skips_read = hour, zone, skips_read
    reader.save(update_fields=["mail_hour", "zone", "mail_skips_read"])


@transaction.atomic
def choose_mistakes(operator: User, now: datetime, *, wanted: bool) -> None:
    """Set whether mistakes that readers report from `now` on come by mail. Raises NotYoursError for who is no operator."""
    if not operator.is_staff:
        raise NotYoursError(gettext("Only an operator hears of mistakes."))
    if wanted != (operator.mistakes_told is not None):
        operator.mistakes_told = now if wanted else None
        operator.save(update_fields=["mistakes_told"])


def letter_went(reader: User, now: datetime) -> None:
    """Write down that a letter told `reader` what came up to `now`."""
    User.objects.filter(pk=reader.pk).update(letter_sent=now)


def mistakes_went(operator: User, until: datetime) -> None:
    """Write down that a letter told `operator` of the mistakes reported up to `until`."""
    User.objects.filter(pk=operator.pk).update(mistakes_told=until)


def choose_language(reader: User, language: str) -> None:
    """Set the language of a reader's pages and letters: a code of settings.LANGUAGES, or "" for what their browser asks for."""
    reader.language = language
    reader.save(update_fields=["language"])


def choose_zone(reader: User, zone: str) -> None:
    """Set by which clock a reader is told the time: "Europe/Paris", or "" for the site's."""
    reader.zone = zone
    reader.save(update_fields=["zone"])


@transaction.atomic
def show_profile(reader: User, *, shown: bool) -> None:
    """Let others see, on one page, what this reader wrote, or not. Each comment stays where it stands."""
    reader.profile = shown
    reader.save(update_fields=["profile"])


INVITED = timedelta(days=14)


@transaction.atomic
def invite(operator: User, note: str, now: datetime) -> Invite:
    """Make an invitation for one account, good for two weeks (operators). Raises NotYoursError."""
    if not operator.is_staff:
        raise NotYoursError(gettext("Only an operator invites."))
    made = Invite.objects.create(code=secrets.token_urlsafe(24), maker=operator, note=note[:100], until=now + INVITED)
    record(operator, "invited", now, about=note or "somebody")
    return made


@transaction.atomic
def use_invite(found: Invite, reader: User, now: datetime) -> None:
    """Use an invitation up. Raises ClosedError when somebody else just did."""
    if not Invite.objects.filter(pk=found.pk, used=None).update(used=now, used_by=reader):
        raise ClosedError(gettext("This invitation was used already. Ask for another."))
