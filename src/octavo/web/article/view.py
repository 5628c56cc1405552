"""An article's page, its AI tools, its changes, and its place in a story."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from octavo.article.models import Article
from octavo.assist.reports import rows as story_rows
from octavo.assist.writing import writes
from octavo.flow.removal import remove_article
from octavo.people.actions.reading import visit
from octavo.people.forms import plain
from octavo.story.models import Story
from octavo.web.article import reading
from octavo.web.article.difference import paragraphs_changed, words_changed
from octavo.web.article.measures import told
from octavo.web.article.rights import decisions, machine_line, rights_line, wishes
from octavo.web.comments.below import under
from octavo.web.frame.addresses import article_url, story_url
from octavo.web.frame.body import Body
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import operators_only
from octavo.web.frame.page import moved, page
from octavo.web.frame.retold import retold
from octavo.web.tools.pace import too_many
from octavo.web.tools.panel import NEED_AIDS, anchors_in, being_made, panel_of
from octavo.web.tools.scope import Scope
from octavo.web.tools.sheet import TITLES, sheet, swapped, translates
from octavo.web.tools.shelf import Shelf, report_of
from octavo.web.tools.stream import stream
from octavo.web.tools.summary import written

MOST_CHANGES = 5


def _asked(
    request: HttpRequest, article_id: int, part: str = "article", *, aids: bool = False
) -> Article | HttpResponse:
    """Return the article, or the answer that takes its place: 301 to its present address, 410 when it was withdrawn."""
    article = reading.find_article(article_id, aids=aids)
    if article is None:
        raise Http404
    if article.gone:
        member = reading.member_of(article)
        story = member.story if member and member.story.article_count and member.story.lead else None
        return page(request, "errors/410.html", {"article": article, "story": story}, status=410)
    address = article_url(article, part)
    query = request.META.get("QUERY_STRING", "")
    return article if request.path == address else moved(f"{address}?{query}" if query else address)


def _common(article: Article) -> dict[str, object]:
    body = reading.body(article)
    lines = reading.summary(article, body)
    return {
        "article": article,
        "body": body,
        "story": _story(article),
        "rights": rights_line(article),
        "wishes": wishes(article),
        "decisions": decisions(article),
        "tags": reading.tags(article, body),
        "machine": machine_line(article),
        "summary": lines,
        "how": _how(article, body),
        "nothing": _nothing(body),
        "sentences": len(body.places),
        "related": reading.related(article),
        "elsewhere": reading.readable_elsewhere(article),
        "picture": getattr(article, "picture", None) if article.access != "headline" else None,
        "tool": "",
        "panel": {"prose": None},
        "cells": sheet(article),
        "anchors": anchors_in(lines),
    }


def _story(article: Article) -> Story | None:
    """Return the story the article stands in, if there is more in it than this article."""
    member = reading.member_of(article)
    return member.story if member and member.story.lead and member.story.article_count > 1 else None


def _how(article: Article, body: Body) -> list[tuple[str, str]]:
    allowed = retold(article.ai_source)
    return [
        (gettext("Method"), gettext("Sentences chosen, none rewritten")),
        (gettext("Model"), gettext("None. Built-in ranking by place, length and shared words")),
        (gettext("Read"), _read(article, len(body.blocks))),
        (gettext("Check"), gettext("Each line is cut from the text above, letter for letter")),
        (gettext("Version"), gettext("Made from version %(number)s of the text") % {"number": article.revision}),
        (gettext("Allowed by"), allowed[:1].upper() + allowed[1:]),
    ]


def _read(article: Article, paragraphs: int) -> str:
    if article.complete:
        said = ngettext("This article, %(num)s paragraph", "This article, %(num)s paragraphs", paragraphs)
    else:
        said = ngettext(
            "Only what is shown here, %(num)s paragraph", "Only what is shown here, %(num)s paragraphs", paragraphs
        )
    return said % {"num": paragraphs}


def _nothing(body: Body) -> str:
    """Return why there is no summary."""
    if not body.blocks:
        return gettext("There is only a headline here, so there is nothing to shorten.")
    sentences = len(body.places)
    if sentences:
        said = ngettext(
            "%(num)s sentence is shown here; a summary would be hardly shorter.",
            "%(num)s sentences are shown here; a summary would be hardly shorter.",
            sentences,
        )
        return said % {"num": sentences}
    return gettext("This text is waiting to be understood. Look again in a minute.")


@require_safe
def article(request: HttpRequest, article_id: int, slug: str = "") -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show an article as far as its publisher allows, with what the machine picked from it, comments and related articles."""
    asked = _asked(request, article_id)
    if isinstance(asked, HttpResponse):
        return asked
    reader = frame(request).reader
    if reader:
        visit(reader, asked, frame(request).now)
    context = _common(asked) | under(request, asked)
    if writes("summary"):  # only what somebody asked for before: an article's page waits for nothing
        context["panel"] = {"prose": written(_scope(request, asked), make=False)}
        context["anchors"] = anchors_in([context["summary"], context["panel"]])
    return page(request, "article/article.html", context)


