"""Related articles with a reason: other publishers first, copies folded, nothing where nothing is close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from octavo.find.types import Related
from octavo.story.logic.likeness import measure, same_event, same_story
from octavo.story.logic.shingles import containment
from octavo.story.types import Placement, Report

FLOOR = 0.33  # of 0.6 × one storyline + 0.4 × one event: where nothing fits, 0.4 articles are offered on average
SAME_EVENT, SAME_STORY = 0.55, 0.45
COPY = 0.45  # from here on a reader has seen it
FOLLOW_UP_HOURS = 30.0
REPEATED_PUBLISHER = 0.97  # each further article of one publisher counts so much less

# Ridge regression of the degree (1 one event, 0.6 one storyline or a look-alike event, 0 other) on the signs of `graded`, on 1,100
# pairs of English news, half of the unrelated ones being the most alike in words; Pearson .86 there and .85 on another draw.
_DEGREE = (0.506, -0.433, -0.418, 0.883, -0.066, -0.404, 0.562, -0.035, 0.303, -0.13, 0.314, -0.031, -0.011)


@dataclass(frozen=True, slots=True)
class _Found:
    report: Report
    score: float
    event: float
    story: float

    @property
    def close(self) -> bool:
        """Whether it is near enough to be offered."""
        return 0.6 * self.story + 0.4 * self.event >= FLOOR


def similarity(a: Report, b: Report) -> float:
    """Return how related two reports are, 0..1: about 0.6 for one storyline, towards 1 for one event; symmetric."""
    return graded(measure(a, b))


def graded(measured: tuple[float, ...]) -> float:
    """Turn the likenesses of two reports into one degree, 0..1."""
    event, story = same_event(measured), same_story(measured)
    terms, head, title, vector, names, numbers, _ = measured
    signs = (
        event,
        story,
        event**0.5,
        story**0.5,
        terms**0.5,
        head,
        sqrt(head),
        title,
        vector,
        sqrt(names),
        names,
        numbers,
        1.0,
    )
    degree: float = sum(w * x for w, x in zip(_DEGREE, signs, strict=True))
    return min(1.0, max(0.0, degree))


def relate(
    article: Report,
    candidates: Iterable[Report],
    *,
    top: int = 8,
    placements: Mapping[str, Placement] | None = None,
) -> tuple[Related, ...]:
    """Return at most `top` related articles, best first; empty where nothing is close.

    `placements` (by article id) settle the relation where the clustering has decided. Linear in the candidates, about 30 µs each.
    """
    known = placements or {}
    ranked = sorted(
        (f for f in (_found(article, c) for c in candidates if c.id != article.id) if f.close),
        key=lambda f: (-f.score, f.report.id),
    )
    shown: list[Report] = [article]
    publishers: dict[str | None, int] = {article.publisher: 1}
    picked: list[_Found] = []
    while ranked and len(picked) < top:
        best = max(ranked, key=lambda f: f.score * REPEATED_PUBLISHER ** publishers.get(f.report.publisher, 0))
        ranked.remove(best)
        if any(_repeats(best.report, other) for other in shown):
            continue
        shown.append(best.report)
        publishers[best.report.publisher] = publishers.get(best.report.publisher, 0) + 1
        picked.append(best)
    return tuple(_explained(article, f, known) for f in picked)


def _found(article: Report, other: Report) -> _Found:
    measured = measure(article, other)
    event, story = same_event(measured), same_story(measured)
    return _Found(other, graded(measured), event, story)


def _repeats(a: Report, b: Report) -> bool:
    return containment(a.shingles, a.level, b.shingles, b.level) >= COPY


def _explained(article: Report, found: _Found, placements: Mapping[str, Placement]) -> Related:
    relation = _relation(article, found, placements)
    shared = shared_names(article, found.report)
    return Related(found.report.id, round(found.score, 4), relation, reason(relation, shared, found.score), shared)


def _relation(article: Report, found: _Found, placements: Mapping[str, Placement]) -> str:
    mine, theirs = placements.get(article.id), placements.get(found.report.id)
    if mine is not None and theirs is not None and mine.story == theirs.story:
        return "same-event" if mine.event == theirs.event else _by_time(article, found.report, "same-story")
    if found.event >= SAME_EVENT:
        return "same-event"
    return _by_time(article, found.report, "same-story") if found.story >= SAME_STORY else "topic"


def _by_time(article: Report, other: Report, otherwise: str) -> str:
    if article.published is None or other.published is None:
        return otherwise
    hours = (other.published - article.published).total_seconds() / 3600
    if hours >= FOLLOW_UP_HOURS:
        return "follow-up"
    return "background" if hours <= -FOLLOW_UP_HOURS else otherwise


def shared_names(a: Report, b: Report, most: int = 4) -> tuple[str, ...]:
    """Return the named things both reports show, in the order of the first; words of both headlines where no name is shared."""
    theirs = {e.lower() for e in b.entities}
    found = [e for e in a.entities if e.lower() in theirs][:most]
    if found:
        return tuple(found)
    words = sorted(set(a.terms) & set(b.terms), key=lambda t: -(a.terms[t] * b.terms[t]))
    lower = f"{a.title} {a.lede}".lower()
    return tuple(w for w in (_surface(t, lower) for t in words[:8]) if w)[:2]


def _surface(stem: str, text: str) -> str:
    for word in text.replace("’", "'").split():
        bare = word.strip(".,;:!?\"'()“”")
        if bare.startswith(stem) and len(bare) <= len(stem) + 4:
            return bare.removesuffix("'s")
    return ""


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
    return (
        f"Only {named} in common; the subject is different."
        if score < SAME_STORY and len(shared) == 1
        else f"A similar subject: both mention {named}."
    )


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1][:2])} and {names[-1] if len(names) <= 3 else names[2]}"
