"""Explain: what the texts say of the names in them, and where Octavo read of these before. Three depths, nothing added."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_lazy

from octavo.article.models import Article
from octavo.assist.logic.aids import FORM, terms_from
from octavo.assist.models import Aids
from octavo.assist.types import Term
from octavo.insight.logic.corrected import OUT
from octavo.insight.models import Tagging
from octavo.web.frame.addresses import article_url
from octavo.web.tools.prose import prose, task_of
from octavo.web.tools.scope import Line, Scope, refs_of
from octavo.web.tools.shelf import Ref, Report

LEVELS = (
    ("new", gettext_lazy("New to this")),
    ("follow", gettext_lazy("Following")),
    ("expert", gettext_lazy("In depth")),
)
KINDS = {
    "person": gettext_lazy("person"),
    "organisation": gettext_lazy("organisation"),
    "place": gettext_lazy("place"),
    "event": gettext_lazy("event"),
    "work": gettext_lazy("work"),
    "term": gettext_lazy("in quotes"),
}
MOST = {"new": 8, "follow": 8, "expert": 14}
LOOKED_AT, EARLIER, ROLES = 80, 2, 2  # earlier articles read, and shown of one name


@dataclass(frozen=True, slots=True)
class Earlier:
    """An article that Octavo read before, and names the same."""

    article: Article
    address: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One name: `roles` are words that say what it is, `lines` whole sentences about it, `earlier` what was read before."""

    label: str
    kind: str
    roles: tuple[Line, ...]
    lines: tuple[Line, ...]
    mentions: int
    earlier: tuple[Earlier, ...] = ()


def show(scope: Scope) -> dict[str, object]:
    """Return the names of the text explained at the depth asked for. Two queries."""
    level = scope.asked.get("level", "")
    level = level if level in dict(LEVELS) else LEVELS[0][0]
    found = _gathered(scope)
    chosen = sorted(found.values(), key=lambda g: _worth(g, level))[: MOST[level]]
    before = _before(scope)
    told = [one for group in chosen if (one := _explained(scope, group, level))]
    roles = (
        _roles_elsewhere(scope, before, {t.label.casefold() for t in told if not t.roles}) if level != "follow" else {}
    )
    told = [
        replace(
            one,
            roles=one.roles or tuple(roles.get(one.label.casefold(), ()))[:ROLES],
            earlier=_earlier(one.label, before) if level != "new" else (),
        )
        for one in told
    ]
    if level == "new":
        told = sorted(told, key=lambda t: not t.roles)
    task = task_of("explain", scope.shelf, names=[one.label for one in told])
    return {"level": level, "levels": LEVELS, "terms": told, "prose": prose(scope, task) if told else None}


def _gathered(scope: Scope) -> dict[str, list[tuple[Report, Term]]]:
    out: dict[str, list[tuple[Report, Term]]] = {}
    for report in scope.shelf.reports.values():
        for term in report.made().terms:
            out.setdefault(term.label.casefold(), []).append((report, term))
    return out


def _worth(group: Sequence[tuple[Report, Term]], level: str) -> tuple[bool, int, int]:
    said = any(term.role_start >= 0 for _, term in group)
    return level == "new" and not said, -len(group), -sum(len(term.mentions) for _, term in group)


def _explained(scope: Scope, group: Sequence[tuple[Report, Term]], level: str) -> Explained | None:
    roles, places = [], []
    seen: set[str] = set()
    for report, term in group:
        places += [(report, start) for start in term.mentions]
        words = report.source.text[term.role_start : term.role_end] if term.role_start >= 0 else ""
        refs = refs_of(scope.shelf, [(report.source.id, term.start)])
        if words and refs and words.casefold() not in seen:
            seen.add(words.casefold())
            roles.append(Line(words, refs, report.source.language))
    wanted = 0 if level == "new" and roles else 1 if level != "expert" else 4
    lines: dict[str, Line] = {}
    for report, start in places:
        refs = refs_of(scope.shelf, [(report.source.id, start)])
        if refs and len(lines) < wanted:
            text = report.sentence(start)
            lines.setdefault(text, Line(text, refs, report.source.language))
    if not roles and not lines:
        return None
    first = group[0][1]
    return Explained(
        first.label, str(KINDS.get(first.kind, "")), tuple(roles[:ROLES]), tuple(lines.values()), len(places)
    )


def _before(scope: Scope) -> list[Tagging]:
    """Return taggings of earlier articles outside this story that share a hashtag, newest first. One query."""
    ids = [report.article.pk for report in scope.shelf.reports.values()]
    if not ids:
        return []
    oldest = min(report.article.published for report in scope.shelf.reports.values())
    shared = Tagging.objects.filter(article_id__in=ids, rank__lt=OUT).values("hashtag_id")
    found = (
        Tagging.objects.filter(
            hashtag__in=shared, rank__lt=OUT, article__published__lt=oldest, article__gone=None, article__refusal=""
        )
        .exclude(article_id__in=ids)
        .select_related("hashtag", "article__publisher")
        .only("hashtag__label", *(f"article__{name}" for name in ("title", "published", "language", "publisher__name")))
        .order_by("-article__published")
    )
    if scope.story is not None:
        found = found.exclude(article__member__story=scope.story)
    return list(found[:LOOKED_AT])


def _earlier(label: str, before: Sequence[Tagging]) -> tuple[Earlier, ...]:
    wanted = label.casefold()
    found = {row.article_id: row.article for row in before if row.hashtag.label.casefold() == wanted}
    return tuple(Earlier(article, article_url(article)) for article in list(found.values())[:EARLIER])


def _roles_elsewhere(scope: Scope, before: Sequence[Tagging], wanted: set[str]) -> dict[str, list[Line]]:
    """Return label → what other articles call it, for names whose own text does not say. One query."""
    own = [report.article.pk for report in scope.shelf.reports.values()]
    near = [row.article_id for row in before][:LOOKED_AT]
    if not wanted:
        return {}
    related = Article.objects.live().filter(relations__other_id__in=own, ai="allowed", mining=True).values("pk")
    rows = Aids.objects.filter(form=FORM, article__ai="allowed", article__mining=True, article__gone=None).exclude(
        article_id__in=own
    )
    rows = rows.filter(article_id__in=near) | rows.filter(article_id__in=related)
    out: dict[str, list[Line]] = {}
    for row in rows.select_related("article__publisher").only(
        "terms", "revision", *(f"article__{n}" for n in ("title", "text", "language", "revision", "publisher__name"))
    )[:LOOKED_AT]:
        if row.revision != row.article.revision:
            continue
        for term in terms_from(row.terms):
            if term.role_start >= 0 and term.label.casefold() in wanted:
                name = row.article.publisher.name
                paragraph = row.article.text.count("\n\n", 0, term.start) + 1
                ref = Ref(f"{article_url(row.article)}#p{paragraph}", name, _opens(name, paragraph))
                words = row.article.text[term.role_start : term.role_end]
                out.setdefault(term.label.casefold(), []).append(Line(words, (ref,), row.article.language))
    return out


def _opens(publisher: str, paragraph: int) -> str:
    said = gettext("%(publisher)s, ¶%(paragraph)s: open the paragraph")
    return said % {"publisher": publisher, "paragraph": paragraph}
