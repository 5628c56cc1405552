"""Does the source say so? A claim is laid word by word over the sentences it could rest on, and every difference is judged.

Hard vetoes first (a number, a name, a date, a negation, a direction or a speaker that the sentences do not hold in that place),
then a support score. Without an entailment model only what stays close to the words passes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from octavo.assist.logic import pronouns, stitches
from octavo.assist.logic.opposites import are_opposite
from octavo.assist.logic.passages import Passage, passages
from octavo.assist.logic.speakers import told_otherwise
from octavo.assist.logic.wording import DAYS, LESSENING, NEGATIONS, SAYING, TURNING, Token, tokens
from octavo.assist.types import Evidence, Source, Verdict
from octavo.insight.logic.words import rarity

SUPPORTED = 0.72  # share of what the claim tells that the sentences must hold, in their order
CONSIDERED = 4
PHRASE = 6  # so many words in a row that a second sentence must lend; fewer are met by chance
FEW = 3  # words left out that turn a sentence round; with more a whole clause was dropped, and that is no untruth
NEAR = 4  # words between a name and what belongs to it: "17-year-old Ann Lee", "Ann Lee, 17"
WHOLE = 0.99  # word for word, be it across two sentences
NEARLY_WHOLE = 0.78  # from here on one sentence is plainly the one meant, and another does not excuse a difference
FAULTY = 0.45  # what is left of the support when a difference was found
# How much of the score is the share of the claim's runs of words that a source holds. Against human judgements of machine
# sentences the runs alone reach an AUC of .84, the laid words alone .82, both .86. Both must reach SUPPORTED: words that are all
# there, yet stand nowhere side by side, were stitched together.
RUNS = 0.7
RUN_LENGTHS = (2, 3, 4)
MEANT = 0.95  # of the score where a name was read for the pronoun that stands there
_HOLDING = frozenset("believ think suspect assum".split())  # who believes is not sure either


_Beside = dict[tuple[str, str], Passage]
_Code = tuple[str, int, int, int, int]  # difflib: operation, claim from and to, source from and to


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to rest the claim on sentences: support 0..1, the worst difference found, and the sentences."""

    support: float
    fault: str
    against: bool
    places: tuple[Passage, ...]
    lent: tuple[Passage, ...] = ()  # where words stand that the claim puts beside a word of `places`


def verify(claim: str, sources: Sequence[Source], *, whole: bool = True) -> Verdict:
    """Return whether the sources hold the claim, the sentences it rests on, and why.

    `whole`: the sources are whole texts, so that a pronoun is read by the sentences before it. The score is SUPPORTED or more where
    the claim is supported and less where it is not, whether too little of it stands there or a difference vetoes it.
    "contradicted": a sentence says the same with another number, name, date, sense or speaker. Linear in the sources' length.
    """
    words = tokens(claim)
    if not words:
        return Verdict("unsupported", 0.0, (), "The claim holds no words.")
    found = [p for s in sources for p in passages(s)]
    verdict = _laid(words, sources, found)
    for source in sources:
        mine = [p for p in found if p.source is source]
        for reading in pronouns.readings(words, [p.tokens for p in mine], pronouns.REACH if whole else 0):
            other = _meant(reading, _laid(reading.words, sources, found), mine[reading.named])
            verdict = max(verdict, other, key=lambda v: (v.verdict == "supported", v.score))
    if verdict.verdict == "supported" and (speaker := _speaker(claim, sources)):
        reason = f"In the source it is {speaker} who says that."
        verdict = replace(verdict, verdict="contradicted", score=verdict.score * FAULTY, reason=reason)
    if verdict.verdict == "supported":
        return verdict
    return replace(verdict, score=round(min(verdict.score, MEANT) * SUPPORTED, 4))  # below whatever is supported


def _speaker(claim: str, sources: Sequence[Source]) -> str:
    """Return who says in a source what the claim puts in another's mouth; "" for nobody."""
    return next(filter(None, (told_otherwise(claim, s.text) for s in sources)), "")


