"""Related articles with a reason: other publishers first, copies folded, nothing where nothing is close."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.find.logic.degree import degrees
from octavo.find.types import Related
from octavo.insight.logic.phrases import is_participle, stops
from octavo.insight.logic.words import base_language
from octavo.story.logic.company import FEATURES, Company
from octavo.story.logic.likeness import Judged, judged
from octavo.story.logic.lookalike import are_of_one_topic_at_most
from octavo.story.logic.shingles import containment
from octavo.story.types import Placement, Report

# Of 0.6 × one storyline + 0.4 × one event: where nothing fits, a quarter of an article is offered on average, and the
# reports of a storyline that are told in other words are still found.
# An article that has company is of a subject that others write about: less certain ones may follow. One that has none stands alone,
# and is offered the best guess at most.
FLOOR, FLOOR_IN_COMPANY, COMPANY, ALONE = 0.2, 0.05, 0.65, 1
# What an article does not say itself its closest relatives may: how near a candidate is to the mean of so many of them counts as
# much as how near it is to the article, and half of it when asked whether it may be shown at all.
RELATIVES, OF_A_RELATIVE = 3, 0.5
# Articles far apart in time and words are of one subject when the names at the head of both are the same, two at least; one name
# (a president, the town a paper writes from) is no relation. Names at the head of a third of all candidates tell nothing.
FOREMOST, SHARED_FOREMOST, COMMON, ENOUGH = 5, 2, 0.34, 12
MEANING, TERMS = 0.3, 0.08  # of the vectors and of the words: less is another subject with the same persons
MOST_OF_TOPIC = 0.39
KINDRED = 0.45  # such a link is shown as a partial one: of the same persons and places, in the same field
SAME_EVENT, SAME_STORY, SAME_COMPANY = 0.55, 0.45, 0.1
COPY = 0.45  # from here on a reader has seen it
FOLLOW_UP_HOURS = 30.0
REPEATED_PUBLISHER = 0.97  # each further article of one publisher counts so much less

_TERMS, _VECTOR = FEATURES.index("terms"), FEATURES.index("vector")


@dataclass(frozen=True, slots=True)
class _Found:
    report: Report
    score: float
    event: float
    story: float
    likely: float
    rank: float  # what it is ordered by: the score, and how near it is to the article's closest relatives
    kindred: bool = False


def relate(
    article: Report,
    candidates: Iterable[Report],
    *,
    top: int = 8,
    placements: Mapping[str, Placement] | None = None,
) -> tuple[Related, ...]:
    """Return at most `top` related articles, best first; empty where nothing is close.

    `placements` (by article id) settle the relation where the clustering has decided. Linear in the candidates, about 15 µs each.
    """
    known = placements or {}
    others = [c for c in candidates if c.id != article.id]
    common = _common(others)
    company = Company(article, others)
    alike = degrees(company.measured, company.sizes).tolist()
    found = [_found(article, *one, common) for one in zip(others, judged(company.measured), alike, strict=True)]
    accompanied = any(f.likely >= COMPANY for f in found)
    found = _by_relatives(found)
    floor, top = (FLOOR_IN_COMPANY, top) if accompanied else (FLOOR, min(top, ALONE))
    ranked = sorted(
        (f for f in found if f.likely >= floor or f.kindred),
        key=lambda f: (-f.rank, f.report.id),
    )
    shown: list[Report] = [article]
    publishers: dict[str | None, int] = {article.publisher: 1}
    picked: list[_Found] = []
    while ranked and len(picked) < top:
        best = max(ranked, key=lambda f: f.rank * REPEATED_PUBLISHER ** publishers.get(f.report.publisher, 0))
        ranked.remove(best)
        if any(_repeats(best.report, other) for other in shown):
            continue
        shown.append(best.report)
        publishers[best.report.publisher] = publishers.get(best.report.publisher, 0) + 1
        # A link of the same persons and places, or of close relatives, is worth more than its words say, and no more than
        # what comes before it.
        worth = max(best.score, best.rank / 2, KINDRED if best.kindred else 0.0)
        picked.append(replace(best, score=min(worth, picked[-1].score) if picked else worth))
    explained = (_explained(article, f, known) for f in picked)
    offered = [r for r in explained if r.relation != "topic" or len(r.shared) > 1]
    return tuple(sorted(offered, key=lambda r: -r.score) if known else offered)


def _found(article: Report, other: Report, seen: Judged, degree: float, common: frozenset[str]) -> _Found:
    likely = _likely(seen)
    score = 0.5 * (degree + likely)
    if likely >= FLOOR:
        return _Found(other, score, seen.event, seen.story, likely, score)
    terms, meaning = seen.measured[_TERMS], seen.measured[_VECTOR]
    meant = meaning >= MEANING or not (article.told_apart and other.told_apart)
    kindred = meant and terms >= TERMS and len(_foremost(article, other) - common) >= SHARED_FOREMOST
    score = score if likely >= FLOOR_IN_COMPANY else min(MOST_OF_TOPIC, score)
    return _Found(other, score, seen.event, seen.story, likely, score, bool(kindred))


def _likely(seen: Judged) -> float:
    return 0.6 * seen.story + 0.4 * seen.event


def _by_relatives(found: Sequence[_Found]) -> list[_Found]:
    """Rank and admit candidates by the article's closest relatives among them, too. Costs as much again for each of those."""
    closest = sorted((f for f in found if f.likely >= COMPANY), key=lambda f: (-f.likely, f.report.id))[:RELATIVES]
    if not closest:
        return list(found)
    near = dict.fromkeys((f.report.id for f in found), 0.0)
    for relative in closest:
        others = [f.report for f in found if f is not relative]
        near[relative.report.id] += relative.likely
        for other, seen in zip(others, judged(Company(relative.report, others).measured), strict=True):
            near[other.id] += relative.likely * _likely(seen)
    return [
        replace(f, rank=f.score + kin, likely=max(f.likely, OF_A_RELATIVE * kin))
        for f in found
        for kin in [near[f.report.id] / len(closest)]
    ]


