"""An article's page, its key facts, its changes, and its place in a story."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.article.models import Article
from octavo.people.actions.reading import visit
from octavo.web.article import facts as key
from octavo.web.article import reading
from octavo.web.article.difference import paragraphs_changed, words_changed
from octavo.web.article.rights import decisions, machine_line, rights_line, wishes
from octavo.web.comments.below import under
from octavo.web.frame.addresses import article_url, story_url
from octavo.web.frame.frame import frame
from octavo.web.frame.page import moved, page

MOST_CHANGES = 5
Answer = HttpResponse


def _asked(request: HttpRequest, article_id: int, part: str = "article") -> Article | HttpResponse:
    """Return the article, or the answer that takes its place: 301 to its present address, 410 when it was withdrawn."""
    article = reading.find_article(article_id)
    if article is None:
        raise Http404
    if article.gone:
        member = reading.member_of(article)
        story = member.story if member and member.story.article_count and member.story.lead else None
        return page(request, "errors/410.html", {"article": article, "story": story}, status=410)
    address = article_url(article, part)
    return article if request.path == address else moved(address)


def _common(article: Article) -> dict[str, object]:
    body = reading.body(article)
    member = reading.member_of(article)
    return {
        "article": article,
        "body": body,
        "story": member.story if member and member.story.lead and member.story.article_count > 1 else None,
        "rights": rights_line(article),
        "wishes": wishes(article),
        "decisions": decisions(article),
        "tags": reading.tags(article, body),
        "machine": machine_line(article),
        "summary": reading.summary(article, body),
        "sentences": len(body.places),
        "related": reading.related(article),
        "elsewhere": reading.readable_elsewhere(article),
        "picture": getattr(article, "picture", None) if article.access != "headline" else None,
        "facts": None,
    }


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
    return page(request, "article/article.html", context)


@require_safe
def facts(request: HttpRequest, article_id: int, slug: str) -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show the key facts: the panel alone for HTMX, the whole page otherwise."""
    asked = _asked(request, article_id, "article-facts")
    if isinstance(asked, HttpResponse):
        return asked
    known = reading.understanding_of(asked)
    if known is None or not asked.may_summarise:
        raise Http404
    body = reading.body(asked)
    found = key.facts(asked, known, body)
    if request.headers.get("HX-Request"):
        context = {"article": asked, "body": body, "facts": found, "alone": True}
        return page(request, "article/facts.html", context, vary=("HX-Request",))
    context = _common(asked) | {"facts": found} | under(request, asked)
    return page(request, "article/article.html", context, vary=("HX-Request",))


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
def why_here(request: HttpRequest, article_id: int, slug: str) -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Show operators on what grounds an article stands in its story."""
    if not frame(request).operator:
        raise Http404
    asked = _asked(request, article_id, "article-why")
    if isinstance(asked, HttpResponse):
        return asked
    member = reading.member_of(asked)
    if member is None:
        raise Http404
    nearest = Article.objects.filter(pk=_number(member.features.get("nearest"))).select_related("publisher").first()
    context = {"article": asked, "member": member, "nearest": nearest, "story_address": story_url(member.story)}
    return page(request, "article/why.html", context)


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() else 0
