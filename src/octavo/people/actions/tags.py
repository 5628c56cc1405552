"""Hashtags disputed by readers, and what operators correct in them: carried out, written to the log, and taken back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.insight import corrections
from octavo.insight.logic.corrected import OUT
from octavo.insight.models import Hashtag, TagCorrection, Tagging
from octavo.people.actions.moderation import REPORTS_PER_DAY, record
from octavo.people.errors import ClosedError, NotYoursError, TooFastError
from octavo.people.models import Dispute, Follow, Policy, User

DAY = timedelta(days=1)


def _check(operator: User) -> None:
    if not operator.is_staff:
        raise NotYoursError(gettext("Only an operator can do this."))


@transaction.atomic
def dispute(hashtag: Hashtag, article: Article | None, reader: User, words: str, now: datetime) -> Dispute:
    """Ask a moderator to look at a hashtag on an article, or (`article` None) at its name and kind. Once for each until it is settled.

    Raises ClosedError when the article does not carry it (any more), or no reason is given; TooFastError beyond twenty a day.
    """
    if article and not Tagging.objects.filter(hashtag=hashtag, article=article, rank__lt=OUT).exists():
        raise ClosedError(gettext("The article does not carry this hashtag any more."))
    if len(words.strip()) < 3:
        raise ClosedError(gettext("Say in a few words why."))
    if Dispute.objects.filter(reader=reader, created__gt=now - DAY).count() >= REPORTS_PER_DAY:
        raise TooFastError(gettext("You have disputed many hashtags today. Go on tomorrow."), 86_400)
    made, _ = Dispute.objects.get_or_create(
        hashtag=hashtag, article=article, reader=reader, settled=None, defaults={"words": words[:500], "created": now}
    )
    return made


@transaction.atomic
def settle(found: Dispute, moderator: User, now: datetime) -> None:
    """Let a disputed hashtag stand; all who said the same are answered with it. Raises NotYoursError."""
    if not moderator.moderates:
        raise NotYoursError(gettext("Only a moderator can do this."))
    _settled(found.hashtag, found.article, now)
    record(moderator, "let stand", now, about=_name(found.hashtag, found.article), words=found.words)


@transaction.atomic
def merge(kept: Hashtag, other: Hashtag, operator: User, now: datetime) -> TagCorrection:
    """Join two hashtags for ever; who follows or mutes the other one does so with the kept. Raises NotYoursError, TagCorrectionError."""
    _check(operator)
    found = corrections.merge_hashtags(kept, other, now)
    found.before["follows"] = _carry_follows(kept, other)
    found.save(update_fields=["before"])
    if not Policy.objects.filter(hashtag=kept).exists():
        Policy.objects.filter(hashtag=other).update(hashtag=kept)
    Dispute.objects.filter(hashtag=other).update(hashtag=kept)
    record(operator, "merged the hashtag", now, about=kept.tag, words=f"with: {other.tag}")
    return found


@transaction.atomic
def rename(hashtag: Hashtag, words: str, kind: str, operator: User, now: datetime) -> TagCorrection:
    """Give a hashtag another name, kind or both. Raises NotYoursError, TagCorrectionError."""
    _check(operator)
    former = f"{hashtag.tag}, {hashtag.kind}"
    found = corrections.rename_hashtag(hashtag, words, kind, now)
    _settled(hashtag, None, now)
    record(operator, "renamed the hashtag", now, about=hashtag.tag, words=f"was: {former}; is: {hashtag.tag}, {kind}")
    return found


@transaction.atomic
def hide(hashtag: Hashtag, operator: User, now: datetime) -> TagCorrection:
    """Show a hashtag nowhere. Raises NotYoursError, TagCorrectionError."""
    _check(operator)
    found = corrections.hide_hashtag(hashtag, now)
    Dispute.objects.filter(hashtag=hashtag, settled=None).update(settled=now)
    record(operator, "hid the hashtag", now, about=hashtag.tag)
    return found


@transaction.atomic
def pin(hashtag: Hashtag, article: Article, operator: User, now: datetime) -> TagCorrection:
    """Put a hashtag on an article. Raises NotYoursError, TagCorrectionError."""
    _check(operator)
    found = corrections.pin_hashtag(hashtag, article, now)
    record(operator, "put the hashtag", now, about=_name(hashtag, article))
    return found


@transaction.atomic
def remove(hashtag: Hashtag, article: Article, operator: User, now: datetime) -> TagCorrection:
    """Take a hashtag off an article; who disputed it is answered with it. Raises NotYoursError, TagCorrectionError."""
    _check(operator)
    found = corrections.remove_hashtag(hashtag, article, now)
    _settled(hashtag, article, now)
    record(operator, "took off the hashtag", now, about=_name(hashtag, article))
    return found


@transaction.atomic
def undo(found: TagCorrection, operator: User, now: datetime) -> None:
    """Take a correction back, with the follows that moved. Raises NotYoursError, TagCorrectionError."""
    _check(operator)
    corrections.undo_correction(found, now)
    if found.other_id is not None:
        _return_follows(found.hashtag_id, found.other_id, found.before.get("follows", ()), now)
    record(operator, f"undid the {found.kind} of", now, about=_name(found.hashtag, found.article))


def _carry_follows(kept: Hashtag, other: Hashtag) -> list[tuple[int, bool, bool]]:
    """Let who follows or mutes `other` do so with `kept`; who has said something of `kept` means that. Returns (reader, mute, moved)."""
    rows = list(Follow.objects.filter(hashtag=other).values_list("reader_id", "mute"))
    known = set(Follow.objects.filter(hashtag=kept).values_list("reader_id", flat=True))
    Follow.objects.filter(hashtag=other, reader__in=known).delete()
    Follow.objects.filter(hashtag=other).update(hashtag=kept)
    return [(reader, mute, reader not in known) for reader, mute in rows]


def _return_follows(kept: int, other: int, moved: Iterable[tuple[int, bool, bool]], now: datetime) -> None:
    """Give readers back what `_carry_follows` took along."""
    for reader, mute, carried in moved:
        if carried:
            Follow.objects.filter(reader=reader, hashtag=kept).delete()
        if User.objects.filter(pk=reader).exists():
            Follow.objects.get_or_create(reader_id=reader, hashtag_id=other, defaults={"mute": mute, "created": now})


def _settled(hashtag: Hashtag, article: Article | None, now: datetime) -> None:
    Dispute.objects.filter(hashtag=hashtag, article=article, settled=None).update(settled=now)


def _name(hashtag: Hashtag, article: Article | None) -> str:
    return f"{hashtag.tag}: {article.title}" if article else hashtag.tag
