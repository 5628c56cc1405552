"""What a reader has done with the thing on the page: one query each, none for strangers."""

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.people.models import Follow, Saved, User
from octavo.source.models import Publisher
from octavo.story.models import Story


def follows(reader: User | None, target: Hashtag | Publisher | Story) -> bool | None:
    """Return True when `reader` follows `target`, False when it is muted, None otherwise."""
    if reader is None:
        return None
    field = {Hashtag: "hashtag", Publisher: "publisher", Story: "story"}[type(target)]
    mute = Follow.objects.filter(reader=reader, **{field: target}).values_list("mute", flat=True).first()
    return None if mute is None else not mute


def keeps(reader: User | None, article: Article) -> bool:
    """Say whether `reader` saved `article`."""
    return reader is not None and Saved.objects.filter(reader=reader, article=article).exists()