def _meant(reading: pronouns.Reading, verdict: Verdict, named: Passage) -> Verdict:
    """Return what the verdict on a reading is worth: less than one on the claim's own words, and no support where it is not sure."""
    score = round(verdict.score * MEANT, 4)
    if verdict.verdict != "supported":
        return replace(verdict, score=score)
    if not reading.sure or score < SUPPORTED:
        reason = "The source does not tell surely who is meant there."
        return replace(verdict, verdict="unsupported", score=score, reason=reason)
    place = Evidence(named.source.id, named.start, named.end)
    return replace(verdict, score=score, evidence=tuple(dict.fromkeys((*verdict.evidence, place))))


def _laid(words: list[Token], sources: Sequence[Source], found: list[Passage]) -> Verdict:
    beside = _beside(words, found)
    readings = [_read(words, places, beside) for places in _candidates(words, found)]
    if not readings:
        return Verdict("unsupported", 0.0, (), "The sources hold no sentence to rest on.")
    best = max(readings, key=lambda r: (r.support - 0.35 * bool(r.fault), -len(r.places)))
    meant = max((r for r in readings if len(r.places) == 1), key=lambda r: (r.support, not r.fault))
    if meant.fault and meant.against and meant.support >= NEARLY_WHOLE and best.support < WHOLE:
        best = meant
    evidence = tuple(Evidence(p.source.id, p.start, p.end) for p in (*best.places, *best.lent))
    laid = best.support * (FAULTY if best.fault else 1.0)
    score = round((1 - RUNS) * laid + RUNS * _runs_held(words, sources), 4)
    if best.fault:
        against = best.against and best.support >= 0.5
        return Verdict("contradicted" if against else "unsupported", score, evidence, best.fault)
    if best.support < SUPPORTED or score < SUPPORTED:
        few = best.support < SUPPORTED
        return Verdict(
            "unsupported",
            score,
            evidence if best.support > 0.3 else (),
            f"Too little of the claim stands in the source's words{'' if few else ', side by side as there'}.",
        )
    return Verdict("supported", score, evidence, "Every telling word stands in the source, in this order.")


def _runs_held(claim: list[Token], sources: Sequence[Source]) -> float:
    """The share of the claim's runs of two, three and four words that the source holds which holds most."""
    forms = [t.form for t in claim]
    grounds = ([t.form for t in tokens(source.text)] for source in sources)
    return max(
        (sum(_share(forms, ground, size) for size in RUN_LENGTHS) / len(RUN_LENGTHS) for ground in grounds), default=0.0
    )


def _share(forms: list[str], ground: list[str], size: int) -> float:
    size = min(size, len(forms))
    mine = [tuple(forms[i : i + size]) for i in range(len(forms) - size + 1)]
    theirs = {tuple(ground[i : i + size]) for i in range(len(ground) - size + 1)}
    return sum(run in theirs for run in mine) / len(mine)


def _weight(token: Token) -> float:
    return 1.0 if token.is_number or token.is_name else (0.25 + rarity(token.form) if token.telling else 0.12)


def _candidates(claim: list[Token], found: list[Passage]) -> list[tuple[Passage, ...]]:
    """The sentences that hold most of the claim, alone, with their neighbour, and in pairs."""
    weight = {t.form: _weight(t) for t in claim}
    held = []
    for p in found:
        forms = {t.form for t in p.tokens}
        held.append((sum(w for f, w in weight.items() if f in forms), p))
    ranked = sorted(held, key=lambda x: (-x[0], x[1].index))[:CONSIDERED]
    best = [p for score, p in ranked if score > 0]
    out: list[tuple[Passage, ...]] = [(p,) for p in best]
    for p in best[:2]:
        out += [(p, q) for q in found if q.source.id == p.source.id and q.index == p.index + 1]
        out += [(q, p) for q in found if q.source.id == p.source.id and q.index == p.index - 1]
    out += [tuple(sorted((best[0], q), key=lambda x: (x.source.id, x.index))) for q in best[1:]]
    return list(dict.fromkeys(out))


