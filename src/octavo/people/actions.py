"""Every write by readers and about them: each verb is one transaction."""

from datetime import datetime, timedelta

from django.db import transaction

from octavo.article.models import Article
from octavo.people.errors import ClosedError, NotYoursError, TooFastError
from octavo.people.models import Comment, User

# A person who types fast writes about one comment a minute; five leave room for short replies.
MOST_PER_WINDOW, WINDOW = 5, timedelta(minutes=5)
DEEPEST = 4  # replies to replies; deeper ones are shown at this level, so that a phone can read them


@transaction.atomic
def post_comment(article: Article, author: User, body: str, now: datetime, parent: Comment | None = None) -> Comment:
    """Store a comment or a reply.

    Raises ClosedError when the article is withdrawn or the parent is gone or of another article, TooFastError with the
    wait in seconds when `author` has written too much lately.
    """
    User.objects.select_for_update().get(pk=author.pk)  # two requests at once are counted one after the other
    if article.gone or article.refusal:
        raise ClosedError("This article was withdrawn, so its comments are closed.")
    if parent is not None and (parent.article_id != article.pk or not parent.shown):
        raise ClosedError("The comment you reply to is no longer there.")
    _check_pace(author, now)
    return Comment.objects.create(article=article, author=author, body=body, created=now, parent=parent)


def _check_pace(author: User, now: datetime) -> None:
    recent = Comment.objects.filter(author=author, created__gt=now - WINDOW).order_by("-created")
    times = list(recent.values_list("created", flat=True)[:MOST_PER_WINDOW])
    if len(times) == MOST_PER_WINDOW:
        wait = max(1, int((times[-1] + WINDOW - now).total_seconds()) + 1)
        raise TooFastError(f"That is many comments in a short time. Try again in {wait} seconds.", wait)


@transaction.atomic
def edit_comment(comment: Comment, author: User, body: str, now: datetime) -> None:
    """Change one's own words. Raises NotYoursError, or ClosedError when it was deleted or hidden."""
    _check_own(comment, author)
    comment.body, comment.edited = body, now
    comment.save(update_fields=["body", "edited"])


@transaction.atomic
def delete_comment(comment: Comment, author: User, now: datetime) -> None:
    """Take one's own comment away. Its words are gone; with replies a stub keeps its place. Raises NotYoursError, ClosedError."""
    _check_own(comment, author)
    if comment.replies.exists():
        comment.body, comment.deleted = "", now
        comment.save(update_fields=["body", "deleted"])
    else:
        comment.delete()


def _check_own(comment: Comment, author: User) -> None:
    if comment.author_id != author.pk:
        raise NotYoursError("Only its author can change a comment.")
    if not comment.shown:
        raise ClosedError("This comment was removed and can no longer be changed.")


@transaction.atomic
def hide_comment(comment: Comment, operator: User, rule: str, now: datetime) -> None:
    """Hide a comment by a named rule; its words stay for operators. Raises NotYoursError when `operator` is none."""
    if not operator.is_staff:
        raise NotYoursError("Only an operator can hide comments.")
    comment.hidden, comment.hidden_by, comment.hidden_rule = now, operator, rule[:200]
    comment.save(update_fields=["hidden", "hidden_by", "hidden_rule"])


@transaction.atomic
def restore_comment(comment: Comment, operator: User) -> None:
    """Show a hidden comment again. Raises NotYoursError when `operator` is none."""
    if not operator.is_staff:
        raise NotYoursError("Only an operator can restore comments.")
    comment.hidden, comment.hidden_by, comment.hidden_rule = None, None, ""
    comment.save(update_fields=["hidden", "hidden_by", "hidden_rule"])
