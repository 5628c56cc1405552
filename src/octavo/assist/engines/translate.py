"""Translation by the language model that is chosen for `assist.model`."""

from collections.abc import Sequence

from django.conf import settings

from octavo.assist.errors import ModelAnswerError
from octavo.assist.logic.plain import plain_lines
from octavo.assist.logic.prompts import translation
from octavo.assist.logic.translation import numbered_lines
from octavo.assist.port import LanguageModel, Prompt, Translated
from octavo.kit import seam

MOST_TOKENS = 3000


class ByModel:
    """Asks the language model for each line by its number, and takes the answer only when every number stands there once."""

    def __init__(self) -> None:
        self._model: LanguageModel = seam.engine("assist.model")
        self.name = str(settings.LLM_MODELS.get("translate") or settings.LLM_MODEL)

    def translate(self, lines: Sequence[str], source: str, target: str, seconds: float) -> Translated:
        """Return one line for each line. Raises ModelError."""
        system, user = translation(lines, source, target)
        answer = self._model.complete(Prompt(system, user, self.name, MOST_TOKENS), seconds)
        found = numbered_lines(plain_lines(answer.text), len(lines))
        if found is None:
            raise ModelAnswerError("schema", "it does not hold one translation for each line")
        return Translated(found, answer.tokens_in, answer.tokens_out)
