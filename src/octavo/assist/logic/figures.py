"""Numbers in a text: their value, their unit, and what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
_SMALL = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = re.compile(
    rf"(?P<money>US\$|A\$|C\$|[$€£¥₹])?\s?(?P<digits>(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
    rf"|(?<![\w.,])\d+(?:\.\d+)?)"
    rf"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|m|k)\b)?(?P<percent>\s?%"
    rf"| per ?cent\b| percent\b)?(?![\w-]*\d)"
    rf"|\b(?P<word>(?:(?:{_SMALL})(?:-(?:{_SMALL}))?))\b(?:[ -](?P<wscale>hundred|thousand|million"
    rf"|billion|trillion)\b)?(?P<wpercent> per ?cent\b| percent\b)?",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DATE = re.compile(
    rf"\b{_MONTHS}\.? \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}} {_MONTHS}(?: \d{{4}})?\b|\b(?:in|since|by"
    rf"|of|until|from) (?:19|20)\d\d\b|\b\d{{1,2}}[:.]\d{{2}}\b ?(?:[ap]\.?m\.?)?"
    rf"|\b\d{{1,2}} ?[ap]\.?m\.?\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s?-?((?:[^\W\d_][\w'’\-]*\s?){1,4})")
_LEADING = frozenset("of more other the a an people's additional new different separate".split())
_STOPS = frozenset(
    "in on at by for from with to and or but who that which were was are is have has had been after "
    "before when while as since during "
    "than into over near said where if because about between against among including under within it he she they we will would".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its value in plain units, its unit ("%", a currency sign, or ""), and the words it counts."""

    value: float
    unit: str
    counts: str
    start: int
    end: int
    text: str


def numbers(text: str, offset: int = 0) -> Iterator[Number]:
    """Yield the numbers of a sentence that count something; dates and times are left out. `offset` is added to the addresses."""
    dates = [m.span() for m in _DATE.finditer(text)]
    for match in NUMBER.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in dates):
            continue
        start = match.start() + (len(match.group()) - len(match.group().lstrip()))
        counts = _counted(text[match.end() :])
        unit = "%" if match["percent"] or match["wpercent"] else (match["money"] or "")
        if match["word"] and not counts:
            continue  # "one of them", "two": a pronoun rather than a figure
        yield Number(_value(match), unit, counts, start + offset, match.end() + offset, text[start : match.end()])


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(match["digits"].replace(",", "")) * _SCALE.get((match["scale"] or "").lower(), 1.0)
    value = float(sum(_WORDS[part] for part in match["word"].lower().split("-")))
    return value * _SCALE.get((match["wscale"] or "").lower(), 1.0)


def _counted(after: str) -> str:
    match = _AFTER.match(after)
    kept: list[str] = []
    for word in match.group(1).split() if match else []:
        bare = word.lower().strip("'’-")
        if bare in _STOPS:
            break
        if bare in _LEADING and not kept:
            continue
        kept.append(word)
        if len(kept) == 3:
            break
    return " ".join(kept)
