"""What operators correct in stories: carried out, written to the log, and taken back. Whoever is no operator changes nothing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.people.actions.moderation import record
from octavo.people.errors import NotYoursError
from octavo.people.models import User
from octavo.story import corrections
from octavo.story.models import Correction, Story

LONGEST_PIN = timedelta(days=7)  # a pin is for news, and news ages


def _check(operator: User) -> None:
    if not operator.is_staff:
        raise NotYoursError(gettext("Only an operator can do this."))


def _name(story: Story) -> str:
    return story.lead.title if story.lead else story.key


@transaction.atomic
def merge(kept: Story, other: Story, operator: User, now: datetime) -> Correction:
    """Put two stories together for ever. Raises NotYoursError, CorrectionError."""
    _check(operator)
    words = f"with: {_name(other)}"
    found = corrections.merge_stories(kept, other, now)
    record(operator, "merged the story", now, about=_name(kept), words=words)
    return found


@transaction.atomic
def split(article: Article, operator: User, now: datetime) -> Correction:
    """Take an article out of its story for ever. Raises NotYoursError, CorrectionError."""
    _check(operator)
    found = corrections.split_article(article.pk, now)
    record(operator, "took out of its story", now, about=article.title, words=f"out of: {_name(found.story)}")
    return found


@transaction.atomic
def undo(found: Correction, operator: User, now: datetime) -> None:
    """Take a merge or a split back. Raises NotYoursError, CorrectionError."""
    _check(operator)
    corrections.undo_correction(found, now)
    record(operator, f"undid the {found.kind} of", now, about=_name(found.story))


@transaction.atomic
def pin(story: Story, operator: User, until: datetime | None, now: datetime) -> None:
    """Keep a story at the head of the front page until a moment, seven days at most; None ends it. Raises NotYoursError."""
    _check(operator)
    until = min(until, now + LONGEST_PIN) if until else None
    corrections.pin_story(story, until)
    words = f"until {until:%d %B %Y, %H:%M} UTC" if until else ""
    record(operator, "pinned" if until else "ended the pin of", now, about=_name(story), words=words)
