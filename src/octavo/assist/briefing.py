"""The Daily Eight from the tables: candidates, the picks of an edition, and editions made once."""

from datetime import datetime, timedelta

from django.db.models import Count

from octavo.article.models import Article
from octavo.assist.logic.briefing import Candidate, Pick, eight
from octavo.assist.models import Briefing
from octavo.insight.models import Tagging
from octavo.story.models import Member, Story

DAY = timedelta(days=1)
CONSIDERED = 120  # stories, the highest in rank
SUBJECTS = 2  # hashtags of the lead that tell what a story is about


def candidates(now: datetime) -> list[Candidate]:
    """Return the stories with news in the 24 hours before `now`, under leads that may be shown. Three queries."""
    stories = list(
        Story.objects.live()
        .filter(updated__gt=now - DAY, updated__lte=now, lead__gone=None, lead__refusal="")
        .order_by("-rank", "-pk")
        .values_list("pk", "lead_id", "lead__publisher_id", "section", "updated")[:CONSIDERED]
    )
    reports: dict[int, list[tuple[int, datetime]]] = {}
    members = Member.objects.filter(
        story__in=[row[0] for row in stories], copy_of=None, article__gone=None, article__refusal=""
    )
    for story, publisher, when in members.values_list("story_id", "article__publisher_id", "article__published"):
        reports.setdefault(story, []).append((publisher, when))
    subjects: dict[int, set[str]] = {}
    tags = Tagging.objects.filter(article__in=[row[1] for row in stories], rank__lt=SUBJECTS)
    for article, slug in tags.values_list("article_id", "hashtag__slug"):
        subjects.setdefault(article, set()).add(slug)
    return [
        Candidate(
            story, lead, publisher, section, updated, tuple(reports.get(story, ())), frozenset(subjects.get(lead, ()))
        )
        for story, lead, publisher, section, updated in stories
        if lead and publisher and updated
    ]


def picks(now: datetime) -> list[Pick]:
    """Return the eight of the 24 hours before `now`."""
    return eight(candidates(now), now)


def edition(moment: datetime) -> Briefing | None:
    """Return the edition of `moment`, made now if it was not yet; None when there is nothing to pick from."""
    kept = Briefing.objects.filter(made=moment).first()
    if kept is not None:
        return kept
    found = picks(moment)
    if not found:
        return None
    read = Article.objects.live().filter(published__gt=moment - DAY, published__lte=moment)
    figures = read.aggregate(articles=Count("pk"), publishers=Count("publisher", distinct=True))
    made, _ = Briefing.objects.get_or_create(
        made=moment, defaults={"picks": [[p.story, p.lead, p.why] for p in found], **figures}
    )
    return made
