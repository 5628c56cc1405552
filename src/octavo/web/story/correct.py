"""The operators' buttons on stories: merge, split, pin, undo. POST only; each answers with the page it came from."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from octavo.article.models import Article
from octavo.flow.actions import enqueue
from octavo.people.actions import corrections
from octavo.people.errors import PeopleError
from octavo.story.errors import CorrectionError
from octavo.story.models import Correction, Story
from octavo.web.frame.addresses import story_url
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import operators_only

PIN_HOURS = (6, 12, 24, 72)
_NUMBER = re.compile(r"(?:^|/story/)(\d{1,15})(?:/|$)")
_STORIES = Story.objects.select_related("lead")


def corrections_of(story: Story) -> list[Correction]:
    """Return the corrections that stand and touch a story, newest first. One query."""
    rows = Correction.objects.filter(Q(story=story) | Q(other=story), undone=None)
    return list(rows.select_related("story__lead", "other__lead").order_by("-made")[:20])


def _do(request: HttpRequest, act: Callable[[], Correction | None], said: str) -> Correction | None:
    try:
        found = act()
    except (CorrectionError, PeopleError) as error:
        messages.error(request, error.message)
        return None
    messages.success(request, said)
    if found:
        enqueue("publish", [*found.one, *found.rest], frame(request).now)
    return found


@require_POST
@operators_only
def merge(request: HttpRequest, story_id: int) -> HttpResponse:
    """Merge the story named by address or number into this one."""
    story = get_object_or_404(_STORIES, pk=story_id)
    named = _NUMBER.search(request.POST.get("other", "").strip())
    other = _STORIES.filter(pk=int(named.group(1))).first() if named else None
    if other is None:
        messages.error(request, gettext("No story has this address. Copy the address of the other story's page."))
    else:
        now = frame(request).now
        _do(
            request,
            lambda: corrections.merge(story, other, signed_in(request), now),
            gettext("Merged. It will stay so."),
        )
    return redirect(story_url(story))


@require_POST
@operators_only
def split(request: HttpRequest, article_id: int) -> HttpResponse:
    """Take an article out of its story."""
    article = get_object_or_404(Article, pk=article_id)
    now = frame(request).now
    said = gettext("Taken out. It will stay apart from the reports it stood with.")
    found = _do(request, lambda: corrections.split(article, signed_in(request), now), said)
    if found is None:
        member = getattr(article, "member", None)
        return redirect(story_url(member.story) if member else "front")
    return redirect(story_url(Story.objects.select_related("lead").get(pk=found.other_id)))


@require_POST
@operators_only
def pin(request: HttpRequest, story_id: int) -> HttpResponse:
    """Pin a story on the front page for some hours; 0 ends the pin."""
    story = get_object_or_404(_STORIES, pk=story_id)
    now, hours = frame(request).now, request.POST.get("hours", "")
    until = now + timedelta(hours=int(hours)) if hours in {str(h) for h in PIN_HOURS} else None
    corrections.pin(story, signed_in(request), until, now)
    messages.success(
        request, gettext("Pinned at the head of the front page.") if until else gettext("No longer pinned.")
    )
    return redirect(story_url(story))


@require_POST
@operators_only
def undo(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Take a merge or a split back."""
    found = get_object_or_404(Correction.objects.select_related("story__lead", "other__lead"), pk=correction_id)

    def act() -> Correction:
        corrections.undo(found, signed_in(request), frame(request).now)
        return found

    _do(request, act, gettext("Undone: every report is back where it stood."))
    return redirect(story_url(found.story))