@require_safe
def tool(request: HttpRequest, article_id: int, slug: str, tool: str) -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show one AI tool of an article: the panel alone for HTMX, the whole page otherwise."""
    asked = _asked(request, article_id, f"article-{tool}", aids=tool in NEED_AIDS)
    if isinstance(asked, HttpResponse):
        return asked
    if tool == "ask" and request.GET.get("q") and (slower := too_many(request, article_url(asked))):
        return slower
    context = _tool(request, asked, tool)
    shared = not being_made(context["panel"])
    if swapped(request):
        body = reading.body(asked)
        context |= {"summary": reading.summary(asked, body), "how": _how(asked, body), "nothing": _nothing(body)}
        return page(request, "tools/swap.html", context, vary=("HX-Request",), shared=shared)
    context = _common(asked) | context | under(request, asked)
    return page(request, "article/article.html", context, vary=("HX-Request",), shared=shared)


def _tool(request: HttpRequest, article: Article, tool: str) -> dict[str, object]:
    """Return what the panel of `tool` needs; beside the article's own queries it asks none, one (compare) or two (explain)."""
    scope = _scope(request, article, tool)
    refused = machine_line(article) if tool != "listen" else ""
    waits = not scope.shelf.reports and tool in NEED_AIDS | {"ask", "translate"}
    idle = bool(refused) or waits or (tool == "translate" and not translates())
    context = panel_of("" if idle else tool, scope)
    return context | {
        "tool": tool,
        "title": str(TITLES[tool]),
        "refused": refused,
        "waiting": _waiting(article) if waits else "",
        "stale": _stale(request, article),
        "read": _read(article, len(article.paragraphs)),
        "version": gettext("Made from version %(number)s of the text") % {"number": article.revision},
        "version_number": article.revision,
        "anchors": anchors_in(context["panel"]),
    }


def _scope(request: HttpRequest, article: Article, tool: str = "") -> Scope:
    story = _story(article)
    rows = story_rows(story) if story and tool == "compare" else ()
    report = report_of(article, aids=getattr(article, "aids", None) if tool in NEED_AIDS else None)
    shelf = Shelf({report.source.id: report} if report else {}, alone=True)
    return Scope(shelf, request.GET if tool else QueryDict(), frame(request).now, article, story, rows)


@require_safe
def ask_stream(request: HttpRequest, article_id: int, slug: str) -> HttpResponseBase:  # noqa: ARG001 - the slug is for people
    """Answer a question over an article line by line while it is written (server-sent events)."""
    asked = _asked(request, article_id, "article-ask-stream")
    if isinstance(asked, HttpResponse):
        return asked
    return too_many(request, article_url(asked)) or stream(_scope(request, asked, "ask"))


def _waiting(article: Article) -> str:
    if not article.text:
        return gettext("There is only a headline here, so there is nothing to work on.")
    return gettext("This text is waiting to be understood. Look again in a minute.")


def _stale(request: HttpRequest, article: Article) -> str:
    """Return the address of what changed, for a reader whose question was asked of an older version; "" otherwise."""
    asked = request.GET.get("v", "")
    old = asked.isascii() and asked.isdigit() and len(asked) < 9 and int(asked) < article.revision
    return article_url(article, "article-changes") if old else ""


@require_safe
def changes(request: HttpRequest, article_id: int, slug: str) -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show what changed from revision to revision, newest first. Old words are shown only as far as the present rights allow."""
    asked = _asked(request, article_id, "article-changes")
    if isinstance(asked, HttpResponse):
        return asked
    newer_title, newer_text, steps = asked.title, asked.text, []
    for revision in asked.revisions.all()[:MOST_CHANGES]:
        text = paragraphs_changed(revision.text, newer_text) if asked.complete else []
        steps.append(
            {
                "revision": revision,
                "title": words_changed(revision.title, newer_title) if revision.title != newer_title else [],
                "text": text,
            }
        )
        newer_title, newer_text = revision.title, revision.text
    return page(request, "article/changes.html", {"article": asked, "steps": steps})


@require_safe
@operators_only
def why_here(request: HttpRequest, article_id: int, slug: str) -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show operators on what grounds an article stands in its story, and let them take it down."""
    asked = _asked(request, article_id, "article-why")
    if isinstance(asked, HttpResponse):
        return asked
    member = reading.member_of(asked)
    nearest = _number(member.features.get("nearest")) if member else 0
    context = {
        "article": asked,
        "member": member,
        "nearest": Article.objects.filter(pk=nearest).select_related("publisher").first() if nearest else None,
        "measures": told(member.features) if member else [],
        "story_address": story_url(member.story) if member else "",
    }
    return page(request, "article/why.html", context)


@require_POST
@operators_only
def remove(request: HttpRequest, article_id: int) -> HttpResponse:
    """Take an article down for good, at its publisher's request; its host, typed, says that the operator means it."""
    found = get_object_or_404(Article.objects.filter(gone=None).select_related("publisher"), pk=article_id)
    if request.POST.get("sure") != found.publisher.host:
        said = gettext("Nothing was removed: type %(host)s to say that you mean it.")
        messages.error(request, said % {"host": found.publisher.host})
        return redirect(article_url(found, "article-why"))
    address = article_url(found)
    remove_article(found, signed_in(request), plain(request.POST.get("note", "")), frame(request).now)
    messages.success(request, gettext("The article is gone for good. Its address says so."))
    return redirect(address)


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() else 0
