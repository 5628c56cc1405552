"""From a stored membership back to what was decided on, and what was decided."""

from collections import Counter
from collections.abc import Iterable

from octavo.story.errors import ReportFormatError
from octavo.story.logic.report import from_bytes
from octavo.story.models import Member
from octavo.story.types import Placement, Report


def decided(member: Member) -> tuple[Report, Placement]:
    """Return the report and the placement of a member, whose story and event are loaded with it.

    Raises ReportFormatError when the stored report is of another version.
    """
    return from_bytes(bytes(member.report)), _placement(
        member.story.key, member.event.key, member.copy_of_id, member.score
    )


def _placement(story: str, event: str, copy_of: int | None, score: float) -> Placement:
    return Placement(story, event, str(copy_of) if copy_of else None, score)


def placements_of(articles: Iterable[int]) -> dict[int, Placement]:
    """Return where each of these articles stands now; those that are in no story, or may not be shown, are left out. One query."""
    live = Member.objects.filter(article_id__in=list(articles), article__gone=None, article__refusal="")
    rows = live.values_list("article_id", "story__key", "event__key", "copy_of_id", "score")
    return {row[0]: _placement(*row[1:]) for row in rows}


def reports_of(articles: Iterable[int]) -> dict[int, Report]:
    """Return the report of each of these articles as it was decided on; one of another version is left out. One query."""
    found = {}
    for article, stored in Member.objects.filter(article_id__in=list(articles)).values_list("article_id", "report"):
        try:
            found[article] = from_bytes(bytes(stored))
        except ReportFormatError:
            continue
    return found


def newest_members(stories: Iterable[int], most: int) -> list[int]:
    """Return the newest `most` articles of each of these stories. One query."""
    counted: Counter[int] = Counter()
    found = []
    rows = Member.objects.filter(story_id__in=list(stories), article__gone=None, article__refusal="")
    for story, article in rows.order_by("-article_id").values_list("story_id", "article_id"):
        counted[story] += 1
        if counted[story] <= most:
            found.append(article)
    return found
