"""Hashtags: the few names and phrases that say what a text is about, each with the sentence that earned it."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.phrases import phrases
from octavo.insight.logic.words import rarity, stem, words
from octavo.insight.types import Entity, Hashtag, Sentence
from octavo.kit.text import unaccented

DEFAULT_TOP = 5
FEWEST, FAINT = 3, 0.18  # beyond the third, a tag of less than so much of the best's weight is better left out
SHORTEST_SENTENCE = 15
NO_NOUN = 0.75  # in a long list, a phrase never seen where a noun stands comes later; in a short one it has no place
DATELINE = 0.5  # the town a report is sent from is rarely its subject
OWNER = 0.5  # who is named once, and only as the owner of something else, is rarely what a text is about
DISTINCT = 0.5  # rarity of a family name that needs no given name: "Zelenskyy", and not "King"
# A tag is read at a glance: what readers mark as key shrinks with each further word (five words: one in fifty).
NAME_LENGTH = (1.1, 1.0, 0.7, 0.4, 0.15)
PHRASE_LENGTH = (1.5, 0.8, 0.5)
PHRASES = 1.8  # a phrase beside a name of the same standing
PHRASE = ""  # the kind of a candidate that is no named thing
_OWNS = re.compile(r"['’]s\b")
_JOINED = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that may become a tag, with its score and where it first stands so (-1: only in the title)."""

    label: str
    kind: str
    score: float
    first: int


def tag_of(label: str) -> str:
    """Write a label as a hashtag: "prisoner exchange" → "#PrisonerExchange", "U.S." → "#US"."""
    return "#" + "".join(w[:1].upper() + w[1:] for w in _JOINED.findall(label.replace("'", "").replace("’", "")))


def hashtags(
    title: str,
    text: str,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    *,
    language: str = "en",
    publisher: str | None = None,
    top: int = DEFAULT_TOP,
) -> tuple[Hashtag, ...]:
    """Return at most `top` tags, best first, no two of one thing; none that only names the publisher."""
    few = top <= DEFAULT_TOP
    ranked = sorted(_candidates(title, text, entities, language, few=few), key=lambda c: -c.score)
    best = ranked[0].score if ranked else 1.0
    out: list[Hashtag] = []
    for candidate in map(partial(_written, language=language), ranked):
        if len(out) >= top:
            break
        if few and len(out) >= FEWEST and candidate.score < FAINT * best:
            break
        tag = tag_of(candidate.label)
        if not _fits(tag, candidate.label, publisher) or any(_same_thing(tag, t.tag, strict=not few) for t in out):
            continue
        span = _earned(candidate, text, sentences, language)
        if span is not None:
            score = round(min(1.0, max(0.0, candidate.score / best)), 4)
            out.append(Hashtag(tag, candidate.label, candidate.kind, score, span.start, span.end))
    return tuple(out)


def _candidates(title: str, text: str, entities: Sequence[Entity], language: str, *, few: bool) -> list[Candidate]:
    size = max(1, len(text))
    out, named = [], set()
    in_title = {stem(w.lower(), language) for w in _JOINED.findall(title)}
    for entity in entities:
        if entity.start < 0:
            continue
        own = {stem(w.lower(), language) for w in _JOINED.findall(entity.label)}
        named |= own.union(stem(w.lower(), language) for alias in entity.aliases for w in _JOINED.findall(alias))
        place = 1.0 / (1.0 + 3.0 * entity.start / size)
        titled = bool(own & in_title)
        score = (
            (1 + math.log(1 + entity.count))
            * (0.5 + place)
            * (1.8 if titled else 1.0)
            * _handy(entity.label, NAME_LENGTH)
            * (OWNER if entity.count == 1 and not titled and _OWNS.match(text, entity.end) else 1.0)
            * (DATELINE if entity.start == 0 and entity.count == 1 and entity.kind == "place" else 1.0)
        )
        out.append(Candidate(_known_as(entity, text, language), entity.kind, score, entity.start))
    for key, phrase in phrases(text, language).items():
        stems = key.split(" ")
        if (few and not phrase.is_noun) or not named.isdisjoint(stems):
            continue
        many = len(stems)
        telling = (
            sum([rarity(w, language) for w in phrase.surface.lower().split(" ")]) / many**0.7 * PHRASE_LENGTH[many - 1]
        )
        share = sum([p in in_title for p in stems]) / many
        place = 1.0 / (1.0 + 3.0 * phrase.first / size)
        telling *= 1.0 if phrase.is_noun else NO_NOUN
        score = PHRASES * telling * math.log(1 + len(phrase.starts)) * (0.5 + place) * (1 + share)
        out.append(Candidate(phrase.surface, PHRASE, score, phrase.named))
    return out


def _known_as(entity: Entity, text: str, language: str) -> str:
    """Return the form that a text knows a person by: the family name, where it mostly stands alone and is no ordinary word."""
    family = entity.label.rsplit(" ", 1)[-1]
    if entity.kind != "person" or family == entity.label or family not in entity.aliases:
        return entity.label
    whole = len(re.findall(rf"\b{re.escape(entity.label)}\b", text))
    alone = len(re.findall(rf"\b{re.escape(family)}\b", text)) - whole
    return family if alone > whole and rarity(family.lower(), language) >= DISTINCT else entity.label


def _written(candidate: Candidate, language: str) -> Candidate:
    """Write a phrase as a topic, in small letters but for names; only the few that are looked at pay for it."""
    if candidate.kind != PHRASE:
        return candidate
    label = candidate.label if language == "de" else _lower_unless_name(candidate.label)
    return replace(candidate, label=label, kind="topic")


def _handy(label: str, factors: tuple[float, ...]) -> float:
    return factors[min(len(label.split()), len(factors)) - 1]


def _lower_unless_name(surface: str) -> str:
    return " ".join(w if w.isupper() else w.lower() for w in surface.split(" "))


def _fits(tag: str, label: str, publisher: str | None) -> bool:
    bare = tag[1:]
    if len(bare) < 2 or bare.isdigit() or not bare[0].isalnum() or len(bare) > 40:
        return False
    return not publisher or not _names_publisher(label, publisher)


def _names_publisher(label: str, publisher: str) -> bool:
    own = _fold(label.lower().removeprefix("the "))
    full = _fold(publisher.lower().removeprefix("the "))
    return own in {full, _fold(publisher.split(".")[0])} or (own in full and 2 * len(own) > len(full))


def _fold(text: str) -> str:
    return re.sub(r"[\W_]", "", unaccented(text.lower()))


def _same_thing(a: str, b: str, *, strict: bool) -> bool:
    x, y = _fold(a), _fold(b)
    if x == y or x.removesuffix("s") == y.removesuffix("s"):
        return True
    return not strict and (x in y or y in x)


def _earned(candidate: Candidate, text: str, sentences: Sequence[Sentence], language: str) -> Sentence | None:
    """Return the first sentence that holds the label's words as words of their own; else the first that holds them at all."""
    need_words = set(words(candidate.label))
    need = {stem(w, language) for w in need_words}
    loose = {stem(w.lower(), language) for w in _JOINED.findall(candidate.label)}
    second: Sentence | None = None
    for sentence in sentences:
        body = text[sentence.start : sentence.end]
        if sentence.end <= candidate.first or len(body) < SHORTEST_SENTENCE or speaks_to_machines(body):
            continue
        own = {stem(w, language) for w in words(body) if "'" not in w or w in need_words}
        if need <= own:
            return sentence
        if second is None and loose <= {stem(w.lower(), language) for w in _JOINED.findall(body)}:
            second = sentence
    return second
