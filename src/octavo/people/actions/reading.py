"""What a reader keeps for themselves: follows, saved articles, read marks and wishes. Nobody else sees any of it."""

import logging
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.insight.errors import InsightError
from octavo.insight.models import Hashtag
from octavo.insight.port import Embedder
from octavo.kit import seam
from octavo.people.errors import ClosedError
from octavo.people.logic.wishes import understood
from octavo.people.models import Follow, Saved, User, Visit, Wish
from octavo.source.models import Publisher
from octavo.story.models import Story

log = logging.getLogger("octavo.people")

Followable = Hashtag | Publisher | Story
ONE_SITTING = timedelta(minutes=30)  # opening a story again within it is the same visit
MOST_WISHES, MOST_FOLLOWS, MOST_SAVED, MOST_TAGS = 50, 5000, 20_000, 12
KEPT = timedelta(days=400)  # read marks


def _field(target: Followable) -> dict[str, Any]:
    if isinstance(target, Hashtag):
        return {"hashtag": target}
    return {"publisher": target} if isinstance(target, Publisher) else {"story": target}


@transaction.atomic
def follow(reader: User, target: Followable, now: datetime, *, mute: bool = False) -> None:
    """Follow `target`, or mute it; the other of the two ends. Raises ClosedError beyond 5,000."""
    if Follow.objects.filter(reader=reader).count() >= MOST_FOLLOWS:
        said = gettext("You follow and mute %(number)s things; end one to add another.")
        raise ClosedError(said % {"number": f"{MOST_FOLLOWS:,}"})
    Follow.objects.update_or_create(reader=reader, **_field(target), defaults={"mute": mute, "created": now})


@transaction.atomic
def unfollow(reader: User, target: Followable) -> None:
    """Neither follow nor mute `target` any more."""
    Follow.objects.filter(reader=reader, **_field(target)).delete()


@transaction.atomic
def save(reader: User, article: Article, now: datetime, *, note: str = "", tags: str = "") -> Saved:
    """Keep an article, or change its note (at most 1,000 letters) and tags ("tide, work"). Raises ClosedError beyond 20,000."""
    if Saved.objects.filter(reader=reader).count() >= MOST_SAVED:
        said = gettext("You keep %(number)s articles; let one go to keep another.")
        raise ClosedError(said % {"number": f"{MOST_SAVED:,}"})
    named = list(dict.fromkeys(tag[:40] for part in tags.split(",") if (tag := " ".join(part.split()).lstrip("#"))))
    found, _ = Saved.objects.get_or_create(reader=reader, article=article, defaults={"created": now})
    found.note, found.tags = note[:1000], named[:MOST_TAGS]
    found.save(update_fields=["note", "tags"])
    return found


@transaction.atomic
def unsave(reader: User, article: Article) -> None:
    """Let a kept article go, with its note."""
    Saved.objects.filter(reader=reader, article=article).delete()


def visit(reader: User, target: Article | Story, now: datetime) -> datetime | None:
    """Note that `reader` opened `target`. Return when they had opened it before, or None: the first time, or history is off.

    One statement reads and at most one writes, so that a page costs no transaction; of two visits at once one is noted.
    """
    if not reader.history:
        return None
    field: dict[str, Any] = {"article": target} if isinstance(target, Article) else {"story": target}
    found = Visit.objects.filter(reader=reader, **field).first()
    if found is None:
        Visit.objects.bulk_create([Visit(reader=reader, at=now, **field)], ignore_conflicts=True)
        return None
    if now - found.at <= ONE_SITTING:
        return found.before
    Visit.objects.filter(pk=found.pk, at=found.at).update(before=found.at, at=now)
    return found.at


@transaction.atomic
def keep_history(reader: User, *, keep: bool) -> None:
    """Switch the reading history on, or off; switching it off forgets it."""
    reader.history = keep
    reader.save(update_fields=["history"])
    if not keep:
        forget_history(reader)


@transaction.atomic
def forget_history(reader: User) -> None:
    """Forget everything `reader` opened."""
    Visit.objects.filter(reader=reader).delete()


def forget_old_visits(now: datetime) -> int:
    """Forget what was opened longer ago than 400 days. Return how many marks went."""
    return Visit.objects.filter(at__lt=now - KEPT).delete()[0]


def understand_wish(reader: User, words: str, now: datetime) -> Wish:
    """Return the rule that `words` ask for, not stored: for a rehearsal. Raises UnclearError."""
    meant = understood(words)
    vector, model = _meaning(meant.subject)
    return Wish(
        reader=reader,
        words=" ".join(words.split())[:200],
        act=meant.act,
        subject=meant.subject,
        vector=vector,
        model=model,
        created=now,
    )


def _meaning(subject: str) -> tuple[bytes, str]:
    """Return the vector of `subject` (float16) and its embedder's name; nothing where it fails: then only the words count."""
    embedder: Embedder = seam.engine("insight.embedder")
    try:
        return embedder.embed([subject])[0].astype(np.float16).tobytes(), embedder.name
    except InsightError as error:
        log.warning("%s; the rule %r goes by its words", error, subject)
        return b"", ""


def embed_wishes() -> int:
    """Understand every rule anew that another embedder has read, or none. Returns how many. Raises InsightError."""
    embedder: Embedder = seam.engine("insight.embedder")
    others = list(Wish.objects.exclude(model=embedder.name))
    if others:
        vectors = embedder.embed([wish.subject for wish in others]).astype(np.float16)
        for wish, vector in zip(others, vectors, strict=True):
            wish.vector, wish.model = vector.tobytes(), embedder.name
        Wish.objects.bulk_update(others, ["vector", "model"])
    return len(others)


@transaction.atomic
def add_wish(reader: User, words: str, now: datetime) -> Wish:
    """Store a rule for the reader's front page. Raises UnclearError, or ClosedError beyond 50."""
    if Wish.objects.filter(reader=reader).count() >= MOST_WISHES:
        said = gettext("You have %(number)s rules; take one back to add another.")
        raise ClosedError(said % {"number": MOST_WISHES})
    wish = understand_wish(reader, words, now)
    wish.save()
    return wish


@transaction.atomic
def drop_wish(reader: User, wish_id: int) -> None:
    """Take a rule back. One that is gone already is no error."""
    Wish.objects.filter(reader=reader, pk=wish_id).delete()
