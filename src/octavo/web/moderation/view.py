"""The moderators' pages. Whoever is none finds nothing here: 404, not 403."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.people.actions import moderation as acts
from octavo.people.actions.account import invite
from octavo.people.errors import PeopleError
from octavo.people.forms import plain
from octavo.people.models import Appeal, Comment, Entry, Invite, Policy, User
from octavo.source.models import Publisher
from octavo.story.models import Story
from octavo.web.comments.rules import RULES, rule_named
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import for_moderators, operators_only
from octavo.web.frame.page import back, page
from octavo.web.frame.paging import Page, number_of
from octavo.web.moderation.reading import disputes, record_of
from octavo.web.moderation.reading import people as people_with_records
from octavo.web.moderation.reading import queue as waiting

LINES = 100  # of the log on one page
MOST_AT_ONCE = 100
TERMS = {
    "1": (gettext_lazy("A day"), timedelta(days=1)),
    "7": (gettext_lazy("A week"), timedelta(days=7)),
    "30": (gettext_lazy("A month"), timedelta(days=30)),
    "ever": (gettext_lazy("For good"), None),
}
TARGETS: dict[str, Any] = {"article": Article, "story": Story, "publisher": Publisher, "hashtag": Hashtag}


@require_safe
@for_moderators
def queue(request: HttpRequest) -> HttpResponse:
    """Show the comments that wait for a person."""
    context = {"queue": waiting(frame(request).now), "rules": RULES, "disputes": disputes()}
    return page(request, "moderation/queue.html", context, shared=False)


@require_POST
@for_moderators
def decide(request: HttpRequest) -> HttpResponse:
    """Approve or remove one or many comments (`id`, repeated). Removing needs a rule; nothing is done without one."""
    ids = [int(text) for text in request.POST.getlist("id") if text.isascii() and text.isdigit() and len(text) < 16]
    act, rule = request.POST.get("act", ""), rule_named(request.POST.get("rule", ""))
    found = list(Comment.objects.filter(pk__in=ids[:MOST_AT_ONCE], deleted=None).select_related("author"))
    if not found:
        messages.error(request, gettext("Choose at least one comment. It may have been withdrawn meanwhile."))
    elif act == "remove" and not rule:
        messages.error(request, gettext("Choose the rule that is broken. Nothing was removed."))
    elif act in {"approve", "remove"}:
        for comment in found:
            if act == "approve":
                acts.approve(comment, signed_in(request), frame(request).now)
            else:
                acts.hide_comment(comment, signed_in(request), rule, frame(request).now)
        if act == "approve":
            said = ngettext(
                "%(num)s comment approved. The authors are told.",
                "%(num)s comments approved. The authors are told.",
                len(found),
            )
        else:
            said = ngettext(
                "%(num)s comment removed. The authors are told.",
                "%(num)s comments removed. The authors are told.",
                len(found),
            )
        messages.success(request, said % {"num": len(found)})
    return redirect("moderation")


@require_POST
@for_moderators
def settle(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Answer an appeal: restore the comment, or let the removal stand."""
    found = Appeal.objects.filter(pk=appeal_id).select_related("comment__author").first()
    if found is None:
        raise Http404
    grant = request.POST.get("act") == "grant"
    try:
        acts.settle_appeal(found, signed_in(request), frame(request).now, grant=grant)
    except PeopleError as error:
        messages.error(request, error.message)
    else:
        messages.success(
            request,
            gettext("The comment is shown again.") if grant else gettext("The removal stands. Its author is told."),
        )
    return redirect("moderation")


@require_safe
@for_moderators
def log(request: HttpRequest) -> HttpResponse:
    """Show who did what, newest first; `?q=` looks in names, words and rules."""
    asked = plain(request.GET.get("q", ""))[:100]
    lines = Entry.objects.select_related("actor", "person").order_by("-created", "-pk")
    if asked:
        fields = ("actor__name", "person__name", "about", "rule", "verb", "words")
        match = Q()
        for field in fields:
            match |= Q(**{f"{field}__icontains": asked})
        lines = lines.filter(match)
    place = Page(number_of(request), LINES, lines.count())
    context = {"lines": lines[place.first : place.first + LINES], "page": place, "asked": asked}
    return page(request, "moderation/log.html", context, shared=False)


