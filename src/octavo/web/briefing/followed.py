"""What a reader follows and what came of it since their last letter, with the reason for each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.insight.models import SHOWN_TAGS, Tagging
from octavo.people.logic.followed import News, chosen
from octavo.people.logic.taste import Taste
from octavo.people.models import User, Visit
from octavo.web.frame.addresses import article_url
from octavo.web.frame.stories import UNREAD
from octavo.web.mine.taste import arranged, taste_of

CONSIDERED = 200  # reports, the newest


@dataclass(frozen=True, slots=True)
class Followed:
    """One line of a letter: a report under its publisher's headline, its absolute address, and why it is there."""

    article: Article
    address: str
    why: str


def followed(reader: User, since: datetime, now: datetime, told: Collection[int]) -> tuple[Followed, ...]:
    """Return what came between `since` and `now`, without the stories in `told` and what `reader` muted. At most ten queries."""
    taste = taste_of(reader)
    found = _reports(taste, since, now, told)
    if reader.mail_skips_read:
        seen = set(Visit.objects.filter(reader=reader, article__in=found).values_list("article_id", flat=True))
        found = [article for article in found if article.pk not in seen]
    stories = {a.member.story_id: a.member.story for a in found if a.member.story.lead}
    hidden = {place.id for place in arranged(list(stories.values()), reader, taste) if place.hidden}
    tags = _tags(found, taste)
    news = [
        News(a.pk, a.member.story_id, a.published, why)
        for a in found
        if a.member.story_id not in hidden and (why := _why(a, taste, tags.get(a.pk, ())))
    ]
    by_id = {article.pk: article for article in found}
    return tuple(
        Followed(by_id[n.article], settings.SITE_URL + article_url(by_id[n.article]), ". ".join(n.why) + ".")
        for n in chosen(news)
    )


def _reports(taste: Taste, since: datetime, now: datetime, told: Collection[int]) -> list[Article]:
    tags = [pk for pk, (_, follows) in taste.tags.items() if follows]
    publishers = [pk for pk, (_, follows) in taste.publishers.items() if follows]
    stories = [pk for pk, follows in taste.stories.items() if follows]
    if not tags and not publishers and not stories:
        return []
    tagged = Tagging.objects.filter(hashtag__in=tags, rank__lt=SHOWN_TAGS).values("article")
    rows = (
        Article.objects.live()
        .filter(first_seen__gt=since, first_seen__lte=now, member__copy_of=None, member__story__isnull=False)
        .filter(Q(publisher__in=publishers) | Q(member__story__in=stories) | Q(pk__in=tagged))
        .exclude(member__story__in=list(told))
        .exclude(publisher__in=[pk for pk, (_, follows) in taste.publishers.items() if not follows])
        .select_related("publisher", "member__story__lead")
        .defer(*UNREAD, "member__report", *(f"member__story__lead__{name}" for name in UNREAD))
    )
    return list(rows.order_by("-published", "-pk")[:CONSIDERED])


def _tags(found: Collection[Article], taste: Taste) -> dict[int, list[int]]:
    out: dict[int, list[int]] = {}
    rows = Tagging.objects.filter(article__in=found, rank__lt=SHOWN_TAGS, hashtag__in=list(taste.tags))
    for article, tag in rows.values_list("article_id", "hashtag_id"):
        out.setdefault(article, []).append(tag)
    return out


def _why(article: Article, taste: Taste, tags: Collection[int]) -> tuple[str, ...]:
    """Return what of `article` is followed, in words; () when one of its hashtags is muted."""
    if any(not taste.tags[tag][1] for tag in tags):
        return ()
    why = [gettext("You follow this story")] if taste.stories.get(article.member.story_id) else []
    why += [gettext("You follow %(name)s") % {"name": f"#{taste.tags[tag][0]}"} for tag in tags]
    name, follows = taste.publishers.get(article.publisher_id, ("", False))
    return (*why, *([gettext("You follow %(name)s") % {"name": name}] if follows else []))
