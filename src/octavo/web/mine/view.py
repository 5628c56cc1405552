"""The reader's own pages: saved articles, history, follows and rules; and the buttons that fill them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.people.actions import reading as acts
from octavo.people.errors import PeopleError
from octavo.people.forms import plain
from octavo.people.models import Follow, Saved, Visit, Wish
from octavo.source.models import Publisher
from octavo.story.models import Story
from octavo.web.frame.addresses import article_url
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.page import back, page
from octavo.web.frame.paging import Page, number_of
from octavo.web.frame.retold import retold
from octavo.web.mine.reading import rehearse

PER_PAGE = 40
KINDS: dict[str, Any] = {"hashtag": Hashtag, "publisher": Publisher, "story": Story}
HEAVY = ("article__text", "article__kinds", "article__rights")
_both = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@login_required
def follow(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Follow, mute or leave (`act`) a hashtag, a publisher or a story. Answers with its buttons for HTMX."""
    target = KINDS[kind].objects.filter(pk=int(pk)).first()
    if target is None:
        raise Http404
    act = request.POST.get("act", "")
    try:
        if act in {"follow", "mute"}:
            acts.follow(signed_in(request), target, frame(request).now, mute=act == "mute")
        else:
            acts.unfollow(signed_in(request), target)
    except PeopleError as error:
        messages.error(request, error.message)
    if request.headers.get("HX-Request"):
        state = {"follow": True, "mute": False}.get(act)
        context = {"kind": kind, "target": target, "state": state}
        return page(request, "mine/follow.html", context, shared=False)
    return back(request, reverse("follows"))


@_both
@login_required
def save(request: HttpRequest, article_id: int) -> HttpResponse:
    """Keep an article with a note and tags, change them, or (`act=drop`) let it go."""
    article = Article.objects.live().filter(pk=article_id).select_related("publisher").defer("text", "kinds").first()
    if article is None:
        raise Http404
    kept = Saved.objects.filter(reader=signed_in(request), article=article).first()
    if request.method != "POST":
        return page(request, "mine/save.html", {"article": article, "kept": kept}, shared=False)
    if request.POST.get("act") == "drop":
        acts.unsave(signed_in(request), article)
        messages.success(request, gettext("It is no longer among your saved articles."))
        return back(request, reverse("saved"))
    try:
        note, tags = plain(request.POST.get("note", "")), plain(request.POST.get("tags", ""))
        acts.save(signed_in(request), article, frame(request).now, note=note, tags=tags)
    except PeopleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, gettext("Saved. You find it under your name."))
    return back(request, article_url(article))


@require_safe
@login_required
def saved(request: HttpRequest) -> HttpResponse:
    """Show the kept articles, newest first; `?tag=` and `?q=` narrow them."""
    asked, tag = plain(request.GET.get("q", ""))[:100], plain(request.GET.get("tag", ""))[:40]
    found = Saved.objects.filter(reader=signed_in(request)).select_related("article__publisher").defer(*HEAVY)
    every = found.values_list("tags", flat=True)
    tags = sorted({name for names in every for name in names}, key=str.casefold)
    if asked:
        found = found.filter(article__title__icontains=asked) | found.filter(note__icontains=asked)
    rows = list(found.order_by("-created", "-pk"))
    if tag:
        rows = [row for row in rows if tag in row.tags]
    place = Page(number_of(request), PER_PAGE, len(rows))
    shown = rows[place.first : place.first + PER_PAGE]
    context = {"rows": shown, "page": place, "tags": tags, "tag": tag, "asked": asked}
    return page(request, "mine/saved.html", context, shared=False)


@_both
@login_required
def history(request: HttpRequest) -> HttpResponse:
    """Show what was read, newest first; POST forgets it (`act=forget`), or switches it off or on."""
    reader = signed_in(request)
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "forget":
            acts.forget_history(reader)
        elif act in {"on", "off"}:
            acts.keep_history(reader, keep=act == "on")
        return redirect("history")
    found = Visit.objects.filter(reader=reader).exclude(article=None).select_related("article__publisher").defer(*HEAVY)
    place = Page(number_of(request), PER_PAGE, found.count())
    rows = found.order_by("-at", "-pk")[place.first : place.first + PER_PAGE]
    return page(request, "mine/history.html", {"rows": rows, "page": place}, shared=False)


@require_safe
@login_required
def follows(request: HttpRequest) -> HttpResponse:
    """Show what the reader follows and mutes."""
    found = Follow.objects.filter(reader=signed_in(request)).select_related("hashtag", "publisher", "story__lead")
    place = Page(number_of(request), PER_PAGE * 5, found.count())
    rows = found.order_by("mute", "-created", "-pk")[place.first : place.first + place.size]
    return page(request, "mine/follows.html", {"rows": rows, "page": place}, shared=False)


@_both
@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """Show the reader's rules. POST rehearses one in plain words (`act=try`) or stores it (`act=keep`)."""
    reader, now = signed_in(request), frame(request).now
    context: dict[str, Any] = {"asked": "", "refused": "", "rehearsal": None, "wish": None}
    status = 200
    if request.method == "POST":
        words = plain(request.POST.get("words", ""))[:200]
        try:
            if request.POST.get("act") == "keep":
                made = acts.add_wish(reader, words, now)
                messages.success(
                    request,
                    gettext("“%(words)s” now orders your front page. You can take it back below.")
                    % {"words": made.words},
                )
                return redirect("rules")
            wish = acts.understand_wish(reader, words, now)
            context |= {"wish": wish, "rehearsal": rehearse(reader, wish, now)}
        except PeopleError as error:
            context["refused"], status = retold(error.message), 400
        context["asked"] = words
    context["wishes"] = Wish.objects.filter(reader=reader).order_by("-created", "-pk")
    return page(request, "mine/rules.html", context, status=status, shared=False)


@require_POST
@login_required
def drop(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Take a rule back."""
    acts.drop_wish(signed_in(request), wish_id)
    messages.success(request, gettext("Taken back."))
    return redirect("rules")
