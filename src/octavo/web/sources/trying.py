"""Trying one page, with and without a rule for its publisher, and letting the rule count."""

from asgiref.sync import async_to_sync
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from octavo.article.errors import ArticleError, BadSelectorError, BrokenCasesError
from octavo.article.logic.cases import fingerprint
from octavo.article.logic.rules import rule_of
from octavo.article.models import Rule
from octavo.article.types import Extracted, PageRule
from octavo.flow.ruling import Tried, save_rule
from octavo.flow.trial import Trial, full_address, try_page
from octavo.people.forms import plain
from octavo.source.logic.host import publisher_host
from octavo.source.models import Publisher
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import operators_only
from octavo.web.frame.page import page
from octavo.web.frame.retold import retold
from octavo.web.sources.faults import fault_words, refusal_words

MOST_FIELD = 10_000  # letters of one field of a rule: what it may hold in full fits


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def try_one(request: HttpRequest) -> HttpResponse:
    """Show what Octavo would make of one page, by its publisher's rule and without. Nothing is stored unless `act` is save."""
    asked = request.POST if request.method == "POST" else request.GET
    address = plain(asked.get("address", ""))[:2000]
    publisher = _publisher_of(address)
    fields = _fields(request, publisher)
    rule, fault = _rule(fields)
    trial = async_to_sync(try_page)(address, rule) if address and request.method == "POST" else None
    broken: tuple[str, ...] = ()
    if request.POST.get("act") == "save" and publisher and trial and fault is None:
        try:
            if _save(request, publisher, fields, trial):
                return redirect("publisher", publisher.pk)
        except BrokenCasesError as error:
            broken = error.urls
        except ArticleError as error:
            messages.error(request, retold(str(error)))
    read, ruled = _page_of(trial), _ruled(trial)
    empty = request.method == "POST" and not address
    context = {
        "address": address, "trial": trial, "publisher": publisher, "fields": fields, "fault": fault, "broken": broken,
        "read": ruled or read, "versions": _versions(read, ruled), "seen": fingerprint(ruled).digest if ruled else "",
        "stated": [(name, right) for name, right in read.rights.as_object().items() if right["source"]] if read else [],
        "original": Markup(trial.original) if trial else "",  # noqa: S704 - sanitised in the child
        "empty": empty, "fault_words": fault_words, "refusal_words": refusal_words,
        "ruling": "ruling" in request.POST and request.POST.get("act") != "look",
    }  # fmt: skip
    return page(request, "sources/trial.html", context, status=400 if empty or fault or broken else 200, shared=False)


def _publisher_of(address: str) -> Publisher | None:
    try:
        host = publisher_host(full_address(address))
    except ValueError:
        return None
    return Publisher.objects.select_related("rule").filter(host=host, removed=None).first()


def _fields(request: HttpRequest, publisher: Publisher | None) -> dict[str, str]:
    """Return the rule as it was typed for this publisher, else as it stands."""
    if publisher and request.POST.get("ruling") == str(publisher.pk):
        return {name: plain(request.POST.get(name, ""))[:MOST_FIELD] for name in Rule.FIELDS}
    rule: Rule | None = getattr(publisher, "rule", None)
    return rule.fields if rule else dict.fromkeys(Rule.FIELDS, "")


def _rule(fields: dict[str, str]) -> tuple[PageRule | None, BadSelectorError | None]:
    try:
        return rule_of(fields) or None, None
    except BadSelectorError as error:
        return None, error


def _save(request: HttpRequest, publisher: Publisher, fields: dict[str, str], trial: Trial) -> bool:
    """Let the rule count, if what it makes of the page now is what the operator saw. Returns whether it does."""
    ruled = _ruled(trial)
    if ruled is None or trial.answer is None:
        messages.error(request, _("Write a rule first, and look at what it makes of the page. Nothing was saved."))
        return False
    if request.POST.get("seen") != fingerprint(ruled).digest:
        messages.warning(request, _("This is not what you saw last: the rule or the page changed. Look, then save."))
        return False
    tried = Tried(trial.answer.url, trial.answer.body, trial.answer.content_type)
    save_rule(publisher, fields, tried, signed_in(request), frame(request).now, anyway="anyway" in request.POST)
    messages.success(request, _("The rule counts from now on, and the newest articles are read again."))
    return True


def _page_of(trial: Trial | None) -> Extracted | None:
    return trial.fetched.parsed.page if trial and trial.fetched.parsed else None


def _ruled(trial: Trial | None) -> Extracted | None:
    return trial.ruled.parsed.page if trial and trial.ruled and trial.ruled.parsed else None


def _versions(read: Extracted | None, ruled: Extracted | None) -> list[tuple[str, Extracted, frozenset[str]]]:
    """Return (heading, what was read, paragraphs that the other reading has not) to be shown side by side."""
    if read is None:
        return []
    if ruled is None:
        return [(_("As any page"), read, frozenset())]
    plainly, by_rule = ({part.text for part in each.paragraphs} for each in (read, ruled))
    return [
        (_("Without the rule"), read, frozenset(plainly - by_rule)),
        (_("With the rule"), ruled, frozenset(by_rule - plainly)),
    ]
