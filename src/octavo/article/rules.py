"""Every write to publishers' rules and their cases. Each verb is one transaction."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from octavo.article.errors import CaseTooLargeError, TooManyCasesError
from octavo.article.models import Rule, RuleCase, RuleEdition
from octavo.article.types import Fingerprint
from octavo.source.models import Publisher

MOST_CASES = 20  # of one publisher: all are read anew at every change, a tenth of a second each
MOST_BYTES = 2**20  # of one page, packed: hardly one article is larger, and every case is in every backup


@transaction.atomic
def store_rule(publisher: Publisher, fields: Mapping[str, str], maker: str, note: str, now: datetime) -> Rule:
    """Make `fields` the publisher's rule from now on. The selectors were checked; what was before stays in its history."""
    rule, _ = Rule.objects.get_or_create(publisher=publisher)
    for name in Rule.FIELDS:
        setattr(rule, name, fields.get(name, ""))
    rule.number += 1
    rule.save()
    RuleEdition.objects.create(
        rule=rule, number=rule.number, fields=rule.fields, made=now, maker=maker[:60], note=note[:200]
    )
    return rule


def pack(body: bytes) -> bytes:
    """Return a page as it is kept with a case. Raises CaseTooLargeError."""
    packed = zlib.compress(body, 9)
    if len(packed) > MOST_BYTES:
        raise CaseTooLargeError(len(packed))
    return packed


def page_of(case: RuleCase) -> bytes:
    """Return the page that was kept with a case."""
    return zlib.decompress(bytes(case.page))


@transaction.atomic
def keep_case(rule: Rule, url: str, body: bytes, content_type: str, expected: Fingerprint, now: datetime) -> RuleCase:
    """Keep a page as a case of `rule`; one of the same address is replaced. Raises CaseTooLargeError, TooManyCasesError."""
    packed = pack(body)
    others = rule.cases.exclude(url=url).count()
    if others >= MOST_CASES:
        raise TooManyCasesError(others)
    case, _ = RuleCase.objects.update_or_create(
        rule=rule,
        url=url,
        defaults={
            "page": packed, "content_type": content_type[:200], "expected": asdict(expected), "made": now, "checked": now,
            "differs": [],
        },
    )  # fmt: skip
    return case


@transaction.atomic
def note_check(case: RuleCase, differs: Sequence[Sequence[str]], now: datetime) -> None:
    """Write down how a case came out: `differs` is empty where it holds."""
    case.checked, case.differs = now, [list(each) for each in differs]
    case.save(update_fields=["checked", "differs"])


@transaction.atomic
def accept_case(case: RuleCase, found: Fingerprint, now: datetime) -> None:
    """Let a case expect what comes of its page now."""
    case.expected, case.checked, case.differs = asdict(found), now, []
    case.save(update_fields=["expected", "checked", "differs"])


@transaction.atomic
def drop_case(case: RuleCase) -> None:
    """Forget a case and its page."""
    case.delete()
