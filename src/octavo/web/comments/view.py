"""Comments: reading them, writing, changing, finding them useful, reporting and appealing. What was typed survives every refusal."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo.article.models import Article
from octavo.insight.models import Understanding
from octavo.people.actions import comments as acts
from octavo.people.actions import moderation
from octavo.people.errors import PeopleError, TooFastError
from octavo.people.forms import CommentForm, plain
from octavo.people.logic.block import block_of
from octavo.people.models import Comment, User
from octavo.story.models import Story
from octavo.web.comments.policies import policies
from octavo.web.comments.reading import ORDERS, branch, digest, order_of, place_in_branch, thread
from octavo.web.comments.rules import RULES, rule_named
from octavo.web.comments.trap import open_for, opened
from octavo.web.frame.addresses import about_url
from octavo.web.frame.body import body_of
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import for_writers
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of
from octavo.web.frame.retold import retold

PER_PAGE = 20
REPLIES_PER_PAGE = 60
TOO_MANY = 429
_both = require_http_methods(["GET", "HEAD", "POST"])
Refusal = tuple[str, int, int]  # words, status, seconds to wait


def about_of(kind: str, pk: int) -> Article | Story:
    """Return the article or story that comments stand under. A merged story gives the one it went to. Raises Http404."""
    found: Article | Story | None
    if kind == "article":
        found = Article.objects.filter(pk=pk, refusal="").select_related("publisher").defer("kinds").first()
    else:
        found = Story.objects.filter(pk=pk).select_related("lead__publisher", "merged_into__lead__publisher").first()
        found = found.merged_into or found if found else None
        found = found if found and found.lead else None
    if found is None:
        raise Http404
    return found


def headline(about: Article | Story) -> Article:
    """Return the article whose headline stands for `about`."""
    if isinstance(about, Article):
        return about
    assert about.lead is not None  # about_of lets no other story through
    return about.lead


def _comment(comment_id: int, reader: User | None = None) -> Comment:
    """Return a comment that `reader` may know of. Raises Http404."""
    wanted = Comment.objects.visible(reader).filter(pk=comment_id)
    found = wanted.select_related("article__publisher", "story__lead__publisher", "author", "root", "parent").first()
    if found is None or (found.article and found.article.refusal) or (found.story and found.story.lead is None):
        raise Http404
    return found


def _back(about: Article | Story, comment: Comment | None = None) -> HttpResponse:
    if comment is not None and comment.root_id:
        return redirect(f"{reverse('comment', args=[comment.pk])}#c{comment.pk}")
    return redirect(f"{about_url(about)}#{f'c{comment.pk}' if comment else 'comments'}")


def _frame(about: Article | Story, **more: Any) -> dict[str, Any]:
    return {"about": about, "article": headline(about), "rules": RULES, **more}


@require_safe
def comments(request: HttpRequest, pk: int, kind: str = "article") -> HttpResponse:
    """Show all comments of an article or a story, page by page."""
    about = about_of(kind, pk)
    number, reader, order = number_of(request), frame(request).reader, order_of(request.GET.get("order", ""))
    found = thread(about, reader, most=PER_PAGE, first=(number - 1) * PER_PAGE, order=order)
    context = _frame(
        about,
        thread=found,
        page=Page(number, PER_PAGE, found.roots),
        orders={name: words for name, (words, _) in ORDERS.items()},
        digest=digest(about, found.total) if number == 1 else [],
        closed=_closed(request, about),
        closes=acts.closes(about),
        days=settings.COMMENT_DAYS,
        policies=policies(request, about),
    )
    return page(request, "comments/comments.html", context, shared=reader is None)


def _closed(request: HttpRequest, about: Article | Story) -> str:
    """Return why no comment can be written, or ""."""
    try:
        acts.check_open(about, frame(request).now)
    except PeopleError as error:
        return error.message
    return ""


@require_safe
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Show one comment within its thread: the page behind its permanent link."""
    reader = frame(request).reader
    found = _comment(comment_id, reader)
    root = found.root or found
    number = number_of(request)
    if "page" not in request.GET:
        number = place_in_branch(found, reader) // REPLIES_PER_PAGE + 1
    node, total = branch(root, reader, most=REPLIES_PER_PAGE, first=(number - 1) * REPLIES_PER_PAGE)
    context = _frame(
        found.about, node=node, page=Page(number, REPLIES_PER_PAGE, total), closed=_closed(request, found.about)
    )
    return page(request, "comments/one.html", context, shared=reader is None)