def _beside(claim: list[Token], found: list[Passage]) -> _Beside:
    """Return, for two telling words of the claim, the sentence in which they stand within NEAR words of each other."""
    wanted = {t.form for t in claim if t.telling}
    out: _Beside = {}
    for passage in found:
        held = [(i, t.form) for i, t in enumerate(passage.tokens) if t.form in wanted]
        for n, (i, one) in enumerate(held):
            for k, other in held[n + 1 : n + 1 + NEAR]:
                if k - i > NEAR:
                    break
                out.setdefault((one, other), passage)
                out.setdefault((other, one), passage)
    return out


def _lent(claim: list[Token], a: int, b: int, old: list[Token], beside: _Beside) -> tuple[Passage, ...]:
    """Return the sentences that lend what the claim puts in at [a, b): a first name, an age, a town beside the word it belongs to.

    () unless each telling word of it stands near a neighbour in some sentence as it does in the claim, and it takes no telling
    word's place. A denial or a turn of the sense is never lent.
    """
    new = [t for t in claim[a:b] if t.telling]
    if not new or any(o.telling for o in old) or any(t.form in NEGATIONS or t.form in TURNING for t in claim[a:b]):
        return ()
    around = [
        t for t in (*claim[max(0, a - NEAR + 1) : a], *claim[b : b + NEAR - 1]) if t.telling and t.form not in SAYING
    ]
    if any(t.is_name for t in new):  # a name belongs to a name; beside a verb it would put words in another's mouth
        around = [t for t in around if t.is_name]
    lenders = [next((beside[t.form, n.form] for n in around if (t.form, n.form) in beside), None) for t in new]
    return tuple(dict.fromkeys(p for p in lenders if p)) if all(lenders) else ()


def _read(claim: list[Token], places: tuple[Passage, ...], beside: _Beside) -> _Reading:
    ground = [t for p in places for t in p.tokens]
    seam = len(places[0].tokens) if len(places) > 1 else len(ground)
    matcher = SequenceMatcher(None, [t.form for t in claim], [t.form for t in ground], autojunk=False)
    codes = _without_crumbs(matcher.get_opcodes(), seam, len(ground))
    blocks = [(a, b, c) for op, a, b, c, _ in codes if op == "equal"]
    total = sum(_weight(t) for t in claim)
    kept, fragments = 0.0, 0
    for op, a, b, _, _ in codes:
        if op == "equal":
            kept += sum(_weight(t) for t in claim[a:b])
            fragments += 1
    elsewhere = {t.form for t in (ground if len(places) == 1 else [])} | {
        t.form for op, a, b, _, _ in codes if op == "equal" for t in claim[a:b]
    }
    fault, against, lessened, moved = "", False, "", 0.0
    borrowed: list[Passage] = []
    for op, a, b, c, d in codes:
        if op == "equal":
            continue
        new = claim[a:b]
        lent = _lent(claim, a, b, ground[c:d], beside)
        if lent:
            borrowed += lent
            moved += sum(_weight(t) for t in new)
            continue
        moved += sum(_weight(t) for t in new if t.form in elsewhere)
        if not fault:
            fault, against = _fault(
                new,
                ground[c:d],
                elsewhere,
                inner=(c > 0 and d < len(ground) and a > 0 and b < len(claim))
                or (d - c == 1 and d == len(ground) and a > 0),
            )
        lessened = lessened or _lessened(claim[max(0, a - 2) : b + 2], new, ground[c:d])
    support = (kept + 0.7 * moved) / max(1e-9, total) - 0.012 * max(0, fragments - 2)
    if not fault:
        fault = stitches.left_hanging(blocks, places) or stitches.of_another(claim, blocks, places)
    if lessened and not fault and support >= SUPPORTED:  # else the claim falls for other reasons
        fault, against = lessened, True
    lenders = tuple(p for p in dict.fromkeys(borrowed) if p not in places)
    return _Reading(min(1.0, max(0.0, support)), fault, against, places, lenders)


