"""Writing, changing and withdrawing comments, and finding them useful or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.people.actions.notices import tell
from octavo.people.errors import ClosedError, NotYoursError, SuspendedError, TooFastError
from octavo.people.logic.hold import Author, folded, why_held
from octavo.people.logic.mentions import mentioned
from octavo.people.logic.order import standing
from octavo.people.models import Comment, Edition, Policy, User, Vote
from octavo.story.models import Story

# A person who types fast writes about one comment a minute; five leave room for short replies.
MOST_PER_WINDOW, WINDOW = 5, timedelta(minutes=5)
EDITS_PER_WINDOW = 10  # over all comments of one account; earlier words are kept, so they must not pile up
# A household or a small office may argue together; a thread may boil over. Neither needs more than this.
MOST_PER_BLOCK, MOST_PER_THREAD = 15, 60
DEEPEST = 4  # replies to replies; deeper ones are shown at this level, so that a phone can read them
REMOVED_READ = 200  # comments removed of late that a new one is compared with
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader sends: plain words, perhaps below another comment, perhaps about a sentence of the text."""

    body: str
    parent: Comment | None = None
    quote: str = ""
    quote_at: str = ""
    tell: bool = True
    block: str = ""  # of the sender's address


@transaction.atomic
def post_comment(about: Article | Story, author: User, draft: Draft, now: datetime) -> Comment:
    """Store a comment or a reply, held when a rule says so.

    Raises SuspendedError, ClosedError when the thread takes no comments or the parent is gone or elsewhere, TooFastError
    with the wait in seconds when this author, this address block or this thread has had too many of late.
    """
    author = User.objects.select_for_update().get(pk=author.pk)  # two requests at once are counted one after the other
    check_may_write(author, now)
    mode = check_open(about, now)
    parent = draft.parent
    if parent is not None and (parent.about != about or not parent.shown):
        raise ClosedError(gettext("The comment you reply to is no longer there."))
    _check_pace(about, author, draft.block, now)
    why = _why_held(about, author, draft.body, mode, now)
    comment = Comment.objects.create(
        article=about if isinstance(about, Article) else None,
        story=about if isinstance(about, Story) else None,
        author=author,
        body=draft.body,
        quote=draft.quote,
        quote_at=draft.quote_at,
        created=now,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        tell=draft.tell,
        block=draft.block,
        held=now if why else None,
        held_why=why,
    )
    if not why:
        announce(comment, now)
    return comment


def check_may_write(author: User, now: datetime) -> None:
    """Raise SuspendedError, with the rule and the end, when `author` may not write now."""
    if author.suspended(now):
        until = author.suspended_until
        if until is None or until.year >= 9000:
            said = f"Your account cannot write any more: {author.suspended_rule or 'house rules'}."
        else:
            end = f"{until:%d %B %Y, %H:%M} UTC"
            said = f"Your account cannot write until {end}: {author.suspended_rule or 'house rules'}."
        raise SuspendedError(said)


def policy_of(about: Article | Story) -> Policy | None:
    """Return the strictest policy that applies to `about`: its own, its publisher's or one of its hashtags'."""
    if isinstance(about, Story):
        found = Policy.objects.filter(story=about)
    else:
        tags = Hashtag.objects.filter(taggings__article=about).values("pk")
        found = Policy.objects.filter(Q(article=about) | Q(publisher=about.publisher_id) | Q(hashtag__in=tags))
    return min(found, key=lambda policy: policy.mode, default=None)  # "closed" comes before "held"


def closes(about: Article | Story) -> datetime | None:
    """Return when the thread on `about` closes by age, or None when it never does. A story stays open while it grows."""
    days = settings.COMMENT_DAYS
    start = about.published if isinstance(about, Article) else about.updated
    return start + timedelta(days=days) if days and start else None


