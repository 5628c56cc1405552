"""Did a translation lose or invent what can be counted? Numbers and names must survive; the rest is the engine's word.

No check across two languages can tell a good sentence from a bad one without a model. What it can tell: a number that is gone or new, a
name that is gone, a line left out, left as it was, far too long or short, or in another language.
"""

import re
from collections import Counter
from collections.abc import Sequence

from octavo.insight.logic.hidden import speaks_to_machines
from octavo.insight.logic.language import detect
from octavo.insight.logic.words import base_language, zipf

SHORT, LONG = 0.35, 3.2  # letters of a translation for one of the text
SHORT_UNSPACED = 0.12  # Chinese, Japanese and Korean need far fewer
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})
_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_NAME = re.compile(r"(?<![.!?…]\s)(?<!^)(?<![“\"«„])\b[A-ZÀ-ÖØ-Þ][\w’'\-]{2,}")
_LINE = re.compile(r"^\s*\[(\d{1,4})\]\s*(.*)$")
_RARE = (
    3.0  # Zipf frequency from which a capitalised word may be a common one, or a place that has its own name elsewhere
)
_LATIN = frozenset("de en es fr it nl pl pt sv tr da fi no cs ro hu id".split())
_LETTERS_TO_TELL = 30


def numbered_lines(lines: Sequence[str], wanted: int) -> tuple[str, ...] | None:
    """Return the translations by their numbers; None unless each of 1..wanted stands there once."""
    found: dict[int, str] = {}
    for line in lines:
        match = _LINE.match(line)
        if match:
            number = int(match[1])
            if number in found:
                return None
            found[number] = match[2].strip()
        elif found:
            last = max(found)
            found[last] = f"{found[last]} {line}".strip()
    if set(found) != set(range(1, wanted + 1)) or not all(found.values()):
        return None
    return tuple(found[n] for n in range(1, wanted + 1))


def lost(line: str, made: str, source: str, target: str, persons: Sequence[str] = ()) -> str:
    """Return what a translated line lost or added, in words; "" when numbers and names survived. `persons` are names to find, if known."""
    if not made.strip():
        return "It is empty."
    if speaks_to_machines(made):
        return "It speaks to machines."
    shortest = SHORT_UNSPACED if base_language(target) in _UNSPACED else SHORT
    if len(line) > _LETTERS_TO_TELL and not shortest <= len(made) / len(line) <= LONG:
        return "It is far too short or too long."
    one, other = numbers_in(line), numbers_in(made)
    for number in one - other:
        return f"The number {number} did not survive."
    for number in other - one:
        return f"The number {number} does not stand in the text."
    if base_language(source) in _LATIN and base_language(target) in _LATIN:
        for name in (*names_in(line, base_language(source)), *_last_names(line, persons)):
            if name.casefold()[:4] not in made.casefold():
                return f"The name {name} did not survive."
    return ""


def in_language(lines: Sequence[str], target: str) -> bool:
    """Say whether the lines together are in the language that was asked for; too few letters to tell count as yes."""
    text = " ".join(lines)
    if sum(c.isalpha() for c in text) < _LETTERS_TO_TELL:
        return True
    code, _ = detect(text)
    return code in (base_language(target), "und")


def numbers_in(text: str) -> Counter[str]:
    """Return the numbers of a text as digits alone, so that 1,250.5 and 1.250,5 are one. A lone digit may become a word."""
    found = (re.sub(r"\D", "", match) for match in _NUMBER.findall(text))
    return Counter(digits for digits in found if len(digits) > 1)


def names_in(text: str, language: str) -> list[str]:
    """Return capitalised words that no dictionary has: names that are written alike in another language of Latin script."""
    if language == "de":
        return []  # every noun has a capital there, and a compound stands in no list
    found = dict.fromkeys(_NAME.findall(text))
    return [n.removesuffix("’s").removesuffix("'s") for n in found if zipf(n.lower(), language) < _RARE]


def _last_names(line: str, persons: Sequence[str]) -> list[str]:
    found = (person.split()[-1] for person in persons if person.split())
    return [name for name in found if len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)]
