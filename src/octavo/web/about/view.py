"""How things are done here, in words: each page says what the code does, with the numbers that the code uses."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

import octavo
from octavo.article.logic.excerpt import WORDS
from octavo.find.logic.related import FLOOR
from octavo.insight.models import SHOWN_TAGS
from octavo.people.actions.comments import MOST_PER_WINDOW, WINDOW
from octavo.story.logic.spread import SAME_REGION, SAME_SECTION
from octavo.story.logic.standing import HOURS_PER_DOUBLING, PACE, PACE_HOURS
from octavo.web.article.reading import CLOSE, PARTIAL, SHOWN_RELATED, SUMMARY_LINES
from octavo.web.comments.rules import RULES
from octavo.web.frame.page import page

PAGES = {
    "": "about",
    "ranking": "rank",
    "machine": "machine",
    "links": "links",
    "rights": "rights",
    "rules": "rules",
    "robot": "robot",
}


@require_safe
def about(request: HttpRequest, name: str = "") -> HttpResponse:
    """Show one of the pages that explain."""
    return page(request, f"about/{PAGES[name]}.html", _facts())


def _facts() -> dict[str, Any]:
    return {
        "version": octavo.__version__,
        "hours": f"{HOURS_PER_DOUBLING:g}",
        "pace": f"{PACE * HOURS_PER_DOUBLING:g}",
        "pace_hours": f"{PACE_HOURS:g}",
        "spread_section": f"{SAME_SECTION * HOURS_PER_DOUBLING:g}",
        "spread_region": f"{SAME_REGION * HOURS_PER_DOUBLING:g}",
        "excerpt_words": WORDS,
        "close": CLOSE,
        "partial": PARTIAL,
        "floor": FLOOR,
        "related": SHOWN_RELATED,
        "tags": SHOWN_TAGS,
        "lines": SUMMARY_LINES,
        "rules": RULES,
        "most": MOST_PER_WINDOW,
        "minutes_window": int(WINDOW.total_seconds() // 60),
        "agent": settings.AGENT,
        "agent_name": settings.AGENT.split("/")[0],
        "unstated": settings.AI_WHEN_UNSTATED,
        "default_rights": settings.DEFAULT_RIGHTS,
        "contact": settings.DEFAULT_FROM_EMAIL,
    }


_ROBOTS = """User-agent: *
Disallow: /search/
Disallow: /account/
Disallow: /admin/
Disallow: /picture/
Disallow: /comments/
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Tell robots what to leave alone. Article pages say noindex themselves: their text belongs to its publisher's address."""
    response = HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response
