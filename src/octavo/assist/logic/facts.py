"""Key facts: who, what, when, where, numbers and quotes, each with the sentence it stands in."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from octavo.assist.logic.dates import Dated, dates
from octavo.assist.logic.figures import numbers
from octavo.assist.logic.speakers import speakers
from octavo.assist.types import FACT_KINDS, Fact
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.words import base_language
from octavo.insight.types import Entity, Sentence

MOST = {"who": 6, "what": 3, "when": 5, "where": 5, "numbers": 8, "quotes": 5}
WHOLE_QUOTE, BARE_QUOTE = (
    4,
    8,
)  # words from which a quote tells something; the same of one whose speaker the text does not name


def key_facts(
    text: str,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    published: datetime | None = None,
    language: str = "en",
) -> dict[str, tuple[Fact, ...]]:
    """Return facts by kind, in the order of FACT_KINDS; kinds without facts hold an empty tuple.

    `about` holds: for when, the day (ISO 8601) that the words mean beside `published`, two days with "/" between for a longer while,
    "" when it cannot be told; for numbers, what is counted; for quotes, the speaker as the text names or describes him, or "".
    """
    shown = [s for s in sentences if not speaks_to_machines(text[s.start : s.end])]
    found: dict[str, list[Fact]] = {kind: [] for kind in FACT_KINDS}
    counted: set[tuple[float, str, str]] = set()  # "fifty-two operations" and "52 operations" are one fact
    for kind, kinds in (("who", {"person", "organisation"}), ("where", {"place"}), ("what", {"event"})):
        found[kind] = list(_named(shown, (e for e in entities if e.kind in kinds)))
    for sentence in shown:
        body = text[sentence.start : sentence.end]
        dated = dates(body, published, language, sentence.start)
        found["when"] += [_fact("when", d.text, _meant(d), d.start, sentence) for d in dated]
        for n in numbers(body, sentence.start, base_language(language)):
            free = not any(d.start < n.end and n.start < d.end for d in dated)
            if free and (n.counts or n.unit) and (n.value, n.unit, n.counts) not in counted:
                counted.add((n.value, n.unit, n.counts))
                found["numbers"].append(_fact("numbers", n.text, n.counts, n.start, sentence))
    found["quotes"] = list(_quotes(text, shown, entities))
    return {kind: tuple(_distinct(found[kind])[: MOST[kind]]) for kind in FACT_KINDS}


def _meant(dated: Dated) -> str:
    if dated.first is None or dated.last is None:
        return ""
    return "/".join(dict.fromkeys((dated.first.isoformat(), dated.last.isoformat())))


def _fact(kind: str, label: str, about: str, start: int, sentence: Sentence) -> Fact:
    return Fact(kind, label, about, start, start + len(label), sentence.start, sentence.end)


def _named(sentences: Sequence[Sentence], entities: Iterable[Entity]) -> Iterable[Fact]:
    for entity in entities:
        for sentence in sentences:
            if sentence.start <= entity.start < sentence.end:
                kind = {"person": "who", "organisation": "who", "place": "where"}.get(entity.kind, "what")
                yield Fact(kind, entity.label, entity.kind, entity.start, entity.end, sentence.start, sentence.end)
                break


def _distinct(facts: list[Fact]) -> list[Fact]:
    seen: set[tuple[str, str]] = set()
    out = []
    for fact in facts:
        key = (fact.label.lower(), fact.about.lower())
        if key not in seen:
            seen.add(key)
            out.append(fact)
    return out


def _quotes(text: str, sentences: Sequence[Sentence], entities: Sequence[Entity]) -> Iterable[Fact]:
    people = [e.label for e in entities if e.kind == "person"]
    for quote, who in speakers(text, people):
        sentence = next((s for s in sentences if s.start <= quote.start < s.end), None)
        if sentence is None or len(quote.words.split()) < (WHOLE_QUOTE if who else BARE_QUOTE):
            continue
        end = max(sentence.end, next((s.end for s in sentences if s.start < quote.end <= s.end), sentence.end))
        yield Fact("quotes", quote.words, who, quote.first, quote.last, sentence.start, end)
