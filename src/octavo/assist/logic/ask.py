"""Questions answered in the sources' own sentences; silence where they do not hold the answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from octavo.assist.logic.passages import Passage
from octavo.assist.logic.sought import Placed, Sought, placed, sought, weighed
from octavo.assist.types import Answer, Source
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.words import words

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
ABSENT = "Not in this story"


def ask(question: str, sources: Sequence[Source], earlier: Sequence[str] = (), *, enough: float = ENOUGH) -> Answer:
    """Return at most three sentences that answer the question, best first, or abstain with the reason.

    `earlier` are the questions asked before, oldest first: one that leans on them ("And when did he say so?") is read with what
    they looked for. `enough` is the share of the question that a sentence must hold; over much that was read it should be higher.
    A question that is itself an order to a machine, or whose words the sources do not hold together, gets no answer.
    """
    if speaks_to_machines(question) or not words(question):
        return Answer((), abstained=True, reason="This is not a question about the story.")
    if not sources:
        return Answer((), abstained=True, reason=f"{ABSENT}: there is nothing to look in.")
    found = [sentence for source in sources for sentence in placed(source)]
    asked = sought(question, sources[0].title, sources[0].language, found)
    if earlier and leans(question, len(asked.need)):
        asked = _carried(asked, earlier, found)
    if not asked.need:
        return Answer((), abstained=True, reason=f"{ABSENT}: the question names nothing to look for.")
    scored = [(x.passage, asked.held_by(x, OWN * enough)) for x in found]
    ranked = sorted((x for x in scored if x[1] > 0), key=lambda x: (-x[1], x[0].source.id, x[0].start))
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


def _carried(asked: Sought, earlier: Sequence[str], found: Sequence[Placed]) -> Sought:
    """Return what is sought with what the two questions before looked for."""
    need: dict[str, float] = {}
    for before in earlier[-2:]:
        need |= {t: CARRIED * weight for t, weight in weighed(before, asked.want, found).items()}
    return replace(asked, need={**need, **asked.need})
