"""Questions whose answers are words of the text. A wrong answer was read elsewhere and never stands in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from octavo.assist.logic.figures import numbers
from octavo.assist.logic.passages import Passage, leans, passages
from octavo.assist.logic.roles import PEOPLE
from octavo.assist.types import Fact, Question, Source
from octavo.insight.logic.pieces import NOUN_CAPITALS
from octavo.insight.logic.words import base_language, rarity, words, zipf
from octavo.insight.types import Entity

ORDINARY = 5.0  # Zipf frequency from which a capital that opens a sentence is an ordinary word
ASKED, OFFERED = 3, 2  # questions; wrong answers beside the right one
SHORTEST, LONGEST = 8, 42  # words of a sentence that can be asked about
FEW, MANY = 4.0, 1.05  # how far a wrong figure lies from the right one, as a factor


_BODIES = tuple(
    frozenset(line.split())
    for line in (
        "party alliance league union movement front coalition democrats greens liberals conservatives labour partei parti partido",
        "rovers athletic united city town wanderers albion county club fc sc team racing real sporting",
        "university institute college school academy laboratory observatory universität institut université universidad instituto",
        "bank insurance fund exchange banque banco",
        "ministry department agency office authority commission council court parliament senate ministerium ministère ministerio",
        "hospital infirmary clinic klinikum hôpital",
        "museum gallery theatre orchestra opera museo musée",
        "line lines ferries airlines airways railway railways shipping",
        "guard police brigade army navy force",
    )
)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read elsewhere that may stand beside a right answer: names by kind, and figures as written."""

    names: tuple[tuple[str, str, int], ...] = ()  # (kind, label, in how many texts)
    figures: tuple[tuple[float, str, str], ...] = ()  # (value, unit, as written)


def read_elsewhere(texts: Sequence[tuple[str, Sequence[Entity]]], figures: int = 400, language: str = "en") -> Read:
    """Return the names and figures of other articles in `language`; a name that reads as two things is left out. About 1 ms a text."""
    kinds: dict[str, list[str]] = {}
    found: dict[tuple[float, str, str], None] = {}
    for text, entities in texts:
        for entity in entities:
            kinds.setdefault(entity.label, []).append(entity.kind)
        if len(found) < figures:
            found.update(dict.fromkeys((n.value, n.unit, n.text) for n in numbers(text, language=language)))
    names = tuple((k[0], label, len(k)) for label, k in kinds.items() if len(set(k)) == 1)
    return Read(names, tuple(found))


def quiz(
    source: Source,
    entities: Sequence[Entity],
    quotes: Sequence[Fact],
    read: Read,
    scores: dict[int, float] | None = None,
) -> tuple[Question, ...]:
    """Return three questions in the order of the text, or none: two alone would make no quiz.

    Each asks for another answer in another sentence: whom, where, how many, who said. `quotes` are the text's quotes with their
    speakers; `scores` are of sentences by their start. Under 10 ms.
    """
    found = [p for p in passages(source) if _stands_alone(p)]
    held = frozenset(n.value for n in numbers(source.text, language=base_language(source.language)))
    candidates = [
        *_of_quotes(source, entities, quotes, read),
        *(q for e in entities for q in _of_name(e, found, entities, read)),
        *(q for p in found for q in _of_figures(p, held, read)),
    ]
    worth = {p.start: (scores or {}).get(p.start, 0.0) + 1 / (3 + p.index) for p in passages(source)}
    chosen: list[Question] = []
    while len(chosen) < ASKED:
        left = [q for q in candidates if _fits(q, chosen, source.text)]
        if not left:
            return ()
        kinds = [q.kind for q in chosen]
        chosen.append(max(left, key=lambda q: (-kinds.count(q.kind), worth.get(q.start, 0.0), -q.start)))
    return tuple(sorted(chosen, key=lambda q: q.start))


def _fits(question: Question, chosen: Sequence[Question], text: str) -> bool:
    answer = text[question.answer_start : question.answer_end].lower()
    return all(
        q.start != question.start
        and text[q.answer_start : q.answer_end].lower() != answer
        and not set(q.wrong) & set(question.wrong)
        for q in chosen
    )


def _stands_alone(passage: Passage) -> bool:
    """Tell whether a sentence can be asked about without the one before it."""
    return (
        SHORTEST <= len(passage.text.split()) <= LONGEST
        and passage.text[-1:] in '.!?”"»'
        and not leans(passage.text)
        and passage.text.count("“") == passage.text.count("”")
    )


def _of_name(entity: Entity, found: Sequence[Passage], entities: Sequence[Entity], read: Read) -> Iterator[Question]:
    kind = {"person": "who", "organisation": "who", "place": "where"}.get(entity.kind)
    if kind is None:
        return
    named = re.compile(rf"(?<!\w){re.escape(entity.label)}(?!\w)")
    gaps = []
    for passage in found:
        places = list(named.finditer(passage.text)) if entity.label in passage.text else []
        if len(places) == 1 and _whole(passage, *places[0].span()) and _alone(entity, entities, passage.text):
            gaps.append((passage, passage.start + places[0].start()))
    wrong = _other_names(entity, gaps[0][0].source, read) if gaps else ()
    if len(wrong) == OFFERED:
        for passage, at in gaps:
            yield Question(kind, at, at + len(entity.label), passage.start, passage.end, wrong)