@require_safe
@for_moderators
def people(request: HttpRequest) -> HttpResponse:
    """Show accounts with their record; `?q=` looks in names, operators also find addresses."""
    asked = plain(request.GET.get("q", ""))[:100]
    found = people_with_records().order_by("-date_joined", "-pk")
    if asked:
        match = Q(name__icontains=asked)
        found = found.filter(match | Q(email__icontains=asked) if frame(request).operator else match)
    place = Page(number_of(request), LINES, found.count())
    rows = [(user, record_of(user, frame(request).now)) for user in found[place.first : place.first + LINES]]
    return page(request, "moderation/people.html", {"rows": rows, "page": place, "asked": asked}, shared=False)


@require_safe
@for_moderators
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show one account: its record, its newest comments, what was decided about it."""
    return _person(request, user_id)


def _person(request: HttpRequest, user_id: int, refused: str = "") -> HttpResponse:
    found = people_with_records().filter(pk=user_id).first()
    if found is None:
        raise Http404
    comments = Comment.objects.filter(author=found, deleted=None).select_related(
        "article__publisher", "story__lead__publisher"
    )
    context = {
        "person": found,
        "record": record_of(found, frame(request).now),
        "suspended": found.suspended(frame(request).now),
        "comments": comments.order_by("-created")[:30],
        "lines": Entry.objects.filter(person=found).select_related("actor", "person").order_by("-created")[:30],
        "rules": RULES,
        "terms": [(key, words) for key, (words, _) in TERMS.items()],
        "roles": User.Role.choices,
        "refused": refused,
        "typed": plain(request.POST.get("words", ""))[:400],
    }
    return page(request, "moderation/person.html", context, status=400 if refused else 200, shared=False)


@require_POST
@for_moderators
def change(request: HttpRequest, user_id: int, act: str) -> HttpResponse:
    """Warn, suspend, lift a suspension, or (operators) give a role."""
    found = User.objects.filter(pk=user_id).first()
    if found is None:
        raise Http404
    rule = rule_named(request.POST.get("rule", ""))
    if act in {"warn", "suspend"} and not rule:
        return _person(request, user_id, gettext("Choose the rule that was broken. Nothing was done."))
    try:
        _changed(request, found, act, rule)
    except PeopleError as error:
        return _person(request, user_id, error.message)
    messages.success(
        request, gettext("Done. %(name)s is told.") % {"name": found.name} if act != "role" else gettext("Done.")
    )
    return redirect("moderation-person", user_id)


def _changed(request: HttpRequest, found: User, act: str, rule: str) -> None:
    me, now = signed_in(request), frame(request).now
    if act == "warn":
        acts.warn(found, me, rule, plain(request.POST.get("words", ""))[:400], now)
    elif act == "suspend":
        term = TERMS.get(request.POST.get("term", ""), TERMS["1"])[1]
        acts.suspend(found, me, rule, now + term if term else acts.FOR_EVER, now)
    elif act == "lift":
        acts.lift(found, me, now)
    elif request.POST.get("role", "") in User.Role.values:
        acts.give_role(found, me, request.POST.get("role", ""), now)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def invites(request: HttpRequest) -> HttpResponse:
    """Show invitations and make them (operators)."""
    if request.method == "POST":
        made = invite(signed_in(request), plain(request.POST.get("note", "")), frame(request).now)
        messages.success(
            request,
            gettext("Give this address to one person: %(address)s")
            % {"address": settings.SITE_URL + reverse("invited", args=[made.code])},
        )
        return redirect("moderation-invites")
    found = Invite.objects.select_related("maker", "used_by").order_by("-until", "-pk")[:LINES]
    rows = [
        (row, f"{settings.SITE_URL}{reverse('invited', args=[row.code])}", row.good(frame(request).now))
        for row in found
    ]
    return page(request, "moderation/invites.html", {"rows": rows, "open": settings.SIGNUP}, shared=False)


@require_POST
@for_moderators
def policy(request: HttpRequest) -> HttpResponse:
    """Close, hold or open the comments of an article, a story, a publisher or a hashtag (`target` and `id`)."""
    model, asked = TARGETS.get(request.POST.get("target", "")), request.POST.get("id", "")
    mode = request.POST.get("mode", "")
    if (
        model is None
        or not (asked.isascii() and asked.isdigit() and len(asked) < 16)
        or mode not in ("", *Policy.Mode.values)
    ):
        raise Http404
    found = model.objects.filter(pk=int(asked)).first()
    if found is None:
        raise Http404
    acts.set_policy(found, signed_in(request), mode, frame(request).now)
    messages.success(request, f"{Policy.Mode(mode).label if mode else gettext('Comments as everywhere')}: {found}.")
    return back(request, reverse("moderation"))