def check_open(about: Article | Story, now: datetime) -> str:
    """Return the mode new comments are taken in ("" or "held"). Raises ClosedError when none are."""
    if isinstance(about, Article) and (about.gone or about.refusal):
        raise ClosedError(gettext("This article was withdrawn, so its comments are closed."))
    end = closes(about)
    if end and end <= now:
        said = gettext("Comments here closed after %(days)s days. The thread stays readable.")
        raise ClosedError(said % {"days": settings.COMMENT_DAYS})
    policy = policy_of(about)
    if policy and policy.mode == Policy.Mode.CLOSED:
        raise ClosedError(gettext("A moderator closed the comments here. The thread stays readable."))
    return policy.mode if policy else ""


def _check_pace(about: Article | Story, author: User, block: str, now: datetime) -> None:
    _one_at_a_time(block, f"{type(about).__name__}.{about.pk}")
    recent = Comment.objects.filter(created__gt=now - WINDOW).order_by("-created")
    limits = [(recent.filter(author=author), MOST_PER_WINDOW, gettext("That is many comments in a short time."))]
    if block:
        limits.append(
            (recent.filter(block=block), MOST_PER_BLOCK, gettext("Many comments come from your network just now."))
        )
    limits.append((recent.on(about), MOST_PER_THREAD, gettext("Many people write here just now.")))
    _check_each([(found.values_list("created", flat=True), most, words) for found, most, words in limits], now)


def _one_at_a_time(*shared: str) -> None:
    """Let whoever counts under one of these names wait for the others to commit. SQLite writes one at a time anyway."""
    if connection.vendor != "postgresql":
        return
    keys = sorted(int.from_bytes(blake2b(name.encode(), digest_size=7).digest()) for name in shared if name)
    with connection.cursor() as cursor:
        for key in keys:  # always in this order, so that no two wait for each other
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _check_each(limits: Iterable[tuple[QuerySet[Any, datetime], int, str]], now: datetime) -> None:
    """Raise TooFastError when one of `limits` (moments, newest first; how many are allowed in a window; what to say) is reached."""
    for moments, most, words in limits:
        times = list(moments[:most])
        if len(times) == most:
            wait = max(1, int((times[-1] + WINDOW - now).total_seconds()) + 1)
            again = ngettext("Try again in %(num)s second.", "Try again in %(num)s seconds.", wait) % {"num": wait}
            raise TooFastError(f"{words} {again}", wait)


def _why_held(about: Article | Story, author: User, body: str, mode: str, now: datetime) -> str:
    if author.trusted:
        return ""
    if mode == Policy.Mode.HELD:
        return "A moderator reads every comment here first."
    mine = Comment.objects.filter(author=author)
    known = Author(
        days=(now - author.date_joined).total_seconds() / 86_400,
        approved=mine.shown().count(),
        removed=mine.filter(hidden__gt=now - MONTH).count(),
        trusted=False,
        lately=mine.filter(created__gt=now - timedelta(hours=1)).count(),
    )
    said = folded(body)
    others = [
        comment
        for comment in mine.filter(created__gt=now - MONTH).only("body", "article_id", "story_id")[:REMOVED_READ]
        if (comment.article_id, comment.story_id) != _key(about) and folded(comment.body) == said
    ]
    removed = Comment.objects.filter(hidden__gt=now - MONTH).order_by("-hidden").values_list("body", flat=True)
    return why_held(
        body,
        known,
        words=settings.COMMENT_HELD_WORDS,
        elsewhere=len({(other.article_id, other.story_id) for other in others}),
        removed=list(removed[:REMOVED_READ]),
        new_days=settings.COMMENT_HELD_NEW,
    )


def _key(about: Article | Story) -> tuple[int | None, int | None]:
    return (about.pk, None) if isinstance(about, Article) else (None, about.pk)


