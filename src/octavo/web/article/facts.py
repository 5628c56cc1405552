"""Key facts of one article, each with the sentence it stands in."""

from dataclasses import dataclass
from datetime import date

from octavo.article.models import Article
from octavo.assist.logic.facts import key_facts
from octavo.assist.types import FACT_KINDS, Fact
from octavo.insight.models import Understanding
from octavo.insight.types import Entity, Sentence
from octavo.web.frame.body import Body

NAMES = {"who": "Who", "what": "What", "when": "When", "where": "Where", "numbers": "Numbers", "quotes": "Quotes"}


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as shown: its words as written, what it is about, and where it stands."""

    label: str
    about: str
    quoted: bool
    anchor: str
    paragraph: int


def facts(article: Article, known: Understanding, body: Body) -> list[tuple[str, list[Row]]]:
    """Return (kind's name, facts) of every kind that has some; a fact without an address is not shown."""
    sentences = [Sentence(s[0], s[1], s[2]) for s in known.sentences]
    entities = [Entity(e[0], e[1], e[2], e[3], e[4]) for e in known.entities]
    found = key_facts(article.text, sentences, entities, article.published)
    shown = []
    for kind in FACT_KINDS:
        rows = [row for fact in found.get(kind, ()) if (row := _row(fact, article.text, body))]
        if rows:
            shown.append((NAMES[kind], rows))
    return shown


def _row(fact: Fact, text: str, body: Body) -> Row | None:
    place = body.places.get(fact.sentence_start)
    return Row(fact.label, _about(fact, text), fact.kind == "quotes", *place) if place else None


def _about(fact: Fact, text: str) -> str:
    if fact.kind == "when" and fact.about:
        try:
            moment = date.fromisoformat(fact.about)
        except ValueError:
            return fact.about
        return f"{moment.day} {moment:%B %Y}"
    if fact.kind == "quotes":
        return fact.about if _beside(fact, text) else "speaker not named beside the quote"
    return fact.about if fact.kind == "numbers" and fact.about.lower() not in fact.label.lower() else ""


def _beside(fact: Fact, text: str) -> bool:
    """Tell whether the speaker's name stands in the quote's own paragraph: words of the next one must not be put in a mouth."""
    begin, end = text.rfind("\n\n", 0, fact.start) + 1, text.find("\n\n", fact.end)
    return bool(fact.about) and fact.about in text[begin : end if end >= 0 else len(text)].replace(
        text[fact.start : fact.end], ""
    )
