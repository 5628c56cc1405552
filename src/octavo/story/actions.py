"""Every write to stories: each verb is one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from octavo.article.models import Article
from octavo.insight.models import Understanding
from octavo.story.errors import ReportFormatError
from octavo.story.logic.report import from_bytes, to_bytes
from octavo.story.logic.standing import Seat, standing_of
from octavo.story.models import Event, Member, Story
from octavo.story.types import Placement, Redirect


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision about one article, with the report it was made on (bytes) so that it can be replayed."""

    article_id: int
    placement: Placement
    report: bytes


@transaction.atomic
def store_placements(batch: Sequence[Placed], now: datetime) -> set[int]:
    """Store decisions. Done twice, it changes nothing. Returns the ids of the stories touched; refresh them next."""
    stories = _keyed(Story, {item.placement.story for item in batch})
    events, left = _events({item.placement.event: stories[item.placement.story] for item in batch})
    touched = set(stories.values()) | left
    for item in batch:
        placement = item.placement
        Member.objects.update_or_create(
            article_id=item.article_id,
            defaults={
                "story_id": stories[placement.story],
                "event_id": events[placement.event],
                "copy_of_id": int(placement.copy_of) if placement.copy_of else None,
                "score": placement.score,
                "features": _plain(placement.features),
                "report": item.report,
                "placed": now,
            },
        )
    return touched


@dataclass(frozen=True, slots=True)
class Embedded:
    """What another embedder says of an article: `vector` is float32, `space` the embedder's name."""

    vector: NDArray[np.float32]
    space: str
    told_apart: bool


@transaction.atomic
def store_reembedded(made: Mapping[int, Embedded]) -> list[int]:
    """Write new vectors (by article id) into the reports that decisions rest on. Returns the ids of the articles that are placed."""
    members = list(Member.objects.filter(article_id__in=made).only("article_id", "report"))
    for member in members:
        with suppress(ReportFormatError):  # of an older version; it is left out of every comparison anyway
            report = from_bytes(bytes(member.report))
            new = made[member.article_id]
            member.report = to_bytes(replace(report, vector=new.vector, space=new.space, told_apart=new.told_apart))
    Member.objects.bulk_update(members, ["report"])
    return [member.article_id for member in members]


def _plain(features: Any) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in dict(features).items()}


def _keyed(model: type[Story], keys: set[str]) -> dict[str, int]:
    model.objects.bulk_create([model(key=key) for key in keys], ignore_conflicts=True)
    return dict(model.objects.filter(key__in=keys).values_list("key", "pk"))


def _events(story_of: dict[str, int]) -> tuple[dict[str, int], set[int]]:
    """Return event key → id, each event lying in the story given, and the ids of the stories that events were taken from."""
    Event.objects.bulk_create(
        [Event(key=key, story_id=story) for key, story in story_of.items()], ignore_conflicts=True
    )
    events = {event.key: event for event in Event.objects.filter(key__in=list(story_of))}
    left: set[int] = set()
    for key, event in events.items():
        if event.story_id != story_of[key]:
            left.add(event.story_id)
            event.story_id = story_of[key]
            event.save(update_fields=["story"])
            Member.objects.filter(event=event).update(story_id=event.story_id)
    return {key: event.pk for key, event in events.items()}, left


@transaction.atomic
def apply_redirects(redirects: Iterable[Redirect]) -> set[int]:
    """Carry out a second look: move, merge and split. An old story id keeps leading to the new one. Returns stories touched."""
    touched: set[int] = set()
    for step in redirects:
        articles = [int(name) for name in step.ids]
        touched |= set(Member.objects.filter(article_id__in=articles).values_list("story_id", flat=True))
        stories = _keyed(Story, {step.story})
        events, left = _events({step.event: stories[step.story]})
        Member.objects.filter(article_id__in=articles).update(story_id=stories[step.story], event_id=events[step.event])
        touched |= set(stories.values()) | left
        if step.kind == "merge" and step.level == "story":
            _lead_on(step.old, stories[step.story])
    return touched


def _lead_on(old: str, new: int) -> None:
    Story.objects.filter(key=old).exclude(pk=new).update(merged_into_id=new)
    Story.objects.filter(merged_into__key=old).exclude(pk=new).update(merged_into_id=new)


@transaction.atomic
def refresh_stories(story_ids: Iterable[int]) -> None:
    """Recount stories: members, publishers, lead, section, rank. Cost grows with the members of these stories only."""
    wanted = list(story_ids)
    seats: dict[int, list[Seat]] = {story: [] for story in wanted}
    members = (
        Member.objects.filter(story_id__in=wanted, article__gone=None, article__refusal="")
        .select_related("article", "event")
        .only("story_id", "copy_of_id", "event__key", *(f"article__{name}" for name in _SEAT_FIELDS))
    )
    about = {
        article: (section, region)
        for article, section, region in Understanding.objects.filter(article__member__story_id__in=wanted).values_list(
            "article_id", "section", "region"
        )
    }
    for member in members:
        seats[member.story_id].append(_seat(member, *about.get(member.article_id, ("", ""))))
    for story in Story.objects.filter(pk__in=wanted):
        _write(story, seats[story.pk])


_SEAT_FIELDS = ("publisher_id", "published", "access", "complete", "language")


def _seat(member: Member, section: str, region: str) -> Seat:
    article: Article = member.article
    return Seat(
        article_id=article.pk,
        publisher_id=article.publisher_id,
        published=article.published,
        event=member.event.key,
        access=article.access,
        complete=article.complete,
        copy=member.copy_of_id is not None,
        language=article.language,
        section=section,
        region=region,
    )


def _write(story: Story, seats: Sequence[Seat]) -> None:
    standing = standing_of(seats)
    if standing is None:
        story.article_count = story.publisher_count = story.full_count = 0
        story.rank = 0.0
    else:
        story.lead_id, story.section, story.region = standing.lead, standing.section, standing.region
        story.fresh, story.early_count = standing.fresh, standing.early
        story.article_count, story.publisher_count, story.full_count = (
            standing.articles,
            standing.publishers,
            standing.full,
        )
        story.first_published, story.updated, story.rank = standing.first, standing.updated, standing.rank
        story.merged_into = None
    story.save()
