"""Claims × publishers: what is reported, by whom, who had it first. A cell is filled only by words that say it."""

import re
from collections.abc import Sequence

from octavo.assist.logic.figures import Number, agree, numbers
from octavo.assist.logic.passages import Passage, passages
from octavo.assist.logic.summary import overlap, summarize
from octavo.assist.logic.wording import NEGATIONS
from octavo.assist.types import Claim, Source, Told
from octavo.insight.logic.words import base_language, rarity, stem, words

DENIES = 0.42  # a denial need not repeat the whole claim
OPPOSITE = 0.75  # so like that one negation turns the whole
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed) (?:the|that|any|claims?|reports?)|contradict(?:s|ed)|refut(?:es?|ed)"
    r"|bestreite[tn]|bestritt|dementier\w+|widers(?:prach|pricht)|weist \w+ zurück|démenti\w*|nie|nient|conteste\w*"
    r"|niega|negó|desmiente|desmintió|rechaza|rechazó)\b",
    re.IGNORECASE,
)
SAYS = 0.55  # weighted share of the claim's telling words that one sentence of the other must hold
CLAIMS = 8


def who_reports_what(reports: Sequence[Source], most: int = CLAIMS) -> tuple[Claim, ...]:
    """Return the main claims of several reports, each with the span by which each publisher says it; widest told first.

    Near-copies (`copy_of`) have no voice of their own. Quadratic in sentences of at most `most` claims: under 0.1 s for 30 reports.
    """
    voices = [r for r in reports if r.copy_of is None]
    if not voices:
        return ()
    held = {r.id: passages(r) for r in voices}
    claims = []
    for picked in summarize(voices, most) if len(voices) > 1 else summarize(voices[0], most):
        origin = next(p for p in held[picked.article] if p.start == picked.start)
        told = tuple(t for t in (_told(origin, r, held[r.id]) for r in voices) if t is not None)
        disputed = any(t.disputes for t in told)
        claims.append(Claim(picked, _by_publisher(told), _first(told, voices), disputed))
    return tuple(sorted(claims, key=lambda c: -len(c.told)))


def _told(claim: Passage, report: Source, sentences: Sequence[Passage]) -> Told | None:
    if report.id == claim.source.id:
        return Told(report.publisher or report.id, report.id, claim.start, claim.end, 1.0)
    best = max(sentences, key=lambda p: _held(claim, p), default=None)
    if best is None:
        return None
    score = _held(claim, best)
    against = disputes(claim, best, score)
    if score < SAYS and not against:
        return None
    return Told(report.publisher or report.id, report.id, best.start, best.end, round(score, 4), against)


def disputes(claim: Passage, other: Passage, likeness: float) -> bool:
    """Tell whether `other`, the sentence of a report that is most like the claim, tells it otherwise.

    It denies it in words, says the same with a negation more or less, or counts the same thing differently.
    """
    if likeness < DENIES:
        return False
    if bool(_DENIAL.search(other.text)) != bool(_DENIAL.search(claim.text)):
        return True
    if likeness < SAYS:
        return False
    language = base_language(claim.source.language)
    mine, theirs = _counted(claim, language), _counted(other, language)
    if any(not any(agree(a, b) for a in mine[w] for b in theirs[w]) for w in mine.keys() & theirs.keys()):
        return True
    return likeness >= OPPOSITE and bool(_negated(claim)) != bool(_negated(other))


def _counted(passage: Passage, language: str) -> dict[tuple[str, str], list[Number]]:
    """What a sentence counts, and how many: ("", "peopl") → [212]."""
    out: dict[tuple[str, str], list[Number]] = {}
    for number in numbers(passage.text, language=language):
        counted = [stem(w, language) for w in words(number.counts)][:1]
        if counted:
            out.setdefault((number.unit, counted[0]), []).append(number)
    return out


def _negated(passage: Passage) -> set[str]:
    return {t.form for t in passage.tokens} & NEGATIONS


def _held(claim: Passage, other: Passage) -> float:
    if not claim.bag or overlap(claim, other) < 0.3:
        return 0.0
    language = base_language(claim.source.language)
    weight = {t: rarity(t, language) for t in claim.bag}
    return sum(w for t, w in weight.items() if t in other.bag) / max(1e-9, sum(weight.values()))


def _by_publisher(told: tuple[Told, ...]) -> tuple[Told, ...]:
    best: dict[str, Told] = {}
    for t in told:
        if t.publisher not in best or t.score > best[t.publisher].score:
            best[t.publisher] = t
    return tuple(best.values())


def _first(told: tuple[Told, ...], reports: Sequence[Source]) -> str | None:
    when = {r.id: r.published for r in reports}
    timed = [(moment, t.publisher) for t in told if (moment := when[t.article]) is not None]
    return min(timed)[1] if len(timed) == len(told) and timed else None