def _without_crumbs(codes: Sequence[_Code], seam: int, size: int) -> list[_Code]:
    """Of two sentences the lesser lends only whole phrases: a lone word of it is no ground, and must be judged as put in."""
    if seam >= size:
        return list(codes)
    held = [sum(b - a for op, a, b, c, _ in codes if op == "equal" and (c < seam) == first) for first in (True, False)]
    lesser_first = held[0] < held[1]
    out: list[_Code] = []
    for op, a, b, c, d in codes:
        if op == "equal" and (c < seam) == lesser_first and b - a < PHRASE:
            out.append(("replace", a, b, c, c))
        else:
            out.append((op, a, b, c, d))
    low, high = (seam, size) if lesser_first else (0, seam)
    return [
        (op, a, b, c, d) if op == "equal" else (op, a, b, min(max(c, low), high), min(max(d, low), high))
        for op, a, b, c, d in _joined(out)
    ]


def _joined(codes: list[_Code]) -> list[_Code]:
    out: list[_Code] = []
    for op, a, b, c, d in codes:
        if out and op != "equal" and out[-1][0] != "equal":
            _, a0, _, c0, _ = out[-1]
            out[-1] = ("replace", a0, b, c0, d)
        else:
            out.append((op, a, b, c, d))
    return out


def _fault(new: list[Token], old: list[Token], held: set[str], *, inner: bool) -> tuple[str, bool]:
    """Judge one difference: `new` words of the claim stand where the source has `old`. Returns (reason or "", is it against)."""
    put = [t for t in new if t.form not in {o.form for o in old}]
    gone = [t for t in old if t.form not in {n.form for n in new}]
    for t in put:
        if t.is_number and (t.form not in held or any(o.is_number for o in gone)):
            return f"The number {t.surface} does not stand there in the source.", True
        if t.surface.lower() in DAYS and (t.form not in held or any(o.surface.lower() in DAYS for o in gone)):
            return f"The source does not give {t.surface} as the date.", True
        if t.is_name and (t.form not in held or any(o.is_name for o in gone)):
            return f"The source does not name {t.surface} there.", True
        if t.form in NEGATIONS:
            return "The claim denies what the source says.", True
        for o in gone:
            if are_opposite(t.form, o.form):
                return f"The source says “{o.surface}”, not “{t.surface}”.", True
    if inner and len(gone) <= FEW and (turned := _turned(put, gone)):
        return turned, True
    for t in put:
        if t.telling and t.form not in held and t.form not in SAYING:
            return f"The source does not say “{t.surface}”.", False
        if t.form in TURNING and any(o.form in TURNING for o in gone):
            return f"The source does not say “{t.surface}” there.", False
    return "", False


def _turned(put: list[Token], gone: list[Token]) -> str:
    """Return how few words left out turn a sentence round; "" when they do not."""
    if any(o.form in NEGATIONS for o in gone):
        return "The source denies what the claim says."
    if not put and any(o.form == "by" for o in gone):
        return "The source says by whom it was done, the claim who did it."
    return ""


def _lessened(around: list[Token], new: list[Token], old: list[Token]) -> str:
    """Return why a claim says more than its source, which lessens what it says; "" when words `around` the gap still do."""
    kept = {t.form for t in new}
    gone = [o for o in old if o.form not in kept]
    if len(gone) > FEW or any(t.surface.lower() in LESSENING or t.form in _HOLDING for t in around):
        return ""
    words = [o.surface for o in gone if o.surface.lower() in LESSENING]
    return f"The source says “{words[0]}”, and the claim leaves it out." if words else ""