def announce(comment: Comment, now: datetime) -> None:
    """Tell those who are answered or called by name in a comment that everyone may now read."""
    author = comment.author
    name = author.name if author else "A former reader"
    told = {comment.author_id}
    parent = comment.parent
    if parent is not None and parent.tell and parent.author_id not in told and parent.author_id:
        tell(parent.author_id, "reply", f"{name} answered your comment.", now, comment)
        told.add(parent.author_id)
    if "@" not in comment.body:
        return
    thread = Comment.objects.on(comment.about).shown().exclude(author=None)
    names = dict(thread.order_by("author__name").values_list("author__name", "author_id").distinct())
    for reader in mentioned(comment.body, names):
        if reader not in told:
            tell(reader, "mention", f"{name} calls you by name.", now, comment)
            told.add(reader)


@transaction.atomic
def edit_comment(comment: Comment, author: User, body: str, now: datetime) -> None:
    """Change one's own words; the earlier ones stay readable. Held again when a rule says so.

    Raises NotYoursError, SuspendedError, ClosedError, TooFastError.
    """
    _check_own(comment, author)
    check_may_write(author, now)
    if body == comment.body:
        return
    edits = Edition.objects.filter(comment__author=author, until__gt=now - WINDOW).order_by("-until")
    _check_each(
        [(edits.values_list("until", flat=True), EDITS_PER_WINDOW, gettext("That is many changes in a short time."))],
        now,
    )
    Edition.objects.create(comment=comment, body=comment.body, until=now)
    policy = policy_of(comment.about)
    why = comment.held_why or _why_held(comment.about, author, body, policy.mode if policy else "", now)
    comment.body, comment.edited = body, now
    comment.held, comment.held_why = (comment.held or now, why) if why else (None, "")
    comment.save(update_fields=["body", "edited", "held", "held_why"])


@transaction.atomic
def delete_comment(comment: Comment, author: User, now: datetime) -> None:
    """Take one's own comment away. Its words are gone; with replies a stub keeps its place. Raises NotYoursError, ClosedError."""
    _check_own(comment, author)
    take_away(comment, now)


def take_away(comment: Comment, now: datetime) -> None:
    """Remove a comment's words for good, and the comment itself unless somebody answered it."""
    if comment.replies.exists():
        comment.editions.all().delete()
        comment.body, comment.quote, comment.deleted = "", "", now
        comment.held, comment.held_why = None, ""
        comment.save(update_fields=["body", "quote", "deleted", "held", "held_why"])
        return
    parent = comment.parent
    comment.delete()
    if parent is not None and parent.deleted and not parent.replies.exists():
        parent.delete()  # a stub whose last answer is gone keeps no place


def _check_own(comment: Comment, author: User) -> None:
    if comment.author_id != author.pk:
        raise NotYoursError(gettext("Only its author can change a comment."))
    if comment.deleted or comment.hidden:
        raise ClosedError(gettext("This comment was removed and can no longer be changed."))


@transaction.atomic
def vote(comment: Comment, reader: User, now: datetime, *, up: bool | None) -> None:
    """Find a comment useful (`up`), not useful, or take the vote back (None). One reader counts once.

    Raises NotYoursError for one's own comment, ClosedError when it is gone, SuspendedError, TooFastError.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.author_id == reader.pk:
        raise NotYoursError(gettext("Others say whether your comment is useful."))
    if not comment.shown:
        raise ClosedError(gettext("This comment is no longer there."))
    check_may_write(reader, now)
    if up is None:
        Vote.objects.filter(comment=comment, reader=reader).delete()
    else:
        Vote.objects.update_or_create(comment=comment, reader=reader, defaults={"up": up})
    comment.ups = Vote.objects.filter(comment=comment, up=True).count()
    comment.downs = Vote.objects.filter(comment=comment, up=False).count()
    comment.standing = standing(comment.ups, comment.downs)
    comment.save(update_fields=["ups", "downs", "standing"])


def forget_blocks(now: datetime) -> int:
    """Empty the address marks of comments older than a month. Return how many were emptied."""
    return Comment.objects.filter(created__lt=now - MONTH).exclude(block="").update(block="")
