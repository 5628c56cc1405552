"""What finding reads from the tables: which articles may hold the answer to a question."""

from collections.abc import Sequence

import numpy as np

from octavo.find.actions import search_engine
from octavo.find.port import Query
from octavo.insight.logic.words import is_dull, rarity, words
from octavo.insight.models import Understanding
from octavo.insight.port import Embedder
from octavo.kit import seam

LOOKS, ENOUGH, TAKEN = 5, 24, 8  # searches at most; candidates that end them; articles that are asked
RANKED = 60  # constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009)


def candidates(question: str, language: str = "en") -> list[int]:
    """Return ids of the articles that may hold the answer, likeliest first: by words, then by meaning, the two ranks fused.

    At most six searches and one query. Words that tell most are asked for together, then fewer of them.
    """
    found: dict[int, int] = {}
    for asked in _narrowing(question, language)[:LOOKS]:
        hits, _ = search_engine().find(Query(words=asked), limit=ENOUGH)
        for hit in hits:
            found.setdefault(hit.article_id, len(found))
        if len(found) >= ENOUGH:
            break
    near = _by_meaning(question, list(found))
    return sorted(found, key=lambda pk: -1 / (RANKED + found[pk]) - 1 / (RANKED + near.get(pk, len(found))))[:TAKEN]


def _narrowing(question: str, language: str) -> list[str]:
    """Return searches from all telling words to the two that tell most, then each of these alone."""
    telling = [w for w in dict.fromkeys(words(question)) if not is_dull(w, language) and w.isalnum()]
    telling.sort(key=lambda w: -rarity(w, language))
    counts = [n for n in (len(telling), 4, 3, 2) if 0 < n <= len(telling)]
    return list(
        dict.fromkeys([" ".join(f'"{w}"' for w in telling[:n]) for n in counts] + [f'"{w}"' for w in telling[:2]])
    )


def _by_meaning(question: str, ids: Sequence[int]) -> dict[int, int]:
    """Return id → rank by the cosine of question and article."""
    embedder: Embedder = seam.engine("insight.embedder")
    asked = embedder.embed([question])[0]
    rows = Understanding.objects.filter(article_id__in=ids, model=embedder.name).values_list("article_id", "vector")
    likeness = {pk: float(np.frombuffer(bytes(vector), np.float16).astype(np.float32) @ asked) for pk, vector in rows}
    return {pk: rank for rank, pk in enumerate(sorted(likeness, key=lambda pk: -likeness[pk]))}
