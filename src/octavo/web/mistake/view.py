"""Reporting a mistake of the machine: a form for everyone, without an account and without JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from octavo.article.models import Article
from octavo.assist.actions import report_mistake
from octavo.assist.models import Mistake, Writing
from octavo.flow.steps import mistakes
from octavo.kit.text import squeeze, whole_number
from octavo.people.actions.notices import tell
from octavo.people.models import User
from octavo.story.models import Story
from octavo.web.comments.trap import open_for, opened
from octavo.web.frame.frame import frame
from octavo.web.frame.page import page
from octavo.web.tools.pace import too_often
from octavo.web.tools.sheet import TITLES

PER_HOUR = 10  # of one network address
_HOUR = 3600
LETTERS, PATH = 1000, 600
TOLD = 20  # operators who are told at most


@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request: HttpRequest) -> HttpResponse:
    """Show the form for the page in `at`, or keep what it says and thank. 429 after PER_HOUR from one address, 400 without words."""
    given = request.POST if request.method == "POST" else request.GET
    at = _own(given.get("at", ""))
    words = squeeze(request.POST.get("words", ""))[:LETTERS]
    title, tool = _about(at)
    context = {
        "at": at,
        "number": whole_number(given.get("n"), 15),
        "title": title,
        "tool": str(TITLES.get(tool, "")),
        "words": words,
    }
    context |= {"opened": opened(frame(request).now), "refused": "", "sent": False}
    if request.method != "POST":
        return page(request, "mistake/mistake.html", context, shared=False)
    if open_for(request.POST.get("opened", ""), frame(request).now) is None or request.POST.get("website"):
        context["refused"] = gettext("The form was open too long. Send it once more.")
    elif len(words) < 3:
        context["refused"] = gettext("Say in a few words what is wrong.")
    if context["refused"]:
        return page(request, "mistake/mistake.html", context, shared=False, status=400)
    if too_often(request, "mistake", PER_HOUR, _HOUR):
        return page(request, "tools/slower.html", {"back": at or "/"}, status=429)
    writing = Writing.objects.filter(pk=context["number"]).first() if context["number"] else None
    report_mistake(
        Mistake(page=at, title=title[:500], tool=tool, words=words, writing=writing, made=frame(request).now)
    )
    for operator in User.objects.filter(is_staff=True, is_active=True)[:TOLD]:
        tell(operator.pk, "mistake", f"A reader reports a mistake of the machine: {words[:200]}", frame(request).now)
    mistakes.schedule(frame(request).now)
    return page(request, "mistake/mistake.html", context | {"sent": True}, shared=False)


def _own(path: str) -> str:
    """Return a path of this site, "" for anything else."""
    bare = path.partition("?")[0].partition("#")[0]
    if not bare.startswith("/") or bare.startswith("//") or len(bare) > PATH:
        return ""
    try:
        resolve(bare)
    except Resolver404:
        return ""
    return bare


def _about(path: str) -> tuple[str, str]:
    """Return the headline of what a page is about, and the tool it shows; "" where it has none."""
    if not path:
        return "", ""
    match = resolve(path)
    tool = str(match.kwargs.get("tool", "summary" if match.url_name in ("article", "story") else ""))
    if "article_id" in match.kwargs:
        found = Article.objects.live().filter(pk=match.kwargs["article_id"]).values_list("title", flat=True).first()
    elif "story_id" in match.kwargs:
        found = Story.objects.filter(pk=match.kwargs["story_id"]).values_list("lead__title", flat=True).first()
    else:
        found = None
    return found or "", tool