@_both
@for_writers
def write(request: HttpRequest, pk: int, kind: str = "article") -> HttpResponse:
    """Write a comment, or a reply to `?parent=`. A refusal shows the words again: 429 when too fast, 400 otherwise."""
    about = about_of(kind, pk)
    parent = _parent(request, about)
    form = CommentForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, about, form, parent, ("", 400 if form.errors else 200, 0))
    stood = open_for(request.POST.get("opened", ""), frame(request).now)
    if stood is None or stood < settings.COMMENT_SECONDS:
        words = (
            gettext("This form was sent faster than a person writes. Send it once more.")
            if stood is not None
            else gettext("This form was too old. Send it once more.")
        )
        return _form(request, about, form, parent, (words, 400, 0))
    try:
        made = acts.post_comment(about, signed_in(request), _draft(request, about, form, parent), frame(request).now)
    except PeopleError as error:
        return _form(request, about, form, parent, _refusal(error))
    if made.held:
        messages.warning(
            request, retold(made.held_why) + " " + gettext("A moderator reads your comment before others do.")
        )
    else:
        messages.success(request, gettext("Your comment stands for everyone to read."))
    return _back(about, made)


def _refusal(error: PeopleError) -> Refusal:
    if isinstance(error, TooFastError):
        return error.message, TOO_MANY, error.seconds
    return error.message, 400, 0


def _draft(request: HttpRequest, about: Article | Story, form: CommentForm, parent: Comment | None) -> acts.Draft:
    given = form.cleaned_data
    quotes = dict(_sentences(about)) if given["quote"] else {}
    return acts.Draft(
        body=given["body"],
        parent=parent,
        quote=quotes.get(given["quote"], "")[:1000],
        quote_at=given["quote"] if given["quote"] in quotes else "",
        tell=given["tell"],
        block=block_of(frame(request).address, settings.SECRET_KEY),
    )


def _sentences(about: Article | Story) -> list[tuple[str, str]]:
    """Return (place, words) of each sentence that is shown of an article: what can be quoted."""
    if not isinstance(about, Article):
        return []
    known = Understanding.objects.filter(article=about, revision=about.revision).only("sentences").first()
    body = body_of(about.paragraphs, known.sentences if known else [])
    return [(piece.id, piece.text) for block in body.blocks for piece in block.pieces if piece.id]


def _parent(request: HttpRequest, about: Article | Story) -> Comment | None:
    asked = request.POST.get("parent") or request.GET.get("parent") or ""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):
        return None
    return (
        Comment.objects.on(about).filter(pk=int(asked), held=None).select_related("author", "article", "story").first()
    )


def _form(
    request: HttpRequest,
    about: Article | Story,
    form: CommentForm,
    parent: Comment | None,
    refusal: Refusal,
    own: Comment | None = None,
) -> HttpResponse:
    refused, status, wait = refusal
    context = _frame(
        about,
        form=form,
        parent=parent,
        refused=refused or (_closed(request, about) if own is None else ""),
        comment=own,
        opened=opened(frame(request).now),
        sentences=_sentences(about) if own is None and parent is None else [],
        quote=(request.POST or request.GET).get("quote", ""),
        tell="tell" in request.POST or request.method != "POST",
    )
    response = page(request, "comments/write.html", context, status=status, shared=False)
    if wait:
        response["Retry-After"] = str(wait)
    return response


@_both
@for_writers
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Change one's own comment."""
    own = _own(request, comment_id)
    form = CommentForm(request.POST or None, initial={"body": own.body})
    if request.method != "POST" or not form.is_valid():
        return _form(request, own.about, form, None, ("", 400 if form.errors else 200, 0), own)
    try:
        acts.edit_comment(own, signed_in(request), form.cleaned_data["body"], frame(request).now)
    except PeopleError as error:
        return _form(request, own.about, form, None, _refusal(error), own)
    return _back(own.about, own)


