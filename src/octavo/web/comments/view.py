"""Comments: reading them all, writing, changing, and keeping order. What was typed survives every refusal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from octavo.article.models import Article
from octavo.people import actions
from octavo.people.errors import PeopleError, TooFastError
from octavo.people.forms import CommentForm
from octavo.people.models import Comment, User
from octavo.web.comments.reading import thread
from octavo.web.comments.rules import RULES
from octavo.web.frame.addresses import article_url
from octavo.web.frame.frame import frame
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of

PER_PAGE = 40
TOO_MANY = 429
_both = require_http_methods(["GET", "HEAD", "POST"])


def _article(article_id: int) -> Article:
    found = Article.objects.filter(pk=article_id, refusal="").select_related("publisher").defer("text", "kinds").first()
    if found is None:
        raise Http404
    return found


def _comment(comment_id: int) -> Comment:
    found = Comment.objects.filter(pk=comment_id).select_related("article__publisher", "author").first()
    if found is None or found.article.refusal:
        raise Http404
    return found


def _back(article: Article, comment: Comment | None = None) -> HttpResponse:
    return redirect(f"{article_url(article)}#{f'c{comment.pk}' if comment else 'comments'}")


def _reader(request: HttpRequest) -> User:
    reader = frame(request).reader
    assert reader is not None  # login_required let nobody else in
    return reader


@require_safe
def comments(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show all comments of an article, page by page."""
    article = _article(article_id)
    number = number_of(request)
    found = thread(article.pk, most=PER_PAGE, first=(number - 1) * PER_PAGE)
    place = Page(number, PER_PAGE, found.roots)
    return page(request, "comments/comments.html", {"article": article, "thread": found, "page": place, "rules": RULES})


@_both
@login_required
def write(request: HttpRequest, article_id: int) -> HttpResponse:
    """Write a comment, or a reply to `?parent=`. A refusal shows the words again: 429 when too fast, 400 otherwise."""
    article = _article(article_id)
    parent = _parent(request, article)
    form = CommentForm(request.POST or None)
    status, refused = 200, ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.post_comment(
                article, _reader(request), form.cleaned_data["body"], frame(request).now, parent
            )
        except PeopleError as error:
            refused, status = error.message, TOO_MANY if isinstance(error, TooFastError) else 400
            wait = error.seconds if isinstance(error, TooFastError) else 0
            return _form(request, article, form, parent, refused, status, wait=wait)
        messages.success(request, "Your comment stands below the article.")
        return _back(article, made)
    if form.errors:
        status = 400
    return _form(request, article, form, parent, refused, status)


def _parent(request: HttpRequest, article: Article) -> Comment | None:
    asked = request.POST.get("parent") or request.GET.get("parent") or ""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):
        return None
    return Comment.objects.filter(pk=int(asked), article=article).select_related("author").first()


def _form(
    request: HttpRequest,
    article: Article,
    form: CommentForm,
    parent: Comment | None,
    refused: str,
    status: int,
    *,
    comment: Comment | None = None,
    wait: int = 0,
) -> HttpResponse:
    context = {
        "article": article,
        "form": form,
        "parent": parent,
        "refused": refused,
        "comment": comment,
        "rules": RULES,
    }
    response = page(request, "comments/write.html", context, status=status, shared=False)
    if wait:
        response["Retry-After"] = str(wait)
    return response


@_both
@login_required
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Change one's own comment."""
    comment = _comment(comment_id)
    if comment.author_id != _reader(request).pk:
        raise Http404
    form = CommentForm(request.POST or None, initial={"body": comment.body})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_comment(comment, _reader(request), form.cleaned_data["body"], frame(request).now)
        except PeopleError as error:
            return _form(request, comment.article, form, None, error.message, 400, comment=comment)
        return _back(comment.article, comment)
    return _form(request, comment.article, form, None, "", 400 if form.errors else 200, comment=comment)


@_both
@login_required
def delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Withdraw one's own comment, after asking once."""
    comment = _comment(comment_id)
    if comment.author_id != _reader(request).pk:
        raise Http404
    return _confirmed(
        request, comment, "delete", lambda: actions.delete_comment(comment, _reader(request), frame(request).now)
    )


@_both
@login_required
def hide(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Hide a comment by a named rule (operators)."""
    comment = _operators(request, comment_id)
    rule = request.POST.get("rule", "")
    wish = (
        f"House rule {rule}, {RULES[int(rule) - 1][0].lower()}"
        if rule in {str(n + 1) for n in range(len(RULES))}
        else ""
    )
    if request.method == "POST" and not wish:
        return page(
            request,
            "comments/confirm.html",
            _asked(comment, "hide", "Choose the rule it breaks."),
            status=400,
            shared=False,
        )
    return _confirmed(
        request, comment, "hide", lambda: actions.hide_comment(comment, _reader(request), wish, frame(request).now)
    )


@_both
@login_required
def restore(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Show a hidden comment again (operators)."""
    comment = _operators(request, comment_id)
    return _confirmed(request, comment, "restore", lambda: actions.restore_comment(comment, _reader(request)))


def _operators(request: HttpRequest, comment_id: int) -> Comment:
    if not frame(request).operator:
        raise Http404
    return _comment(comment_id)


def _asked(comment: Comment, act: str, refused: str = "") -> dict[str, Any]:
    return {"comment": comment, "article": comment.article, "act": act, "refused": refused, "rules": RULES}


def _confirmed(request: HttpRequest, comment: Comment, act: str, do: Any) -> HttpResponse:
    """Ask on GET, act on POST."""
    if request.method != "POST":
        return page(request, "comments/confirm.html", _asked(comment, act), shared=False)
    try:
        do()
    except PeopleError as error:
        return page(request, "comments/confirm.html", _asked(comment, act, error.message), status=400, shared=False)
    return _back(comment.article, comment if act != "delete" else None)
