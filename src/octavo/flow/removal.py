"""A publisher asks for an article, or for all of it, to be removed: the words leave every table, and addresses say so."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from octavo.article.actions import clear
from octavo.article.models import Article, Rule
from octavo.assist.actions import drop_recordings
from octavo.assist.models import Aids, Comparison, Recording
from octavo.find.actions import index_articles
from octavo.find.models import Relation
from octavo.flow.models import Work
from octavo.insight.models import Tagging, Understanding
from octavo.people.actions.moderation import record
from octavo.people.errors import NotYoursError
from octavo.people.models import User
from octavo.source.actions import shut_out
from octavo.source.models import Publisher
from octavo.story.actions import refresh_stories
from octavo.story.models import Member


@transaction.atomic
def remove_publisher(publisher: Publisher, operator: User, note: str, now: datetime) -> int:
    """Take everything of `publisher` down, for good. Returns how many articles went.

    Their words, pictures, revisions, tags, vectors, relations and what was made of them are deleted; addresses stay and
    answer 410 with `note`, so that links say what happened. Comments on them stay readable by nobody. Its sources are
    paused and cannot be added again. Raises NotYoursError when `operator` is none.
    """
    if not operator.is_staff:
        raise NotYoursError("Only an operator removes a publisher.")
    shut_out(publisher, note, now)
    Rule.objects.filter(publisher=publisher).delete()  # and the pages kept with it
    Work.objects.filter(step="poll", target__in=publisher.sources.values("pk")).delete()
    gone = _erase(Article.objects.filter(publisher=publisher), now)
    record(operator, "removed the publisher", now, about=publisher.name, words=note)
    return gone


@transaction.atomic
def remove_article(article: Article, operator: User, note: str, now: datetime) -> None:
    """Take one article down for good, at its publisher's request: what `remove_publisher` does, to this article alone.

    Its feed may list it again; it does not come back. Raises NotYoursError when `operator` is none.
    """
    if not operator.is_staff:
        raise NotYoursError("Only an operator removes an article.")
    _erase(Article.objects.filter(pk=article.pk), now, note)
    record(operator, "removed the article", now, about=f"{article.publisher.name}, {article.url}", words=note)


def _erase(articles: "QuerySet[Article]", now: datetime, note: str = "") -> int:
    """Delete what was kept and made of `articles`; their addresses stay. Returns how many there were."""
    ids = list(articles.values_list("pk", flat=True))
    stories = set(Member.objects.filter(article__in=articles).values_list("story_id", flat=True))
    clear(articles, now, note)
    for made in (Tagging, Understanding, Aids):
        made.objects.filter(article__in=articles).delete()
    Comparison.objects.filter(story__in=stories).delete()
    drop_recordings(Recording.objects.filter(articles__in=articles).distinct())
    Relation.objects.filter(Q(article__in=articles) | Q(other__in=articles)).delete()
    Work.objects.filter(
        step__in=("page", "picture", "understand", "place", "publish", "relate", "aid", "index"), target__in=ids
    ).delete()
    index_articles(ids)
    refresh_stories(stories)
    return len(ids)
