"""Compare the reports of a story before anyone asks: claims, differing figures, who credits whom. CPU only."""

from collections.abc import Sequence
from datetime import datetime

from octavo.article.models import Article
from octavo.assist.actions import store_comparison
from octavo.assist.logic.comparison import compare, mark_of
from octavo.assist.reports import rows as reports_of
from octavo.assist.reports import to_compare
from octavo.assist.types import Source
from octavo.flow.actions import finish
from octavo.flow.models import Work
from octavo.story.models import Story


def run(rows: Sequence[Work], now: datetime) -> int:  # noqa: ARG001 - every step gets the moment
    """Compare the reports of the stories of `rows`, as they stand now. Returns how many stories were compared."""
    done = 0
    for story in Story.objects.filter(pk__in=[row.target for row in rows], merged_into=None):
        chosen = [row.article.pk for row in to_compare(reports_of(story))]
        found = _sources(chosen)
        if found and len(found) == len(chosen):  # else one is being understood anew, and the story comes again
            store_comparison(story.pk, mark_of([revision for revision, _ in found]), compare([s for _, s in found]))
            done += 1
    finish(rows)
    return done


def _sources(chosen: Sequence[int]) -> list[tuple[tuple[int, int], Source]]:
    """Return (article, revision) and text of each report that is understood as it stands, in this order. One query."""
    articles = (
        Article.objects.live()
        .filter(pk__in=chosen)
        .select_related("publisher", "understanding")
        .defer("understanding__vector")
        .in_bulk()
    )
    out = []
    for pk in chosen:
        article = articles.get(pk)
        known = getattr(article, "understanding", None)
        if article and known and known.revision == article.revision and article.may_summarise and article.text:
            language = known.language or article.language or "en"
            source = Source(str(pk), article.title, article.text, article.publisher.name, article.published, language)
            out.append(((pk, article.revision), source))
    return out