def _own(request: HttpRequest, comment_id: int) -> Comment:
    found = _comment(comment_id, signed_in(request))
    if found.author_id != signed_in(request).pk:
        raise Http404
    return found


@_both
@login_required
def delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Withdraw one's own comment, after asking once."""
    own = _own(request, comment_id)
    return _confirmed(request, own, "delete", lambda: acts.delete_comment(own, signed_in(request), frame(request).now))


@require_safe
def history(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Show the earlier words of a comment, newest first."""
    found = _comment(comment_id, frame(request).reader)
    if not found.shown and not frame(request).moderator:
        raise Http404
    context = _frame(found.about, comment=found, editions=found.editions.order_by("-until", "-pk")[:50])
    return page(request, "comments/history.html", context)


@require_POST
@login_required
def vote(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Find a comment useful or not; the same again takes it back. Answers with its line of buttons for HTMX."""
    found, reader = _comment(comment_id, signed_in(request)), signed_in(request)
    wish = {"1": True, "0": False}.get(request.POST.get("up", ""))
    try:
        acts.vote(found, reader, frame(request).now, up=wish)
    except PeopleError as error:
        messages.error(request, error.message)
        wish = None
    if request.headers.get("HX-Request"):
        return page(request, "comments/votes.html", {"comment": found, "vote": wish}, shared=False)
    return _back(found.about, found)


@_both
@for_writers
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Ask a moderator to look at a comment."""
    found = _comment(comment_id, signed_in(request))
    rule, words = rule_named(request.POST.get("rule", "")), plain(request.POST.get("words", ""))
    if request.method == "POST" and not rule:
        return _ask(request, found, "report", gettext("Choose the rule it breaks."))
    said = gettext("A moderator will read it. Until then it is folded away for you.")
    return _confirmed(
        request,
        found,
        "report",
        lambda: moderation.report(found, signed_in(request), rule, words, frame(request).now),
        said,
    )


@_both
@for_writers
def appeal(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Ask for a second look at the removal of one's own comment."""
    own, words = _own(request, comment_id), plain(request.POST.get("words", ""))
    if request.method == "POST" and not words:
        return _ask(request, own, "appeal", gettext("Say why it should be shown; nothing was sent."))
    said = gettext("A moderator reads your appeal, and you will be told.")
    return _confirmed(
        request, own, "appeal", lambda: moderation.appeal(own, signed_in(request), words, frame(request).now), said
    )


@_both
@login_required
def hide(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Remove a comment by a named rule (moderators)."""
    found = _moderators(request, comment_id)
    rule = rule_named(request.POST.get("rule", ""))
    if request.method == "POST" and not rule:
        return _ask(request, found, "hide", gettext("Choose the rule it breaks."))
    return _confirmed(
        request, found, "hide", lambda: moderation.hide_comment(found, signed_in(request), rule, frame(request).now)
    )


@_both
@login_required
def restore(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Show a removed comment again (moderators)."""
    found = _moderators(request, comment_id)
    return _confirmed(
        request, found, "restore", lambda: moderation.restore_comment(found, signed_in(request), frame(request).now)
    )


def _moderators(request: HttpRequest, comment_id: int) -> Comment:
    if not frame(request).moderator:
        raise Http404
    return _comment(comment_id, signed_in(request))


def _ask(request: HttpRequest, found: Comment, act: str, refused: str = "") -> HttpResponse:
    context = _frame(found.about, comment=found, act=act, refused=refused, words=request.POST.get("words", ""))
    return page(request, "comments/confirm.html", context, status=400 if refused else 200, shared=False)


def _confirmed(request: HttpRequest, found: Comment, act: str, do: Callable[[], None], said: str = "") -> HttpResponse:
    """Ask on GET, act on POST."""
    if request.method != "POST":
        return _ask(request, found, act)
    about = found.about
    try:
        do()
    except PeopleError as error:
        return _ask(request, found, act, error.message)
    if said:
        messages.success(request, said)
    return _back(about, found if act != "delete" else None)
