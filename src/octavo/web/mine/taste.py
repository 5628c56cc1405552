"""One reader's taste as rows, and stories as taste sees them. Five queries at most, however much is followed."""

from collections.abc import Sequence

import numpy as np

from octavo.insight.logic.corrected import OUT
from octavo.insight.models import SHOWN_TAGS, Tagging, Understanding
from octavo.insight.port import Embedder, tells_apart
from octavo.kit import seam
from octavo.people.logic.taste import Item, Placed, Rule, Taste, placed
from octavo.people.models import Follow, User, Wish
from octavo.story.models import Member, Story


def taste_of(reader: User) -> Taste:
    """Return what `reader` follows, mutes and wishes. Two queries."""
    rows = Follow.objects.filter(reader=reader).values_list(
        "mute", "hashtag_id", "hashtag__tag", "publisher_id", "publisher__name", "story_id"
    )
    taste = Taste(rules=tuple(rule_of(wish) for wish in Wish.objects.filter(reader=reader).order_by("created", "pk")))
    for mute, tag, tag_name, publisher, publisher_name, story in rows:
        if tag:
            taste.tags[tag] = (tag_name.lstrip("#"), not mute)
        elif publisher:
            taste.publishers[publisher] = (publisher_name, not mute)
        elif story:
            taste.stories[story] = not mute
    return taste


def rule_of(wish: Wish) -> Rule:
    """Return a stored or rehearsed wish as it is applied: by its words alone when another embedder understood it."""
    embedder: Embedder = seam.engine("insight.embedder")
    fits = wish.vector and wish.model == embedder.name
    vector = np.frombuffer(bytes(wish.vector), dtype=np.float16).astype(np.float32) if fits else None
    return Rule(wish.words, wish.act, wish.subject, vector)


def arranged(stories: Sequence[Story], reader: User, taste: Taste) -> list[Placed]:
    """Return `stories` in the reader's order with the reasons. At most four queries."""
    return placed(items(stories, reader, taste), taste)


def items(stories: Sequence[Story], reader: User, taste: Taste) -> list[Item]:
    """Return `stories`, whose leads are loaded, as taste sees them."""
    ids, leads = [story.pk for story in stories], [story.lead_id for story in stories]
    tags: dict[int, set[int]] = {}
    names: dict[int, list[str]] = {}
    publishers: dict[int, set[int]] = {}
    vectors: dict[int, np.ndarray] = {}
    entities: dict[int, tuple[str, ...]] = {}
    if taste.tags:
        wanted = Tagging.objects.filter(
            article__member__story__in=ids, rank__lt=SHOWN_TAGS, hashtag__followed__reader=reader
        )
        for story, tag in wanted.order_by().values_list("article__member__story_id", "hashtag_id").distinct():
            tags.setdefault(story, set()).add(tag)
    if taste.publishers:
        reports = Member.objects.filter(story__in=ids, article__publisher__followed__reader=reader)
        for story, publisher in reports.order_by().values_list("story_id", "article__publisher_id").distinct():
            publishers.setdefault(story, set()).add(publisher)
    if taste.rules:
        for article, label in Tagging.objects.filter(article__in=leads, rank__lt=OUT).values_list(
            "article_id", "hashtag__label"
        ):
            names.setdefault(article, []).append(label)
        embedder: Embedder = seam.engine("insight.embedder")
        known = Understanding.objects.filter(article__in=leads)
        for article, vector, language, model, named in known.values_list(
            "article_id", "vector", "language", "model", "entities"
        ):
            entities[article] = tuple(str(entity[0]) for entity in named)
            if model == embedder.name and tells_apart(embedder, language):
                vectors[article] = np.frombuffer(bytes(vector), dtype=np.float16).astype(np.float32)
    return [
        Item(
            id=story.pk,
            rank=story.rank,
            text=". ".join([story.lead.title, story.lead.subtitle, *names.get(story.lead_id or 0, [])]),
            language=story.lead.language,
            section=story.section,
            tags=frozenset(tags.get(story.pk, ())) & taste.tags.keys(),
            publishers=frozenset(publishers.get(story.pk, ())) & taste.publishers.keys(),
            publisher_count=story.publisher_count,
            names=entities.get(story.lead_id or 0, ()),
            paper=story.lead.publisher.name,
            vector=vectors.get(story.lead_id or 0),
        )
        for story in stories
        if story.lead
    ]
