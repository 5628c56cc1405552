"""One publisher for its operator: what is known of it, its sources, the rule its pages are read by, and that rule's cases."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from octavo.article.errors import ArticleError, BrokenCasesError
from octavo.article.models import Article, Rule, RuleCase
from octavo.flow import publishers, ruling
from octavo.people.errors import PeopleError
from octavo.people.forms import plain
from octavo.source.actions import About
from octavo.source.errors import BadPublisherError
from octavo.source.models import Publisher
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import operators_only
from octavo.web.frame.page import page
from octavo.web.frame.retold import retold
from octavo.web.sources.forms import Details, Rights
from octavo.web.sources.reading import row_of

EDITIONS = 30  # of a rule's history on the page
SOURCES = 100


@require_safe
@operators_only
def publisher(request: HttpRequest, publisher_id: int) -> HttpResponse:
    """Show a publisher with its sources and its rule."""
    return _shown(request, get_object_or_404(Publisher, pk=publisher_id))


def _shown(
    request: HttpRequest,
    found: Publisher,
    details: Details | None = None,
    broken: tuple[int, tuple[str, ...]] | None = None,
) -> HttpResponse:
    rule = Rule.objects.filter(publisher=found).first()
    cases = list(rule.cases.defer("page")) if rule else []
    latest = Article.objects.live().filter(publisher=found, complete=True).order_by("-published").only("url").first()
    context = {
        "publisher": found,
        "details": details or Details(initial={name: getattr(found, name) for name in Details.base_fields}),
        "rights": Rights(initial={"access": found.access, "ai_summary": found.ai_summary}),
        "rows": [
            row_of(source, (), frame(request).now) for source in found.sources.select_related("publisher")[:SOURCES]
        ],
        "rule": rule,
        "cases": cases,
        "holding": sum(1 for case in cases if case.checked and not case.differs),
        "differing": sum(1 for case in cases if case.differs),
        "editions": rule.editions.all()[:EDITIONS] if rule else [],
        "latest": latest.url if latest else "",
        "broken": broken,
    }
    bad = bool(broken or (details and details.errors))
    return page(request, "sources/publisher.html", context, status=400 if bad else 200, shared=False)


@require_POST
@operators_only
def change(request: HttpRequest, publisher_id: int, act: str) -> HttpResponse:
    """Edit a publisher, set its rights, pause or resume all its sources, run its rule's cases, or take an earlier rule up."""
    found = get_object_or_404(Publisher, pk=publisher_id)
    answer = None
    try:
        answer = _ACTS[act](request, found)
    except (PeopleError, ArticleError, ValueError) as error:
        messages.error(request, retold(str(error)))
    return answer or redirect("publisher", found.pk)


def _edit(request: HttpRequest, found: Publisher) -> HttpResponse | None:
    form = Details(request.POST)
    if form.is_valid():
        said = {name: plain(value) for name, value in form.cleaned_data.items()}
        try:
            changed = publishers.describe(found, About(**said), signed_in(request), frame(request).now)
        except BadPublisherError as error:
            form.add_error(error.field, retold(str(error)))
        else:
            messages.success(request, _("Stored.") if changed else _("Nothing was different."))
            return None
    found.refresh_from_db()
    return _shown(request, found, form)


def _rights(request: HttpRequest, found: Publisher) -> None:
    access, summary = request.POST.get("access", ""), request.POST.get("ai_summary", "")
    publishers.set_rights(found, access, summary, signed_in(request), frame(request).now)
    messages.success(request, _("The rights are set. Articles follow when they are read next."))


def _pause(request: HttpRequest, found: Publisher) -> None:
    count = publishers.pause(found, list(found.sources.all()), signed_in(request), frame(request).now)
    messages.success(
        request, ngettext("%(num)d source is paused.", "%(num)d sources are paused.", count) % {"num": count}
    )


def _resume(request: HttpRequest, found: Publisher) -> None:
    count = publishers.resume(found, list(found.sources.all()), signed_in(request), frame(request).now)
    messages.success(
        request, ngettext("%(num)d source is read again.", "%(num)d sources are read again.", count) % {"num": count}
    )


def _run(request: HttpRequest, found: Publisher) -> None:
    rule = Rule.objects.filter(publisher=found).first()
    outcomes = ruling.check_rule(rule, frame(request).now) if rule else []
    differ = sum(not outcome.holds for outcome in outcomes)
    words = {"hold": len(outcomes) - differ, "differ": differ}
    told = messages.warning if differ else messages.success
    told(request, _("Read again: cases that hold: %(hold)d, that differ: %(differ)d.") % words)


def _take_up(request: HttpRequest, found: Publisher) -> HttpResponse | None:
    rule, number = get_object_or_404(Rule, publisher=found), request.POST.get("edition", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise Http404
    if int(number) and not rule.editions.filter(number=int(number)).exists():
        raise Http404
    try:
        ruling.take_up(rule, int(number), signed_in(request), frame(request).now, anyway="anyway" in request.POST)
    except BrokenCasesError as error:
        return _shown(request, found, broken=(int(number), error.urls))
    messages.success(request, _("Done. The newest articles are read again."))
    return None


_ACTS: dict[str, Callable[[HttpRequest, Publisher], HttpResponse | None]] = {
    "edit": _edit, "rights": _rights, "pause": _pause, "resume": _resume, "check": _run, "rule": _take_up,
}  # fmt: skip


@require_POST
@operators_only
def case(request: HttpRequest, case_id: int, act: str) -> HttpResponse:
    """Let a case expect what comes of its page now, or forget it."""
    found = get_object_or_404(RuleCase.objects.select_related("rule__publisher"), pk=case_id)
    try:
        (ruling.accept if act == "accept" else ruling.drop)(found, signed_in(request), frame(request).now)
    except ArticleError as error:
        messages.error(request, retold(str(error)))
    else:
        said = _("The case expects what comes of its page now.") if act == "accept" else _("The case is forgotten.")
        messages.success(request, said)
    return redirect("publisher", found.rule.publisher_id)
