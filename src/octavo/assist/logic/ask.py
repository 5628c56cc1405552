"""Questions answered in the sources' own sentences; silence where they do not hold the answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from octavo.assist.logic.figures import numbers
from octavo.assist.logic.passages import Passage, passages
from octavo.assist.types import Answer, Source
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.words import base_language, content, rarity, words

ENOUGH = 0.5  # weighted share of the question's telling words that a sentence (with its neighbours a little) must hold
OWN = 0.65  # share of `enough` that the sentence itself must hold, whatever its neighbours do
TOUCHES = 0.3  # `enough` for the grounds of a written answer, whose words may bridge to the question's
WIDE = 0.62  # `enough` over everything read, where some sentence holds half of any question
SECOND = 0.85  # a further sentence is quoted only when nearly as good
MOST = 3
CARRIED = 0.5  # what an earlier question's word weighs in one that leans on it
FEW = 2
_LEANING = re.compile(
    r"^\W*(?:and|but|so|then|also|what about|how about|und|aber|et|mais|y|pero)\b"
    r"|\b(?:he|she|it|they|him|her|them|his|its|their|that|this|there|those|er|sie|ihm|ihr|il|elle|ils|elles|lui|él|ella|ellos)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:\d{4}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
                   r"september|october|november|december|yesterday|today|tomorrow|last|next|week|month|year"
                   r"|hours?|days?)\b", re.IGNORECASE)  # fmt: skip
_NAME = re.compile(r"(?<!^)\b[A-Z][\w'’\-]+")
_PLACE = re.compile(r"\b(?:in|at|near|off|on|from|to|dans|à|en|au)\s+(?:the\s+|la\s+|le\s+)?[\w'’]+")
_ASKING = frozenset(
    "what who whom whose when where why how which much "
    "many does did say says article story report happen happened tell".split()
)
# A question asks in the base form what a report tells in the past.
_PAST = dict(
    pair.split(":")
    for pair in (
        "begin:began become:became break:broke bring:brought build:built buy:bought catch:caught "
        "choose:chose come:came cost:cost drive:drove "
        "fall:fell feel:felt fight:fought find:found fly:flew get:got give:gave go:went grow:grew "
        "hear:heard hold:held keep:kept know:knew "
        "lead:led leave:left lose:lost make:made mean:meant meet:met pay:paid rise:rose run:ran see:saw "
        "sell:sold send:sent shoot:shot "
        "speak:spoke spend:spent stand:stood steal:stole strike:struck take:took teach:taught tell:told "
        "think:thought throw:threw win:won "
        "write:wrote sink:sank shake:shook swim:swam freeze:froze die:dead kill:dead"
    ).split()
)
ABSENT = "Not in this story"


def ask(question: str, sources: Sequence[Source], earlier: Sequence[str] = (), *, enough: float = ENOUGH) -> Answer:
    """Return at most three sentences that answer the question, best first, or abstain with the reason.

    `earlier` are the questions asked before, oldest first: one that leans on them ("And when did he say so?") is read with what
    they looked for. `enough` is the share of the question that a sentence must hold; over much that was read it should be higher.
    A question that is itself an order to a machine, or whose words the sources do not hold together, gets no answer.
    """
    if speaks_to_machines(question) or not words(question):
        return Answer((), abstained=True, reason="This is not a question about the story.")
    language = base_language(sources[0].language) if sources else "en"
    need = {t: rarity(t, language) + 0.05 for t in content(question, language) if t not in _ASKING}
    if earlier and leans(question, len(need)):
        for before in earlier[-2:]:
            for t in content(before, language):
                if t not in _ASKING:
                    need.setdefault(t, CARRIED * (rarity(t, language) + 0.05))
    if not need:
        return Answer((), abstained=True, reason=f"{ABSENT}: the question names nothing to look for.")
    found = [
        (p, _fit(p, need, question, near, OWN * enough)) for s in sources for p, near in _with_neighbours(passages(s))
    ]
    ranked = sorted((x for x in found if x[1] > 0), key=lambda x: (-x[1], x[0].source.id, x[0].start))
    if not ranked or ranked[0][1] < enough:
        return Answer((), abstained=True, reason=f"{ABSENT}: no sentence holds what the question asks.")
    best = ranked[0][1]
    chosen: list[Passage] = []
    for p, score in ranked:
        if (
            len(chosen) < MOST
            and score >= max(enough, SECOND * best)
            and all(len(p.bag & c.bag) < 0.6 * max(1, min(len(p.bag), len(c.bag))) for c in chosen)
        ):
            chosen.append(p)
    scores = {id(p): s for p, s in ranked}
    return Answer(tuple(p.picked(min(1.0, scores[id(p)])) for p in chosen), abstained=False)


def touches(question: str, grounds: Sequence[Passage], earlier: Sequence[str] = ()) -> bool:
    """Tell whether these sentences touch what is asked: they need hold less of it than a quoted answer, which stands alone."""
    if not grounds:
        return False
    text = " ".join(p.text for p in grounds)
    first = grounds[0].source
    return not ask(question, [replace(first, text=text)], earlier, enough=TOUCHES).abstained


def leans(question: str, telling: int) -> bool:
    """Tell whether a question needs the one before it: a pronoun or "and" stands in it, or next to nothing to look for."""
    return telling < FEW or bool(_LEANING.search(question))


def _with_neighbours(found: list[Passage]) -> list[tuple[Passage, frozenset[str]]]:
    out = []
    for i, p in enumerate(found):
        near = frozenset[str]().union(*(q.bag for q in found[max(0, i - 1) : i + 2] if q is not p))
        out.append((p, near | frozenset(content(p.source.title, base_language(p.source.language)))))
    return out


def _fit(passage: Passage, need: dict[str, float], question: str, near: frozenset[str], least: float) -> float:
    total = sum(need.values())
    here = {t for t in need if t in passage.bag or _PAST.get(t) in passage.bag}
    own = sum(need[t] for t in here)
    beside = sum(w for t, w in need.items() if t in near and t not in here)
    if own == 0 or own < least * total:
        return 0.0
    return (own + 0.4 * beside) / total * (1.0 if _of_kind(question.lower(), passage.text) else 0.6)


def _of_kind(question: str, sentence: str) -> bool:
    """Tell whether a sentence holds the kind of thing that is asked for."""
    if re.search(r"\bhow (?:many|much|old|long|far|high|big|large)\b|\bcombien\b", question):
        return next(numbers(sentence), None) is not None or any(c.isdigit() for c in sentence)
    if re.match(r"\W*when\b|\bwhat (?:day|date|time|year)\b|\bquand\b", question):
        return bool(_WHEN.search(sentence))
    if re.match(r"\W*(?:where|où)\b", question):
        return bool(_PLACE.search(sentence))
    if re.match(r"\W*(?:who|whom|whose|qui)\b", question):
        return bool(_NAME.search(sentence))
    return True
