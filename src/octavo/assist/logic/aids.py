"""All that is made of one article ahead of any reader, and its form in a table: numbers and addresses that its text gives words to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from octavo.assist.logic.explain import terms
from octavo.assist.logic.facts import key_facts
from octavo.assist.logic.quiz import Read, quiz
from octavo.assist.logic.timeline import moments
from octavo.assist.types import FACT_KINDS, Fact, Moment, Question, Source, Term
from octavo.insight.types import Entity, Sentence

FORM = 4  # of the rows; counts up when their shape or their making changes
_Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Known:
    """What insight knows of a text: its sentences (with scores where they are key sentences) and its entities."""

    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]

    @property
    def scores(self) -> dict[int, float]:
        """Score of each scored sentence by its start."""
        return {s.start: s.score for s in self.sentences if s.score}


@dataclass(frozen=True, slots=True)
class Made:
    """What the tools have to show of one article."""

    facts: Mapping[str, tuple[Fact, ...]]
    moments: tuple[Moment, ...]
    terms: tuple[Term, ...]
    quiz: tuple[Question, ...]


def known_from(sentences: _Rows, key_sentences: _Rows, entities: _Rows) -> Known:
    """Return what the rows of `insight.models.Understanding` hold."""
    score = {row[0]: float(row[3]) for row in key_sentences}
    return Known(
        tuple(Sentence(s[0], s[1], s[2], score.get(s[0], 0.0)) for s in sentences),
        tuple(Entity(e[0], e[1], e[2], e[3], e[4]) for e in entities),
    )


def make(source: Source, known: Known, read: Read) -> Made:
    """Make everything of one article. Under 60 ms CPU for an article of usual length; the same every time."""
    facts = key_facts(source.text, known.sentences, known.entities, source.published, source.language)
    return Made(
        facts,
        moments(source, known.scores),
        terms(source, known.entities),
        quiz(source, known.entities, facts["quotes"], read, known.scores),
    )


def as_rows(made: Made) -> dict[str, _Rows]:
    """Return the columns of `assist.models.Aids`: facts, moments, terms, quiz."""
    return {
        "facts": [
            [FACT_KINDS.index(f.kind), f.label, f.about, f.start, f.end, f.sentence_start, f.sentence_end]
            if f.kind in ("who", "what", "where")
            else [FACT_KINDS.index(f.kind), "", f.about, f.start, f.end, f.sentence_start, f.sentence_end]
            for found in made.facts.values()
            for f in found
        ],
        "moments": [
            [_iso(m.first), _iso(m.last), m.grain, m.date_start, m.date_end, m.start, m.end] for m in made.moments
        ],
        "terms": [[t.label, t.kind, t.role_start, t.role_end, t.start, t.end, list(t.mentions)] for t in made.terms],
        "quiz": [
            [q.kind, q.answer_start, q.answer_end, q.start, q.end, list(q.wrong), q.quote_start, q.quote_end]
            for q in made.quiz
        ],
    }


def from_rows(rows: Mapping[str, _Rows], article: str, text: str) -> Made:
    """Return what was made, with the words that `text` has at the addresses. `rows` are the columns of `as_rows`."""
    facts: dict[str, list[Fact]] = {kind: [] for kind in FACT_KINDS}
    for kind, label, about, start, end, sentence_start, sentence_end in rows["facts"]:
        name = FACT_KINDS[kind]
        facts[name].append(Fact(name, label or text[start:end], about, start, end, sentence_start, sentence_end))
    return Made(
        {kind: tuple(found) for kind, found in facts.items()},
        moments_from(rows["moments"], article, text),
        terms_from(rows["terms"]),
        tuple(Question(q[0], q[1], q[2], q[3], q[4], tuple(q[5]), q[6], q[7]) for q in rows["quiz"]),
    )


def moments_from(rows: _Rows, article: str, text: str) -> tuple[Moment, ...]:
    """Return the moments of the column of that name."""
    return tuple(
        Moment(article, text[m[3] : m[4]] if m[3] >= 0 else "", _day(m[0]), _day(m[1]), m[2], m[3], m[4], m[5], m[6])
        for m in rows
    )


def terms_from(rows: _Rows) -> tuple[Term, ...]:
    """Return the terms of the column of that name."""
    return tuple(Term(t[0], t[1], t[2], t[3], t[4], t[5], tuple(t[6])) for t in rows)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def places_of(sentences: Sequence[Sequence[int]]) -> dict[int, tuple[int, int]]:
    """Return sentence start → (paragraph, place in it), both counted from 1, of rows [start, end, paragraph]."""
    counted: dict[int, int] = {}
    out: dict[int, tuple[int, int]] = {}
    for start, _, paragraph, *_ in sentences:
        counted[paragraph] = counted.get(paragraph, 0) + 1
        out[start] = (paragraph + 1, counted[paragraph])
    return out
