"""Making a Report of an article, and keeping it as bytes."""

import json
import math
import re
import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from octavo.insight.logic.words import base_language, rarity, stem, telling, words
from octavo.story.errors import ReportFormatError
from octavo.story.logic.shingles import sketch
from octavo.story.logic.sides import sides_of
from octavo.story.types import Report

BODY_CHARS = 3_500  # news says what it is about first; later background blurs events
HEAD_CHARS = 420
TERMS, HEAD_TERMS, NAMES = 90, 40, 40
LEDE_CHARS = 300
_CAPITAL = re.compile(r"(?<![.!?:\"“‘'\n] )(?<![\n\"“‘])(?<!^)\b[A-ZÀ-ÞĀ-ŽА-Я][\w'’\-]+")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d")
_FORMAT = struct.Struct("<4sIHH")
_MAGIC = b"OCR1"


def report_of(
    article_id: str,
    *,
    publisher: str | None,
    published: datetime | None,
    title: str,
    text: str,
    language: str,
    vector: NDArray[np.float32],
    entities: Sequence[str] = (),
    space: str = "",
    told_apart: bool = True,
) -> Report:
    """Return the report of one article; about 2 ms CPU. `text` may be empty (headline only); `entities` are labels for reasons.

    `space` names the embedder that made `vector`, and `told_apart` says whether it tells texts of `language` apart.
    """
    base = base_language(language)
    cut = text.find(" ", BODY_CHARS) + 1 or len(text)
    told = words(text[:cut])  # what it is about; the rest counts for copies only
    body_words = told + words(text[cut:])
    shingles, level = sketch(body_words)
    title_stems = Counter(_stems(words(title), base))
    head = _weights(Counter(_stems(words(f"{title}. {text[:HEAD_CHARS]}"), base)), base, HEAD_TERMS)
    named = _weights(Counter(_names(text[:BODY_CHARS])), base, NAMES)
    terms = _weights(Counter([*_stems(told, base), *title_stems.elements(), *title_stems.elements()]), base, TERMS)
    title_terms = _weights(title_stems, base, HEAD_TERMS)
    return Report(
        id=article_id,
        publisher=publisher,
        published=published,
        title=title,
        lede=text[:LEDE_CHARS],
        language=language,
        vector=vector,
        terms=terms,
        head=head,
        title_terms=title_terms,
        names=named,
        sides=sides_of(terms, head, named, title_terms, _foremost(named, head, base)),
        numbers=frozenset(n.replace(",", "").rstrip(".") for n in _NUMBER.findall(f"{title} {text[:BODY_CHARS]}")),
        entities=tuple(entities),
        shingles=shingles,
        level=level,
        words=len(body_words),
        space=space,
        told_apart=told_apart,
    )


def _stems(found: Iterable[str], language: str) -> list[str]:
    return [t for t in [telling(w, language) for w in found] if t and (len(t) > 2 or not t.isdigit())]


def _foremost(names: Mapping[str, float], head: Mapping[str, float], language: str) -> dict[str, float]:
    return {name: weight for name, weight in names.items() if stem(name, language) in head}


def _names(text: str) -> Iterable[str]:
    return (re.sub(r"['’]s$", "", m.group()).lower() for m in _CAPITAL.finditer(text))


def _weights(counts: Counter[str], language: str, top: int) -> dict[str, float]:
    """TF-IDF with the language's own frequencies for IDF: a word tells the same today and after a restart."""
    raw = {t: (1 + math.log(n)) * rarity(t, language) for t, n in counts.items()}
    best = sorted(raw.items(), key=lambda x: -x[1])[:top]
    norm = math.sqrt(sum(w * w for _, w in best)) or 1.0
    return {t: w / norm for t, w in best}


def to_bytes(report: Report) -> bytes:
    """Return the report as bytes, about 3 KB: a header, JSON, the vector as float16, the shingles as uint64."""
    plain = {
        "id": report.id,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "lede": report.lede,
        "language": report.language,
        "terms": _rounded(report.terms),
        "head": _rounded(report.head),
        "title_terms": _rounded(report.title_terms),
        "names": _rounded(report.names),
        "numbers": sorted(report.numbers),
        "entities": report.entities,
        "level": report.level,
        "words": report.words,
        "space": report.space,
        "told_apart": report.told_apart,
    }
    body = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    vector, shingles = report.vector.astype(np.float16), report.shingles.astype(np.uint64)
    return _FORMAT.pack(_MAGIC, len(body), len(vector), len(shingles)) + body + vector.tobytes() + shingles.tobytes()


def from_bytes(raw: bytes) -> Report:
    """Return the report that `to_bytes` wrote.

    Raises ReportFormatError when the bytes are not such a report.
    """
    try:
        magic, size, dimensions, kept = _FORMAT.unpack_from(raw)
        at = _FORMAT.size
        plain = json.loads(raw[at : at + size])
        vector = np.frombuffer(raw, np.float16, dimensions, at + size).astype(np.float32)
        shingles = np.frombuffer(raw, np.uint64, kept, at + size + 2 * dimensions)
    except (struct.error, ValueError) as error:
        raise ReportFormatError(len(raw)) from error
    if magic != _MAGIC:
        raise ReportFormatError(len(raw))
    published = plain.pop("published")
    foremost = _foremost(plain["names"], plain["head"], base_language(plain["language"]))
    sides = sides_of(plain["terms"], plain["head"], plain["names"], plain["title_terms"], foremost)
    return Report(
        **{k: v for k, v in plain.items() if k not in ("numbers", "entities")},
        sides=sides,
        published=datetime.fromisoformat(published) if published else None,
        numbers=frozenset(plain["numbers"]),
        entities=tuple(plain["entities"]),
        vector=vector,
        shingles=shingles,
    )


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {t: round(w, 4) for t, w in weights.items()}
