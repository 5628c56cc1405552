"""The gate between a model and a reader: each sentence it wrote must stand in the lines it cites, or it is withheld.

Names, numbers, dates, quotes and negations are hard vetoes (`verify`), then a support score; what cites nothing must stand in the text
as a whole, and gets its address from where it was found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from octavo.assist.logic.passages import Passage
from octavo.assist.logic.plain import plain_lines
from octavo.assist.logic.prompts import NOTHING
from octavo.assist.logic.verify import verify
from octavo.assist.logic.wording import tokens
from octavo.assist.types import Source
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.language import detect
from octavo.insight.logic.sentences import split
from octavo.insight.logic.words import base_language

CITED = 4  # sentences that one sentence may rest on; who cites everything cites nothing
SHORTEST, LONGEST = 3, 90  # words of a sentence
SURE = 0.6  # of the language
LETTERS_TO_TELL = 40  # fewer letters do not tell a language
_CITES = re.compile(r"(?P<words>.*?)(?P<cites>(?:\s*\[\d{1,4}(?:\s*[,;]\s*\d{1,4})*\])+)(?P<stop>[.!?]?)", re.DOTALL)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{3,})[”\"»“]")
_ENDS = re.compile(r"[.!?…。！？؟।][”\"’»)\]]*$")
_FINISHED = re.compile(r".*[.!?…。！？؟।][”\"’»)]*(?:\s*\[[\d,; ]+\])*", re.DOTALL)
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence that passed: `places` are (article, start, end) of the sentences it rests on, `score` their support 0..1."""

    text: str
    places: tuple[tuple[str, int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that did not pass, and why. Its words are kept nowhere."""

    reason: str


@dataclass(slots=True)
class Gate:
    """Judges an answer while it comes: `hear` pieces, then `close`. Each sentence is judged once; said again, it is dropped.

    `fits` is asked of the sentences that a line rests on: a true sentence may still be no answer.
    """

    given: Sequence[Passage]
    language: str
    most: int
    heard: str = ""
    passed: list[Passed] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    fits: Callable[[Sequence[Passage]], bool] | None = None

    def hear(self, piece: str) -> Iterator[Passed]:
        """Yield the sentences of finished lines that passed."""
        self.heard += piece
        if "\n" in piece:
            yield from self._judge(plain_lines(self.heard[: self.heard.rfind("\n") + 1]))

    def close(self, *, whole: bool = True) -> Iterator[Passed]:
        """Yield what is left. `whole` False: the answer was cut at its longest, so an unfinished last sentence is none."""
        lines = plain_lines(self.heard)
        if not whole and lines:
            finished = _FINISHED.match(lines[-1])
            lines = [*lines[:-1], *([finished.group()] if finished else [])]
        yield from self._judge(lines)

    @property
    def foreign(self) -> str:
        """The language the answer is in, when it is plainly not the one asked for; "" otherwise."""
        text = " ".join(self.words)
        if sum(c.isalpha() for c in text) < LETTERS_TO_TELL:
            return ""
        code, sure = detect(text)
        return code if sure >= SURE and code != "und" and code != base_language(self.language) else ""

    def _judge(self, lines: Sequence[str]) -> Iterator[Passed]:
        for line in lines:
            for sentence, cited in cut(self._unlabelled(line)):
                if sentence in self.seen or len(self.passed) >= self.most:
                    continue
                self.seen.add(sentence)
                self.words.append(sentence)
                found = judged(sentence, cited, self.given)
                if isinstance(found, Passed) and self.fits and not self.fits(self._grounds(found)):
                    found = Withheld("It does not touch what was asked.")
                if isinstance(found, Passed):
                    self.passed.append(found)
                    yield found
                elif found:
                    self.withheld.append(found)

    def _unlabelled(self, line: str) -> str:
        """A publisher's name before a colon was copied from the lines that were given; it would pass for a speaker."""
        for name in {p.source.publisher for p in self.given if p.source.publisher}:
            line = re.sub(rf"^((?:\[\d+\]\s*)*)\(?{re.escape(name)}\)?\s*:\s*", r"\1", line, flags=re.IGNORECASE)
        return line

    def _grounds(self, found: Passed) -> list[Passage]:
        return [p for p in self.given if (p.source.id, p.start, p.end) in found.places]


def cut(line: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the sentences of one line with the numbers each cites, () for none."""
    out: list[tuple[str, tuple[int, ...]]] = []
    at = 0
    for match in _CITES.finditer(line):
        numbers = tuple(dict.fromkeys(int(n) for n in re.findall(r"\d+", match["cites"])))
        out += _sentences(match["words"] + match["stop"], numbers)
        at = match.end()
    return out + _sentences(line[at:], ())


def _sentences(text: str, numbers: tuple[int, ...]) -> list[tuple[str, tuple[int, ...]]]:
    text = text.lstrip(" \t-–—:;,.").rstrip(" \t-–—;,")
    return [(text[s.start : s.end], numbers) for s in split(text) if any(c.isalpha() for c in text[s.start : s.end])]


def judged(sentence: str, cited: Sequence[int], given: Sequence[Passage]) -> Passed | Withheld | None:
    """Return a sentence as it passed, or why it is withheld; None for what is no sentence at all (a heading, a plain no)."""
    if NOTHING in sentence or sentence.endswith(":"):
        return None
    length = len(sentence.split())
    if not SHORTEST <= length <= LONGEST or not _ENDS.search(sentence):
        return Withheld("It is no whole sentence.")
    if speaks_to_machines(sentence):
        return Withheld("It speaks to machines.")
    if any(not 1 <= n <= len(given) for n in cited):
        return Withheld("It cites a sentence that was not given.")
    if len(cited) > CITED:
        return Withheld("It cites too much to be checked.")
    grounds = [given[n - 1] for n in cited] or list(given)
    return _checked(sentence, grounds, cited=bool(cited))


def _checked(sentence: str, grounds: Sequence[Passage], *, cited: bool) -> Passed | Withheld:
    sources, places = _as_sources(grounds)
    verdict = verify(sentence, sources, whole=False)  # between two cited sentences others may be named
    if verdict.verdict != "supported":
        return Withheld(verdict.reason)
    text = "\n".join(p.text for p in grounds).translate(_MARKS)
    for quote in _QUOTED.findall(sentence):
        if quote.translate(_MARKS).strip(" .,!?") not in text:
            return Withheld("It quotes words that do not stand there.")
    held = {t.form for p in grounds for t in p.tokens}
    if any(t.is_number and t.form not in held for t in tokens(sentence)):
        return Withheld("It gives a number that does not stand there.")
    found = [p for e in verdict.evidence for p in places.get((e.source, e.start), ())]
    rests = grounds if cited else list(dict.fromkeys(found))
    if not rests:
        return Withheld("It rests on no one sentence.")
    return Passed(sentence, tuple((p.source.id, p.start, p.end) for p in rests[:CITED]), verdict.score)


def _as_sources(grounds: Sequence[Passage]) -> tuple[list[Source], dict[tuple[str, int], list[Passage]]]:
    """Return one text for each article that holds just these sentences, and which of them begins where."""
    texts: dict[str, str] = {}
    sources: dict[str, Source] = {}
    places: dict[tuple[str, int], list[Passage]] = {}
    for p in grounds:
        before = texts.get(p.source.id, "")
        start = len(before) + (2 if before else 0)
        texts[p.source.id] = f"{before}\n\n{p.text}" if before else p.text
        sources[p.source.id] = p.source
        places.setdefault((p.source.id, start), []).append(p)
    return [replace(source, text=texts[key]) for key, source in sources.items()], places