def _whole(passage: Passage, start: int, end: int) -> bool:
    """Tell whether no capital beside the gap makes its answer half of a longer name; a title before it may have one."""
    if base_language(passage.source.language) in NOUN_CAPITALS:
        return True  # a capital tells nothing there
    text = passage.text
    before, after = re.search(r"([\w’'\-]+) $", text[:start]), re.match(r" ([\w’'\-]+)", text[end:])
    if after and after[1][:1].isupper():
        return False
    if not before or not before[1][:1].isupper() or before[1].lower() in PEOPLE:
        return True
    opens = not text[: before.start()].strip(' –-“"')
    return opens and zipf(before[1].lower()) > ORDINARY


def _alone(entity: Entity, entities: Sequence[Entity], sentence: str) -> bool:
    """Tell whether no longer or shorter form of the name gives the answer away beside the gap."""
    rest = re.sub(rf"(?<!\w){re.escape(entity.label)}(?!\w)", " ", sentence).lower()
    if any(len(part) > 3 and part.lower() in rest for part in entity.label.split()):
        return False
    return not any(entity.label != e.label and entity.label in e.label and e.label in sentence for e in entities)


def _other_names(entity: Entity, source: Source, read: Read) -> tuple[str, ...]:
    """Return names of the same kind and shape that the text does not hold, in an order that its own words decide."""
    text = f"{source.title}\n{source.text}".lower()
    mine = entity.label.lower()
    fit = {
        label: times
        for kind, label, times in read.names
        if kind == entity.kind
        and (kind != "organisation" or _body(label) == _body(entity.label))
        and len(label.split()) == len(entity.label.split())
        and label[:1].isupper() == entity.label[:1].isupper()
        and not any(part in text for part in _own(label) if len(part) > 3 or len(label.split()) == 1)
        and _known(label, source.language)
    }
    distinct: list[str] = []
    for label in sorted(fit, key=lambda x: (fit[x] < 2, abs(len(x) - len(mine)) // 4, _turn(f"{mine}{x}"))):
        if not any(set(_own(label)) & set(_own(d)) for d in distinct):
            distinct.append(label)
    return tuple(distinct[:OFFERED])


@lru_cache(maxsize=20_000)
def _own(label: str) -> tuple[str, ...]:
    """Return the words of a name that are its own: "Quern" of "Quern Institute"; all of them where it has no others."""
    words = label.lower().split()
    return tuple(word for word in words if not any(word in kind for kind in _BODIES)) or tuple(words)


@lru_cache(maxsize=20_000)
def _body(label: str) -> int:
    """Return which kind of body a name tells of: a club is no plausible answer beside a ministry. -1 where it tells none."""
    words = set(label.lower().split())
    return next((n for n, kind in enumerate(_BODIES) if words & kind), -1)


def _known(label: str, language: str) -> bool:
    """Tell a name from a common word that was taken for one."""
    return len(label) > 2 and max((rarity(w, base_language(language)) for w in words(label)), default=0.0) > 0.35


def _turn(text: str) -> int:
    """Return a number that depends on the text alone, so that a quiz is the same every time."""
    value = 7
    for char in text:
        value = (value * 31 + ord(char)) % 1_000_003
    return value


def _of_figures(passage: Passage, held: frozenset[float], read: Read) -> list[Question]:
    found = [
        n for n in numbers(passage.text, passage.start, base_language(passage.source.language)) if n.counts or n.unit
    ]
    if len(found) != 1 or not any(c.isdigit() for c in found[0].text):
        return []
    one = found[0]
    fit = [
        (value, text)
        for value, unit, text in read.figures
        if unit == one.unit
        and value not in held
        and value > 0
        and one.value > 0
        and MANY < max(value / one.value, one.value / value) < FEW
        and _shape(text) == _shape(one.text)
        and text not in passage.source.text
    ]
    wrong: dict[float, str] = {}
    for value, text in sorted(fit, key=lambda x: _turn(f"{one.text}{x[1]}")):
        if all(abs(value - other) > 0.02 * value for other in wrong):
            wrong.setdefault(value, text)
    if len(wrong) < OFFERED:
        return []
    return [Question("number", one.start, one.end, passage.start, passage.end, tuple(wrong.values())[:OFFERED])]


def _shape(text: str) -> str:
    """Return the look of a figure: "6.2 million" is like "4.8 million" and unlike "340"."""
    return re.sub(r"[^\d\s]+", lambda m: m.group().lower(), re.sub(r"\d+", "0", re.sub(r"\d,(?=\d)", "", text))).strip()


def _of_quotes(source: Source, entities: Sequence[Entity], quotes: Sequence[Fact], read: Read) -> list[Question]:
    out = []
    for fact in quotes:
        who = next(
            (
                e
                for e in entities
                if e.kind == "person" and fact.about and e.start >= 0 and fact.about.split()[-1] == e.label.split()[-1]
            ),
            None,
        )
        if who is None or who.label in fact.label or not 5 <= len(fact.label.split()) <= LONGEST:
            continue
        wrong = _other_names(who, source, read)
        if len(wrong) == OFFERED:
            out.append(
                Question(
                    "quote", who.start, who.end, fact.sentence_start, fact.sentence_end, wrong, fact.start, fact.end
                )
            )
    return out
