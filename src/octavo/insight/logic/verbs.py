"""Verbs of French and Spanish by their forms: there is no tagger here, and a verb alone is no subject.

A form is a verb's when the language's word list knows the forms that only that verb would have beside it: "augmenter" beside
"augmenté", but no "hivé" beside "hiver". A form far commoner than its infinitive ("président", "présider") is a noun.
"""

from functools import lru_cache

from octavo.insight.logic.words import zipf

LISTED = 2.5  # from this Zipf frequency a form is in use
COMMONER = 0.8  # by so much more frequent than its infinitive, a form lives as a noun
# ending of the form → endings of what must be in use beside it; for a finite form the first of them is its infinitive
_INFINITIVES = {
    "fr": (("er", "é"), ("ir", "issent"), ("dre", "du"), ("ire", "isent"), ("ire", "ivent")),
    "es": (("ar", "ado"), ("er", "ido"), ("ir", "ido")),
}
_FINITE = {
    "fr": (("ent", "er"), ("issent", "ir"), ("aient", "er"), ("ait", "er"), ("eront", "er"), ("era", "er")),
    "es": (("an", "ar"), ("en", "er"), ("en", "ir"), ("ó", "ar"), ("ió", "er"), ("ió", "ir"), ("aron", "ar"), ("ieron", "er"),
           ("ieron", "ir"), ("aba", "ar"), ("aban", "ar"), ("ará", "ar"), ("arán", "ar")),
}  # fmt: skip


@lru_cache(maxsize=50_000)
def is_verb(word: str, language: str) -> bool:
    """Tell whether a lower-case word is a verb's form and nothing more usual; False in languages without a rule."""
    for end, other in _INFINITIVES.get(language, ()):
        if _beside(word, end, other, language) >= LISTED:
            return True
    return any(
        _beside(word, end, other, language) >= max(LISTED, zipf(word, language) - COMMONER)
        and is_verb(word.removesuffix(end) + other, language)
        for end, other in _FINITE.get(language, ())
    )


def _beside(word: str, end: str, other: str, language: str) -> float:
    stem = word.removesuffix(end)
    return zipf(stem + other, language) if stem != word and len(stem) > 2 else 0.0
