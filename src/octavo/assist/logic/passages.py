"""A source cut into sentences with their words: what every tool of this room works on."""

import re
from dataclasses import dataclass
from functools import cached_property

from octavo.assist.logic.wording import Token, tokens
from octavo.assist.types import Picked, Source
from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.sentences import split
from octavo.insight.logic.words import base_language, content

_LEANS = re.compile(
    r"^[“\"«„]?(?:he|she|it|they|we|this|that|these|those|his|her|its|their|but|and|so|then|there|however|meanwhile|also|instead"
    r"|moreover|furthermore|nevertheless|in addition|for example|er|sie|es|dies\w*|das|aber|und|"
    r"il|elle|ils|elles|ce|cela|cette|mais|et|él|ella|ellos|esto|esta|este|pero|y)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """One sentence of one source, in order; `index` counts from 0."""

    source: Source
    start: int
    end: int
    index: int

    @property
    def text(self) -> str:
        """The sentence word for word."""
        return self.source.text[self.start : self.end]

    @cached_property
    def bag(self) -> frozenset[str]:
        """Stems of its telling words."""
        return frozenset(content(self.text, base_language(self.source.language)))

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words for comparing, in order."""
        return tokens(self.text)

    def picked(self, score: float = 0.0) -> Picked:
        """The sentence with its address."""
        return Picked(self.text, self.start, self.end, self.source.id, round(score, 4))


def passages(source: Source) -> list[Passage]:
    """Return the sentences of a source that may be shown: none that speaks to machines or hides from readers."""
    found = [Passage(source, s.start, s.end, i) for i, s in enumerate(split(source.text))]
    return [p for p in found if not speaks_to_machines(p.text)]


def leans(sentence: str) -> bool:
    """Tell whether a sentence leans on the one before it: it opens on a pronoun or on "but"."""
    return bool(_LEANS.match(sentence))
