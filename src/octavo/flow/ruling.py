"""Publishers' rules, tried on the pages they were made for before they count: saving, undoing, checking."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from octavo.article import rules
from octavo.article.errors import ArticleError, BrokenCasesError
from octavo.article.logic.cases import differences, fingerprint
from octavo.article.logic.rules import rule_of
from octavo.article.models import Article, Rule, RuleCase
from octavo.article.types import Fingerprint, PageRule
from octavo.flow.actions import enqueue
from octavo.flow.parsers import parser_of
from octavo.flow.types import ParsedPage
from octavo.kit.sandbox import Sandbox, SandboxError
from octavo.people.actions.moderation import record
from octavo.people.errors import NotYoursError
from octavo.people.models import User
from octavo.source.models import Publisher

READ_AGAIN, MOST_AGAIN = (
    timedelta(days=2),
    30,
)  # articles that a new rule is applied to: few enough for a host's patience


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case comes out: `found` is None when its page can no longer be read at all."""

    case: RuleCase
    found: Fingerprint | None
    differs: Sequence[tuple[str, str, str]]  # what, as it was kept, as it is now

    @property
    def holds(self) -> bool:
        """Say whether the page is read as it was."""
        return not self.differs


@dataclass(frozen=True, slots=True)
class Tried:
    """The page that a rule was tried on: what becomes its case."""

    url: str
    body: bytes
    content_type: str | None


def read_cases(cases: Iterable[RuleCase], rule: PageRule) -> list[Outcome]:
    """Read the page of each case by `rule`, in a child with limits. Stores nothing. A tenth of a second each, and one to begin."""
    with parser_of("page") as child:
        return _outcomes(child, cases, rule)


def _outcomes(child: Sandbox, cases: Iterable[RuleCase], rule: PageRule) -> list[Outcome]:
    return [_outcome(case, _read(child, case.url, rules.page_of(case), case.content_type, rule)) for case in cases]


def _read(child: Sandbox, url: str, body: bytes, content_type: str | None, rule: PageRule) -> Fingerprint | None:
    try:
        parsed: ParsedPage = child.call(body, url, content_type, {}, rule=rule)
    except (SandboxError, ArticleError):
        return None
    return fingerprint(parsed.page)


def _outcome(case: RuleCase, found: Fingerprint | None) -> Outcome:
    told = differences(case.fingerprint, found) if found else [("the page", "was read", "cannot be read any more")]
    return Outcome(case, found, told)


def check_rule(rule: Rule, now: datetime) -> list[Outcome]:
    """Read every case of a rule anew and write down how it came out."""
    outcomes = read_cases(rule.cases.all(), rule.selectors)
    for outcome in outcomes:
        rules.note_check(outcome.case, outcome.differs, now)
    return outcomes


def save_rule(
    publisher: Publisher,
    fields: Mapping[str, str],
    tried: Tried,
    operator: User,
    now: datetime,
    *,
    anyway: bool = False,
) -> Rule:
    """Let `fields` be the publisher's rule, with the page it was tried on as a case.

    Older cases are read by the new rule first: one that comes out otherwise keeps the rule from being saved, unless `anyway`.
    The publisher's latest articles are read again. Raises NotYoursError, BadSelectorError, BrokenCasesError,
    CaseTooLargeError, TooManyCasesError; then nothing was changed.
    """
    _check(operator)
    wanted = rule_of(fields)
    older = RuleCase.objects.filter(rule__publisher=publisher).exclude(url=tried.url)
    with parser_of("page") as child:
        expected = _read(child, tried.url, tried.body, tried.content_type, wanted)
        outcomes = _outcomes(child, older, wanted)
    if expected is None:
        raise ArticleError("This page could not be read a second time. Nothing was saved; try another.")
    _refuse_broken(outcomes, anyway=anyway)
    with transaction.atomic():
        rule = rules.store_rule(publisher, fields, operator.name, f"tried on {tried.url}", now)
        rules.keep_case(rule, tried.url, tried.body, tried.content_type or "", expected, now)
        _settle(rule, outcomes, operator, "changed the rule of", now)
    return rule


def take_up(rule: Rule, number: int, operator: User, now: datetime, *, anyway: bool = False) -> None:
    """Let an earlier edition of a rule count again, as a new one; 0 is no rule at all. Raises as `save_rule`."""
    _check(operator)
    edition = rule.editions.filter(number=number).first()
    fields = edition.fields if edition else {}
    outcomes = read_cases(rule.cases.all(), rule_of(fields))
    _refuse_broken(outcomes, anyway=anyway)
    with transaction.atomic():
        note = f"as edition {number}" if fields else "no rule"
        rule = rules.store_rule(rule.publisher, fields, operator.name, note, now)
        _settle(rule, outcomes, operator, "took back the rule of", now)


def accept(case: RuleCase, operator: User, now: datetime) -> None:
    """Let a case expect what comes of its page now. Raises NotYoursError, ArticleError when nothing comes of it."""
    _check(operator)
    found = read_cases([case], case.rule.selectors)[0].found
    if found is None:
        raise ArticleError("This page can no longer be read. Drop the case.")
    with transaction.atomic():
        rules.accept_case(case, found, now)
        record(operator, "accepted a case of", now, about=case.rule.publisher.name, words=case.url)


def drop(case: RuleCase, operator: User, now: datetime) -> None:
    """Forget a case and its page. Raises NotYoursError."""
    _check(operator)
    with transaction.atomic():
        record(operator, "dropped a case of", now, about=case.rule.publisher.name, words=case.url)
        rules.drop_case(case)


def _check(operator: User) -> None:
    if not operator.is_staff:
        raise NotYoursError("Only an operator changes how publishers are read.")


def _refuse_broken(outcomes: Iterable[Outcome], *, anyway: bool) -> None:
    broken = [outcome.case.url for outcome in outcomes if not outcome.holds]
    if broken and not anyway:
        raise BrokenCasesError(broken)


def _settle(rule: Rule, outcomes: Iterable[Outcome], operator: User, verb: str, now: datetime) -> None:
    """Write down how the cases came out, say in the log who did it, and have the latest articles read by the rule."""
    for outcome in outcomes:
        rules.note_check(outcome.case, outcome.differs, now)
    words = "; ".join(f"{name}: {value!r}" for name, value in rule.fields.items() if value) or "no rule"
    record(operator, verb, now, about=rule.publisher.name, words=f"edition {rule.number}. {words}")
    latest = Article.objects.live().filter(
        publisher=rule.publisher, read__isnull=False, first_seen__gte=now - READ_AGAIN
    )
    enqueue("page", latest.order_by("-published").values_list("pk", flat=True)[:MOST_AGAIN], now)
