"""The seams to engines that write or speak: a language model, a translator, a voice. None is chosen by default; nothing needs one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told: `system` are our words, `user` our task with article text as delimited data.

    `model` is the operator's choice for this feature; `most` bounds the tokens of the answer.
    """

    system: str
    user: str
    model: str
    most: int = 700


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered, unchecked. `whole` is False when it stopped at `most`.

    Tokens are reckoned from letters where the server did not count.
    """

    text: str
    tokens_in: int
    tokens_out: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Translated:
    """One line for each line that was given, unchecked, and what it took."""

    lines: tuple[str, ...]
    tokens_in: int = 0
    tokens_out: int = 0


class LanguageModel(Protocol):
    """Answers prompts. Called from worker threads, several at once."""

    name: str

    def complete(self, prompt: Prompt, seconds: float, tell: Tell | None = None) -> Completion:
        """Return the answer within `seconds`; `tell` hears each piece of it as it comes.

        Raises ModelError for every fault of the endpoint; nothing else.
        """
        ...


class Translator(Protocol):
    """Turns lines into another language. Called from worker threads."""

    name: str

    def translate(self, lines: Sequence[str], source: str, target: str, seconds: float) -> Translated:
        """Return one line for each of `lines` (BCP 47 codes, within `seconds`).

        Raises ModelError for every fault; nothing else.
        """
        ...


class Voice(Protocol):
    """Reads text aloud. Called by the reader's steps, one piece at a time, never by a page."""

    name: str
    languages: frozenset[str]  # that it speaks, as primary subtags

    def speak(self, text: str, language: str, seconds: float) -> bytes:
        """Return `text`, of a few thousand letters at most, as a WAV file of 8 or 16 bits, within `seconds`.

        Raises VoiceError for every fault; nothing else.
        """
        ...
