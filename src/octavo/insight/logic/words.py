"""Words of a text, their stems, and how much each tells: the ground of everything else in this room."""

import math
import re
from functools import cache, lru_cache

import snowballstemmer
import wordfreq

WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_CJK_RUN = re.compile(r"[぀-ヿ㐀-鿿]{2,}")
_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
UNKNOWN_ZIPF = 1.0  # below the rarest listed word: an unlisted word is a name or a coinage
DULL_ZIPF = 5.6  # about the 400 most frequent words of a language carry no subject


def words(text: str) -> list[str]:
    """Return the lower-cased words in order; runs of Chinese and Japanese become overlapping pairs of characters."""
    found = WORD.findall(text.lower().replace("’", "'"))
    if text.isascii() or not CJK.search(text):
        return found
    out: list[str] = []
    for word in found:
        run = _CJK_RUN.search(word)
        out.extend([word[i : i + 2] for i in range(len(word) - 1)] if run else [word])
    return out


def base_language(language: str | None) -> str:
    """Return the primary subtag in lower case; "en" where the language is unknown."""
    code = (language or "").lower().replace("_", "-").split("-")[0]
    return "en" if code in ("", "und") else code


@cache
def _frequencies(language: str) -> dict[str, float]:
    if language not in wordfreq.available_languages():
        return {}
    return wordfreq.get_frequency_dict(language)


@lru_cache(maxsize=200_000)
def zipf(word: str, language: str = "en") -> float:
    """Return log10 of a lower-case word's occurrences in a thousand million words: about 7.7 for "the", 1 when unlisted.

    A language without a list counts every word as middling (4).
    """
    table = _frequencies(language)
    if not table:
        return 4.0
    share = table.get(word) or table.get(word.removesuffix("'s"), 0.0)
    return math.log10(share * 1e9) if share else UNKNOWN_ZIPF


@lru_cache(maxsize=200_000)
def rarity(word: str, language: str = "en") -> float:
    """Return how much a word tells, 0..1: 0 for the commonest, 1 for an unlisted one."""
    return min(1.0, max(0.0, (7.5 - zipf(word, language)) / 6.5))


@cache
def _stemmer(language: str) -> object:
    name = _STEMMERS.get(language)
    return snowballstemmer.stemmer(name) if name else None


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """Return a lower-case word's stem (Snowball); the word itself where the language has no stemmer."""
    plain = word.removesuffix("'s").removesuffix("'")
    stemmer = _stemmer(language)
    if stemmer is None or not plain:
        return plain or word
    return str(stemmer.stemWord(plain))  # type: ignore[attr-defined]


@lru_cache(maxsize=200_000)
def is_dull(word: str, language: str = "en") -> bool:
    """Tell whether a lower-case word is too common to carry a subject."""
    return len(word) < 2 or zipf(word, language) >= DULL_ZIPF


def content(text: str, language: str = "en") -> list[str]:
    """Return the stems of the words that carry a subject, in order."""
    return [t for t in [telling(w, language) for w in words(text)] if t]


@lru_cache(maxsize=200_000)
def telling(word: str, language: str) -> str:
    """Return the stem of a lower-case word that carries a subject, "" for any other."""
    return "" if is_dull(word, language) else stem(word, language)
