"""What stands below an article or a story: the first of its comments, and whether more can be written."""

from django.http import HttpRequest

from octavo.article.models import Article
from octavo.people.actions.comments import check_open
from octavo.people.errors import ClosedError
from octavo.story.models import Story
from octavo.web.comments.reading import thread
from octavo.web.frame.frame import frame
from octavo.web.mine.state import keeps

FIRST = 10  # comments that answer nobody; the page of all has the rest


def under(request: HttpRequest, about: Article | Story) -> dict[str, object]:
    """Return the template's `thread` and `closed` (why nothing can be written, "" when it can)."""
    try:
        check_open(about, frame(request).now)
        closed = ""
    except ClosedError as error:
        closed = error.message
    saved = isinstance(about, Article) and keeps(frame(request).reader, about)
    return {"saved": saved, "thread": thread(about, frame(request).reader, most=FIRST), "closed": closed}
