"""What a voice reads: an article, or an edition of The Daily Eight, in the publishers' own words, piece by piece."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.insight.logic.sentences import split
from octavo.insight.logic.words import base_language

FORM = 1  # counts up when a script is made or joined otherwise: what was recorded before is recorded anew
PIECE = 1200  # letters a voice is given at once: about a minute and a half
LONGEST = 20_000  # letters of an article; a longer one is no listening matter
TOLD = 400  # letters of one of the eight


@dataclass(frozen=True, slots=True)
class Said:
    """Words to read and their language (a primary subtag). A pause follows."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Lead:
    """One of the eight as it is read: publisher, headline and standfirst, all as published."""

    publisher: str
    title: str
    words: str
    language: str


def of_article(title: str, publisher: str, paragraphs: Sequence[str], language: str) -> tuple[Said, ...]:
    """Return an article's script: headline, publisher, its text; () when there is none or it is longer than LONGEST."""
    language = base_language(language)
    lines = [_ended(title), _ended(publisher), *(p for p in paragraphs if p.strip())]
    if len(lines) < 3 or sum(len(line) for line in lines) > LONGEST:
        return ()
    return tuple(piece for line in lines for piece in _pieces(line, language))


def of_edition(opening: str, leads: Sequence[Lead], closing: str) -> tuple[Said, ...]:
    """Return an edition's script: our opening and closing in English, and between them each lead; () without leads."""
    said = [Said(opening, "en")]
    for number, lead in enumerate(leads, 1):
        language = base_language(lead.language)
        said.append(Said(f"{number}. {_ended(lead.publisher)}", "en"))
        said += _pieces(f"{_ended(lead.title)} {_whole(lead.words)}".strip(), language)
    return (*said, Said(closing, "en")) if leads else ()


def key(script: Sequence[Said], voice: str) -> str:
    """Return what tells two recordings apart: their words, the voice and the form. 64 hexadecimal digits."""
    told = json.dumps([FORM, voice, [[s.text, s.language] for s in script]])
    return hashlib.blake2b(told.encode(), digest_size=32).hexdigest()


def _pieces(text: str, language: str) -> list[Said]:
    """Cut a paragraph between sentences, so that no piece is longer than PIECE unless one sentence is."""
    text = _plain(text)
    out: list[str] = []
    for sentence in (text[s.start : s.end] for s in split(text)):
        if out and len(out[-1]) + len(sentence) < PIECE:
            out[-1] += f" {sentence}"
        else:
            out.append(sentence)
    return [Said(part[:LONGEST], language) for part in out if any(c.isalnum() for c in part)]


def _whole(text: str) -> str:
    """Return as many whole sentences as TOLD letters hold, at least none."""
    kept, used = [], 0
    for sentence in split(text):
        used += sentence.end - sentence.start
        if used > TOLD:
            break
        kept.append(text[sentence.start : sentence.end])
    return " ".join(kept)


def _plain(text: str) -> str:
    """One line of what can be seen. Double brackets are commands to some voices."""
    shown = "".join(c if c.isprintable() else " " for c in text.replace("[[", "[").replace("]]", "]"))
    return " ".join(shown.split())


def _ended(text: str) -> str:
    text = _plain(text)
    return text if not text or text[-1] in ".!?…" else f"{text}."
