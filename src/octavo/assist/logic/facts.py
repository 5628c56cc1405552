"""Key facts: who, what, when, where, numbers and quotes, each with the sentence it stands in."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from octavo.assist.logic.dates import Dated, dates
from octavo.assist.logic.figures import numbers
from octavo.assist.types import FACT_KINDS, Fact
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.types import Entity, Sentence

MOST = {"who": 6, "what": 3, "when": 5, "where": 5, "numbers": 8, "quotes": 5}
_QUOTE = re.compile(r"[“\"]([^“”\"]{12,400})[”\"]")
_NAME = r"((?!(?:It|This|That|The|Then|There)\b)(?:[A-Z](?:\.|[\w'’\-]*)(?: (?:de|van|von|bin|al|of|the) )? ?){1,4}|[Hh]e|[Ss]he|[Tt]hey)"
_VERB = r"(?:said|says|added|told|wrote|asked|explained|argued|warned|tweeted|insisted|noted|recalled|continued|a déclaré|a dit|sagte)"
_AFTER = re.compile(
    rf"^,?\s*(?:{_VERB} (?:the |an? )?(?:[a-z\-]+ ){{0,4}}{_NAME}|{_NAME}(?:, [^,“\"]{{2,60}},)? ?{_VERB})"
)
_BEFORE = re.compile(rf"{_NAME}(?:, [^,“\"]{{2,60}},)? ?{_VERB}(?: [a-z]+){{0,4}}[,:]?\s*$")


def key_facts(
    text: str,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    published: datetime | None = None,
    language: str = "en",
) -> dict[str, tuple[Fact, ...]]:
    """Return facts by kind, in the order of FACT_KINDS; kinds without facts hold an empty tuple.

    `about` holds: for when, the day (ISO 8601) that the words mean beside `published`, two days with "/" between for a longer while,
    "" when it cannot be told; for numbers, what is counted; for quotes, the speaker's name as written, "" when the text names none.
    """
    shown = [s for s in sentences if not speaks_to_machines(text[s.start : s.end])]
    found: dict[str, list[Fact]] = {kind: [] for kind in FACT_KINDS}
    for kind, kinds in (("who", {"person", "organisation"}), ("where", {"place"}), ("what", {"event"})):
        found[kind] = list(_named(shown, (e for e in entities if e.kind in kinds)))
    for sentence in shown:
        body = text[sentence.start : sentence.end]
        found["when"] += [
            _fact("when", d.text, _meant(d), d.start, sentence)
            for d in dates(body, published, language, sentence.start)
        ]
        found["numbers"] += [
            _fact("numbers", n.text, n.counts, n.start, sentence)
            for n in numbers(body, sentence.start)
            if n.counts or n.unit
        ]
    found["quotes"] = list(_quotes(text, shown))
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


def _quotes(text: str, sentences: Sequence[Sentence]) -> Iterable[Fact]:
    for match in _QUOTE.finditer(text):
        sentence = next((s for s in sentences if s.start <= match.start() < s.end), None)
        if sentence is None or "\n" in match.group():
            continue
        end = max(sentence.end, next((s.end for s in sentences if s.start < match.end() <= s.end), sentence.end))
        yield Fact(
            "quotes",
            match.group(1),
            speaker(text, match.start(), match.end()),
            match.start(1),
            match.end(1),
            sentence.start,
            end,
        )


def speaker(text: str, start: int, end: int) -> str:
    """Return who speaks the quote text[start:end], as the words beside it name them; "" when they name nobody."""
    after = _AFTER.match(text[end : end + 120])
    if after:
        return (after.group(1) or after.group(2) or "").strip(" .,'’")
    line = text.rfind("\n", 0, start) + 1
    before = _BEFORE.search(text[max(line, start - 120) : start])
    return before.group(1).strip(" .,") if before else ""