def _key(name: str) -> str:
    """One key for a person's full and family name."""
    return name.rsplit(" ", 1)[-1].lower()


def _same_name(a: str, b: str) -> bool:
    x, y = a.lower(), b.lower()
    return x == y or (_key(x) == _key(y) and (" " not in x or " " not in y))


def _foremost(a: Report, b: Report) -> frozenset[str]:
    theirs = b.entities[:FOREMOST]
    return frozenset(_key(name) for name in a.entities[:FOREMOST] if any(_same_name(name, other) for other in theirs))


def _common(reports: Sequence[Report]) -> frozenset[str]:
    if len(reports) < ENOUGH:
        return frozenset()
    counts = Counter(name for r in reports for name in {_key(e) for e in r.entities[:FOREMOST]})
    return frozenset(name for name, n in counts.items() if n > COMMON * len(reports))


def _repeats(a: Report, b: Report) -> bool:
    return containment(a.shingles, a.level, b.shingles, b.level) >= COPY


def _explained(article: Report, found: _Found, placements: Mapping[str, Placement]) -> Related:
    relation = _relation(article, found, placements)
    shared = shared_names(article, found.report)
    # What whole groups of reports have told apart is of one subject at most, however alike two of them look.
    score = min(found.score, KINDRED) if relation == "topic" and placements else found.score
    return Related(found.report.id, round(score, 4), relation, reason(relation, shared, score), shared)


def _relation(article: Report, found: _Found, placements: Mapping[str, Placement]) -> str:
    mine, theirs = placements.get(article.id), placements.get(found.report.id)
    if mine is not None and theirs is not None:
        if mine.story != theirs.story:
            return "topic"
        return "same-event" if mine.event == theirs.event else _by_time(article, found.report, "same-story")
    if found.event >= SAME_EVENT:
        return "same-event"
    apart = found.story < SAME_STORY or are_of_one_topic_at_most((article,), (found.report,), SAME_COMPANY)
    return "topic" if apart else _by_time(article, found.report, "same-story")


def _by_time(article: Report, other: Report, otherwise: str) -> str:
    if article.published is None or other.published is None:
        return otherwise
    hours = (other.published - article.published).total_seconds() / 3600
    if hours >= FOLLOW_UP_HOURS:
        return "follow-up"
    return "background" if hours <= -FOLLOW_UP_HOURS else otherwise


def shared_names(a: Report, b: Report, most: int = 4) -> tuple[str, ...]:
    """Return the named things both reports show, in the order of the first, in the fuller of both forms.

    Telling words of both headlines join where fewer than two names are shared.
    """
    by_key: dict[str, list[str]] = defaultdict(list)
    for other in b.entities:
        by_key[_key(other)].append(other)
    found: list[str] = []
    for name in a.entities:
        twin = next((o for o in by_key[_key(name)] if _same_name(name, o)), None)
        if twin is not None:
            fuller = name if name.lower() == twin.lower() else max(name, twin, key=len)
            if fuller not in found:
                found.append(fuller)
    found = found[:most]
    if len(found) > 1:
        return tuple(found)
    language = base_language(a.language)
    words = sorted(set(a.terms) & set(b.terms), key=lambda t: (-a.terms[t] * b.terms[t], t))
    spoken = [w.strip(".,;:!?\"'()“”") for w in f"{a.title} {a.lede} {b.title} {b.lede}".replace("’", "'").split()]
    used = " ".join(found).lower()
    return (
        *found,
        *[
            word
            for word in (_surface(t, spoken) for t in words[:16])
            if word and word.lower() not in used and _tells(word.lower(), language)
        ][:2],
    )


def _tells(word: str, language: str) -> bool:
    return not stops(word, language) and not is_participle(word, language)


def _surface(stem: str, spoken: Iterable[str]) -> str:
    """Return a word of this stem as it is spoken: small where it is ever written so, for headlines write much with capitals."""
    found = [word.removesuffix("'s") for word in spoken if word.lower().startswith(stem) and len(word) <= len(stem) + 4]
    return next((word for word in found if word.islower()), found[0] if found else "")


def reason(relation: str, shared: tuple[str, ...], score: float) -> str:
    """Say in one sentence why an article is offered, from what both show only."""
    named = _listed(shared)
    if relation == "same-event":
        return f"Both report on {named}." if named else "Both tell of the same event in much the same words."
    if relation == "follow-up":
        return f"A later report on {named}." if named else "A later report on the same subject."
    if relation == "background":
        return f"An earlier report on {named}." if named else "An earlier report on the same subject."
    if relation == "same-story":
        return f"Part of the same story: both name {named}." if named else "Part of the same story."
    if not named:
        return "Close in subject; no name in common."
    return f"A similar subject: both mention {named}." if score >= MOST_OF_TOPIC else f"Both mention {named}."


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1][:2])} and {names[-1] if len(names) <= 3 else names[2]}"
