"""The whole understanding of one text in one call."""

from octavo.insight.logic import keysentences
from octavo.insight.logic.hashtags import hashtags
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.kinds import kind_of
from octavo.insight.logic.language import detect
from octavo.insight.logic.names import names
from octavo.insight.logic.sentences import split
from octavo.insight.logic.words import base_language
from octavo.insight.port import Embedder
from octavo.insight.types import Entity, Insight, Sentence

MAX_CHARS = 100_000  # a longer text is read to here; no news article comes near


def understand(
    title: str,
    text: str,
    *,
    embedder: Embedder,
    sentences_by: Embedder | None = None,
    language: str | None = None,
    publisher: str | None = None,
    top: int = 5,
) -> Insight:
    """Return language, sentences, vector, entities, hashtags and key sentences. Under 15 ms CPU for an article of usual length.

    `embedder` reads the whole text, `sentences_by` (the same when None) its sentences, which are many.

    `text` is paragraphs joined by blank lines and may be empty. `language` (BCP 47), when given, is believed; `publisher` never
    becomes a hashtag; `top` bounds the hashtags.
    """
    text = text[:MAX_CHARS]
    code, confidence = (language, 1.0) if language else detect(f"{title}\n{text}")
    base = base_language(code)
    sentences = split(text)
    entities = entities_of(title, text, sentences, base)
    near = keysentences.nearness(text, sentences, sentences_by or embedder)
    weighed = keysentences.weigh(text, sentences, base, near)
    return Insight(
        language=code,
        confidence=confidence,
        sentences=sentences,
        vector=embedder.embed([f"{title}\n{text}"])[0],
        entities=entities,
        hashtags=hashtags(title, text, sentences, entities, language=base, publisher=publisher, top=top),
        key_sentences=keysentences.key_sentences(weighed),
    )


def entities_of(title: str, text: str, sentences: tuple[Sentence, ...], language: str) -> tuple[Entity, ...]:
    """Return the named things of title and text, the most named first; `language` is a primary subtag."""
    visible = [s for s in sentences if not speaks_to_machines(text[s.start : s.end])]
    shown = text
    if len(visible) != len(sentences):  # blanked, so that the addresses stay
        shown = "".join(c if any(s.start <= i < s.end for s in visible) else " " for i, c in enumerate(text))
    out = []
    for name in names(title, shown, sentences, language):
        start, end = name.mentions[0] if name.mentions else (-1, -1)
        out.append(Entity(name.label, kind_of(name, shown), start, end, name.count, tuple(sorted(name.aliases))))
    return tuple(out)
