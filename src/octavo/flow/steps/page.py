"""Read an article's own page: its full text where that is allowed, its rights and its picture in any case."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from octavo.article.actions import note_read, refuse, store_page, withdraw
from octavo.article.address import settle
from octavo.article.errors import ArticleError, UnreadablePageError
from octavo.article.logic.access import leaves
from octavo.article.logic.pages import MOST_PAGES, joined, may_go_on
from octavo.article.logic.rights import host_rights
from octavo.article.models import Article, Rule
from octavo.article.types import Extracted, PageRule, Rights
from octavo.fetch.client import Client
from octavo.fetch.errors import FetchError, HttpStatusError, RobotsRefusedError
from octavo.flow.actions import enqueue, fail, renew, repeat_each
from octavo.flow.logic.retry import next_visit
from octavo.flow.models import Work
from octavo.flow.parsers import Parsers
from octavo.flow.types import ParsedPage
from octavo.kit.sandbox import SandboxError

MOST_TRIES = 5
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What asking for a page brought: a parse, or why there is none. `again`: a later try may do better."""

    parsed: ParsedPage | None = None
    gone: bool = False
    fault: str = ""
    again: bool = False
    retry_after: int = 0  # seconds that the server asked us to wait
    stated: Rights | None = None  # by the host's files, where the page itself could not be read


async def fetch(client: Client, parsers: Parsers, url: str, rule: PageRule | None = None) -> Fetched:
    """Ask for an article's page, and read it by its publisher's `rule`. Nothing is raised for what the world does wrong.

    Raises TurnLaterError where its host asked for pauses and is not to be asked yet.
    """
    try:
        response = await client.get(url, can_wait=True)
        kind = (response.content_type or "text/html").split(";")[0].strip().lower()
        if kind not in _HTML:
            return Fetched(fault=f"not-html: {kind}")
        wishes = await client.wishes(response.url)
        page = (response.body, response.url, response.content_type, response.headers, wishes, rule)
        return Fetched(await _whole(client, parsers, await parsers.call("page", *page), rule))
    except FetchError as error:
        status = error.status if isinstance(error, HttpStatusError) else None
        if status in {404, 410}:
            return Fetched(gone=True)
        stated = host_rights(await client.wishes(url)) if isinstance(error, RobotsRefusedError) else None
        wait = error.retry_after if isinstance(error, HttpStatusError) else None
        return Fetched(fault=error.code, again=error.retry, retry_after=wait or 0, stated=stated)
    except UnreadablePageError:
        return Fetched(fault="unreadable")
    except SandboxError:
        return Fetched(fault="too-costly")


async def _whole(client: Client, parsers: Parsers, first: ParsedPage, rule: PageRule | None) -> ParsedPage:
    """Return an article's first page with those that follow it. One that cannot be had ends it."""
    further: list[Extracted] = []
    last = first.page
    while first.refusal is None and len(further) < MOST_PAGES - 1 and last.next_page and may_go_on(last):
        try:
            answer = await client.get(last.next_page)
            wishes = await client.wishes(answer.url)
            page = (answer.body, answer.url, answer.content_type, answer.headers, wishes, rule)
            last = (await parsers.call("page", *page)).page
        except (FetchError, ArticleError, SandboxError):
            break
        further.append(last)
    return replace(first, page=joined(first.page, further)) if further else first


@dataclass(slots=True)
class _Outcome:
    """What is to be done when all pages of a batch are written, many rows at once."""

    changed: set[int] = field(default_factory=set)  # articles whose words, or what machines may read of them, changed
    pictured: set[int] = field(default_factory=set)
    visits: list[tuple[Work, datetime]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)  # rows that never come again
    written: set[int] = field(default_factory=set)  # articles that are no longer as they were when the batch began


@transaction.atomic
def store(reads: Sequence[tuple[Work, Fetched]], now: datetime) -> list[bool]:
    """Write what pages said, and make due what follows from it. Returns for each whether its article is still there."""
    known = Article.objects.select_related("publisher").in_bulk([row.target for row, _ in reads])
    outcome, there = _Outcome(), []
    for row, fetched in reads:
        article = known.get(row.target)
        if article is not None and article.pk in outcome.written:  # another page of this batch turned out to be its
            article.refresh_from_db()
        if article is None:  # removed meanwhile
            outcome.ended.append(row.pk)
        else:
            _store(row, article, fetched, now, outcome)
        there.append(article is not None)
    renew(sorted(outcome.changed), now)
    enqueue("picture", sorted(outcome.pictured), now)
    repeat_each(outcome.visits)
    Work.objects.filter(pk__in=outcome.ended).delete()
    return there


def _store(row: Work, article: Article, fetched: Fetched, now: datetime, outcome: _Outcome) -> None:
    if fetched.again and fail(row, fetched.fault, now, MOST_TRIES, fetched.retry_after):
        return
    if fetched.gone:
        _gone(article, now)
        outcome.changed.add(article.pk)
    elif fetched.parsed is None:
        note_read(article, now, fetched.stated)
        outcome.changed.add(article.pk)
    elif fetched.parsed.refusal:
        refuse(article, fetched.parsed.refusal.partition(":")[0], now)
        outcome.changed.add(article.pk)
    else:
        _settled(article, fetched.parsed.page, now, outcome)
    if not article.refusal and _has_left(article, now):
        refuse(article, "unavailable", now)
        outcome.changed.add(article.pk)
    _revisit(row, article, now, outcome)


def rule_for(article: Article) -> PageRule | None:
    """Return the rule of the article's publisher; no query where `publisher__rule` was selected along. None for most."""
    return selectors_of(getattr(article.publisher, "rule", None))


def selectors_of(rule: Rule | None) -> PageRule | None:
    """Return what a rule selects; None for no rule, and for one that selects nothing."""
    return rule.selectors or None if rule else None


def _settled(article: Article, page: Extracted, now: datetime, outcome: _Outcome) -> None:
    """Store the page with the article that it belongs to, which may be an older row of the same publisher."""
    settled = settle(article, page, now)
    if settled.hidden is not None:
        outcome.changed.add(settled.hidden.pk)
        outcome.written.add(settled.hidden.pk)
    if settled.article is None:
        note_read(article, now)
        return
    known = settled.article
    outcome.written.add(known.pk)
    first = known.read is None
    if store_page(known, page, now) or first:
        outcome.changed.add(known.pk)
    if known.image_url:
        outcome.pictured.add(known.pk)


def _has_left(article: Article, now: datetime) -> bool:
    """Say whether the moment has come after which the page, when it was last read, wished to be gone."""
    end = leaves(article.rights)
    return end is not None and end <= now


def _gone(article: Article, now: datetime) -> None:
    """A page that was never there is a broken link in a feed; one that was read before has been withdrawn."""
    if article.complete or article.read is not None:
        withdraw(article, now)
    else:
        refuse(article, "not-found", now)


def _revisit(row: Work, article: Article, now: datetime, outcome: _Outcome) -> None:
    visit = None
    if not article.gone and not article.refusal:
        visits = (next_visit(article.first_seen, now, settings.REVISITS), leaves(article.rights))
        visit = min((moment for moment in visits if moment), default=None)
    if visit is None:
        outcome.ended.append(row.pk)
    else:
        outcome.visits.append((row, visit))
