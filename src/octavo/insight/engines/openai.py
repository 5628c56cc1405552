"""Any server that speaks OpenAI's embeddings: Ollama, llama.cpp, text-embeddings-inference, vLLM, or one that is hosted.

The address is the operator's own setting, so it may be on this machine. Redirects are not followed (they would carry the key
elsewhere), and what it answers is capped in bytes and in time.

Models differ in how alike they find two texts that have nothing to do with each other: .05 for some, .8 for others. So the mean
of the vectors of `_UNRELATED` is taken away from every vector (Mu and Viswanath 2018, "All-but-the-Top"), after which unrelated
texts have a cosine near 0 whatever the model.
"""

import json
import os
from collections.abc import Sequence
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from octavo.insight.errors import EmbeddingsError

MAX_CHARS = 2_000  # some 500 tokens, which is where most models stop reading
SHORTEST = 250  # characters; a server that refuses so little refuses for another reason
SECONDS = 20.0
MOST_BYTES = 2_000_000  # of one answer; 4,096 numbers take about 90 kB
_OK, _TOO_LONG = 200, frozenset({400, 413, 422, 500})  # servers say "too long" in all these ways
_UNRELATED = (
    "The council of Oakport approved a new tram line to the harbour on Tuesday.",
    "Researchers found traces of water ice near the moon's south pole.",
    "The home side won 3–1 after two late goals in the second half.",
    "Wheat prices fell for the third week as the harvest beat forecasts.",
    "A strike by nurses closed twelve wards for the weekend.",
    "The film opens the festival with a story of two sisters at sea.",
    "Das Gericht hob das Urteil gegen den früheren Bankchef auf.",
    "Nach tagelangem Regen stieg der Fluss über die Ufer und überschwemmte Keller.",
    "Le gouvernement présente une réforme des retraites malgré les critiques.",
    "Une panne d'électricité a privé de courant quarante mille foyers.",
    "La selección sub-20 viajará sin su capitán al torneo.",
    "El museo recuperó un cuadro robado hace treinta años.",
    "O banco central manteve a taxa de juros inalterada.",
    "Il vulcano ha eruttato all'alba, chiuso lo spazio aereo.",
    "Полиция задержала трёх человек после кражи в порту.",
    "新しい学校給食の基準が来月から適用される。",
)


class OpenAIEmbedder:
    """An embeddings endpoint. `url` is what comes before `/embeddings`; without arguments the environment decides.

    OCTAVO_EMBEDDINGS_URL, _MODEL, _KEY, and _LANGUAGES (primary subtags by comma; empty: the model knows all).
    Each text is asked for alone, so that its vector does not depend on its neighbours. Raises ValueError when the address is none.
    """

    def __init__(self, url: str | None = None, model: str | None = None, key: str | None = None) -> None:
        self._url = urlsplit(os.environ.get("OCTAVO_EMBEDDINGS_URL", "") if url is None else url)
        if self._url.scheme not in ("http", "https") or not self._url.hostname:
            raise ValueError(f"OCTAVO_EMBEDDINGS_URL is {self._url.geturl()!r}; write it as http://127.0.0.1:11434/v1")
        self._model = os.environ.get("OCTAVO_EMBEDDINGS_MODEL", "") if model is None else model
        self._key = os.environ.get("OCTAVO_EMBEDDINGS_KEY", "") if key is None else key
        self.name = f"openai:{self._model or 'default'}"[:80]
        named = os.environ.get("OCTAVO_EMBEDDINGS_LANGUAGES", "").lower().split(",")
        self.languages = frozenset(filter(None, (part.strip()[:2] for part in named)))
        self._kept: HTTPConnection | None = None

    @cached_property
    def dimensions(self) -> int:
        """How long the model's vectors are. Asks the server."""
        return len(self._usual)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[len(texts), dimensions], L2-normalised rows, all zeros for a text without words.

        Raises EmbeddingsError.
        """
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for i, text in enumerate(texts):
            if text.strip():
                rows[i] = _unit(self._one(text) - self._usual)
        return rows

    @cached_property
    def _usual(self) -> NDArray[np.float32]:
        """The mean of what the model says of texts that have nothing in common."""
        mean: NDArray[np.float32] = np.mean([self._one(text) for text in _UNRELATED], axis=0, dtype=np.float32)
        return mean

    def _one(self, text: str) -> NDArray[np.float32]:
        """Return one text's vector of length 1. A text that the server finds too long is halved."""
        text = text[:MAX_CHARS]
        while True:
            status, answer = self._ask({"input": text} | ({"model": self._model} if self._model else {}))
            if status == _OK:
                return self._vector(answer)
            if status not in _TOO_LONG or len(text) // 2 < SHORTEST:
                raise EmbeddingsError(self._shown, f"answers {status}: {_said(answer)}")
            text = text[: len(text) // 2]

    def _vector(self, answer: bytes) -> NDArray[np.float32]:
        try:
            found = np.asarray(json.loads(answer)["data"][0]["embedding"], dtype=np.float32)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EmbeddingsError(self._shown, "answers with something that holds no vector") from error
        if found.ndim != 1 or not len(found) or not np.isfinite(found).all():
            raise EmbeddingsError(self._shown, "answers with something that is no vector of numbers")
        if "_usual" in self.__dict__ and len(found) != len(self._usual):
            raise EmbeddingsError(
                self._shown,
                f"answers with {len(found)} numbers, before with {len(self._usual)}; has its model changed?",
            )
        return _unit(found)

    def _ask(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """Return status and body of one answer. A connection that the server has closed meanwhile is opened again, once."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        for again in (True, False):
            connection = self._kept or self._opened()
            try:
                connection.request("POST", f"{self._url.path.rstrip('/')}/embeddings", json.dumps(body), headers)
                response = connection.getresponse()
                answer = response.read(MOST_BYTES + 1)
            except (OSError, HTTPException) as error:
                connection.close()
                fresh, self._kept = self._kept is None, None
                if fresh or not again:
                    raise EmbeddingsError(self._shown, f"cannot be reached: {error or type(error).__name__}") from error
                continue
            if len(answer) > MOST_BYTES:
                connection.close()
                self._kept = None
                raise EmbeddingsError(self._shown, f"answers with more than {MOST_BYTES} bytes")
            self._kept = connection
            return response.status, answer
        raise AssertionError  # one of the two passes returns or raises

    def _opened(self) -> HTTPConnection:
        kind = HTTPSConnection if self._url.scheme == "https" else HTTPConnection
        return kind(self._url.hostname or "", self._url.port, timeout=SECONDS)

    @property
    def _shown(self) -> str:
        return f"{self._url.hostname}{f':{self._url.port}' if self._url.port else ''}"


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else vector


def _said(answer: bytes) -> str:
    return " ".join(answer[:300].decode("utf-8", "replace").split())
