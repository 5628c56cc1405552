"""How new comments are taken here, for the moderators who set it."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.people.models import Policy
from octavo.story.models import Story
from octavo.web.frame.frame import frame

Row = tuple[str, int, str, str]


def policies(request: HttpRequest, about: Article | Story | Hashtag) -> list[Row]:
    """Return (kind, id, mode, words) of what a moderator can set on this page; nothing, and no query, for others."""
    if not frame(request).moderator:
        return []
    if isinstance(about, Article):
        named = [("article", about.pk, gettext("New comments here"))]
        on = gettext("On everything of %(publisher)s") % {"publisher": about.publisher.name}
        named.append(("publisher", about.publisher_id, on))
    elif isinstance(about, Story):
        named = [("story", about.pk, gettext("New comments here"))]
    else:
        named = [("hashtag", about.pk, gettext("New comments on every article that carries it"))]
    wanted = Q()
    for kind, pk, _ in named:
        wanted |= Q(**{kind: pk})
    set_here = {
        kind: each.mode for each in Policy.objects.filter(wanted) for kind, _, _ in named if getattr(each, f"{kind}_id")
    }
    return [(kind, pk, set_here.get(kind, ""), words) for kind, pk, words in named]
