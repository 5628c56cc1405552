"""Numbers in a text: their value, their unit, and what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_WORDS = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "ein:eine:einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn "
    "neunzehn",
    "fr": "un:une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "un:una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_SCALE = {
    "en": {
        "hundred": 1e2,
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
        "m": 1e6,
        "bn": 1e9,
        "k": 1e3,
    },
    "de": {
        "hundert": 1e2,
        "tausend": 1e3,
        "million": 1e6,
        "millionen": 1e6,
        "milliarde": 1e9,
        "milliarden": 1e9,
        "mio": 1e6,
        "mrd": 1e9,
    },
    "fr": {"cents": 1e2, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9},
    "es": {"mil": 1e3, "millón": 1e6, "millones": 1e6, "mil millones": 1e9},
}
_PERCENT = r"\s?%| per ?cent\b| percent\b|\sProzent\b|\spour cent\b|\spor ciento\b"
# "1,204.5" in English; "1.204,5" or "1 204,5" elsewhere
_DIGITS = {
    "en": r"(?:(?<![\w.,])|(?<=\$US)|(?<=\$[AC]))(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)",
    "": r"(?<![\w.,])\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|(?<![\w.,])\d+(?:,\d+)?",
}


@cache
def _values(language: str) -> dict[str, int]:
    """Return the values of a language's number words; English ones where none are listed."""
    ones, tens = _WORDS.get(language, _WORDS["en"]), _TENS.get(language, _TENS["en"])
    found = {word: n for n, forms in enumerate(ones.split(), 1) for word in forms.split(":")}
    return found | {word: 10 * n for n, word in enumerate(tens.split(), 2)}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    small = "|".join(sorted(_values(language), key=len, reverse=True))
    scale = "|".join(sorted(_SCALE.get(language, _SCALE["en"]), key=len, reverse=True))
    digits = _DIGITS["en" if language == "en" else ""]
    return re.compile(
        rf"(?P<money>US\$|\$US|A\$|\$A|C\$|\$C|[$€£¥₹])?"
        rf"\s?(?P<digits>{digits})(?:[ -]?(?P<scale>{scale})\b)?(?P<percent>{_PERCENT})?(?![\w-]{{0,20}}\d)"
        rf"|\b(?P<word>(?:{small})(?:-(?:{small}))?)\b(?P<half>[ -]and[ -]a[ -]half\b)?"
        rf"(?:[ -](?P<wscale>{scale})\b)?(?P<wpercent>{_PERCENT})?",
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
_AFTER = re.compile(r"\s?-?((?:(?:(?:[A-Z]\.){2,}|[^\W\d_][\w'’\-]*)\s?){1,6})")
# What makes a place in a row of a number: "12th round", "20. Minute", "3e place", "3.ª plaza".
_ORDINAL = {
    "en": re.compile(r"(?:st|nd|rd|th)\b"),
    "de": re.compile(r"\.\s\w"),
    "fr": re.compile(r"(?:ers?|res?|es?|[èi]+mes?|nde?s?)\b"),
    "es": re.compile(r"\.?[ºª]|\.?(?:er|o|a)\b"),
}
_LEADING = frozenset("of more other the a an people's additional new different separate d de des".split())
STOPS = frozenset(
    "in on at by for from with to and or but who that which were was are is have has had been be after before when while as since during "
    "than into over near said where if because about between against among including under within without off outside inside below above "
    "along across around per it he she we they them him us its their his her our your my this these those some each every all "
    "would will can could may might must should not no "
    "et ou mais qui que dans sur à au aux en par pour avec sans plus est sont était ont a le la les un une du "
    "und oder aber im am auf bei mit von zu aus nach vor seit die der das den dem ein eine sind ist war waren hat haben wurden "
    "y o pero con sin por para desde hasta el los las del al son es fue han".split()
)
_RATES = re.compile(r"^ ?((?:a|an|per) (?:day|night|week|month|year|hour|head|person|tonne|kilo|mile|kilometre))\b")
_PLURAL = re.compile(
    r"(?:[^siu]s|children|people|men|women|police|staff|feet|teeth|mice|geese|sheep|cattle)$", re.IGNORECASE
)
_SHARE = re.compile(r" (?:of|de[sr]?|du|del) ")
_NO_PLURALS = frozenset("sports news arms goods sales savings systems rights".split())  # "two sports halls"
_VERBAL = re.compile(r"(?:ed|left|ran|went|came|took|fell|rose|lost|won|said|told)$")


MOST = 3  # words to the noun
ROUGH = 0.1  # share by which a rough figure may lie off the exact one
_ROUGHLY = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|more than|over|up to|less than|fewer than|under|close to"
    r"|rund|etwa|fast|knapp|gut|über|mehr als|weniger als|bis zu|environ|près de|plus de|moins de|quelque|presque|jusqu’à"
    r"|unos|unas|casi|cerca de|más de|menos de|hasta) (?:the )?[$€£]?$",
    re.IGNORECASE,
)
_CODE = re.compile(r"0\d")  # "0845 8 505", "0400 GMT", "2005/06": it counts nothing


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its value in plain units, its unit ("%", a currency sign, or ""), and the words it counts.

    `rough` tells that the words before it say so: "more than 540", "about 30".
    """

    value: float
    unit: str
    counts: str
    start: int
    end: int
    text: str
    rough: bool = False


def numbers(text: str, offset: int = 0, language: str = "en") -> Iterator[Number]:
    """Yield the numbers of a sentence that count something; dates, times, codes and ordinals are left out.

    `offset` is added to the addresses.
    """
    dates = [m.span() for m in _DATE.finditer(text)]
    for match in _pattern(language).finditer(text):
        if any(s < match.end() and match.start() < e for s, e in dates) or _CODE.match(match["digits"] or ""):
            continue
        if match["digits"] and language in _ORDINAL and _ORDINAL[language].match(text, match.end()):
            continue
        start = match.start() + (len(match.group()) - len(match.group().lstrip()))
        counts = _counted(text[match.end() :], language)
        unit = "%" if match["percent"] or match["wpercent"] else (match["money"] or "")
        if unit == "%" and not _SHARE.match(text[match.end() :]):
            counts = ""  # "2.5 per cent a year later" counts nothing; "12 per cent of voters" does
        value = _value(match, language)
        if match["word"] and (value == 1 or not (counts or match["wscale"])):
            continue  # "one of them", "two", "one evening": a pronoun or an article rather than a figure
        rough = bool(_ROUGHLY.search(text, max(0, start - 20), start))
        yield Number(value, unit, counts, start + offset, match.end() + offset, text[start : match.end()], rough)


def agree(a: Number, b: Number) -> bool:
    """Tell whether two figures of one thing may be one: the same, one rounded ("61 per cent", "61.3"), or one rough and near."""
    if a.value == b.value or round(a.value) == b.value or a.value == round(b.value):
        return True
    return (a.rough or b.rough) and abs(a.value - b.value) <= ROUGH * max(a.value, b.value)


def _value(match: re.Match[str], language: str) -> float:
    scale = _SCALE.get(language, _SCALE["en"])
    if match["digits"]:
        plain = (
            match["digits"].replace(",", "")
            if language == "en"
            else re.sub(r"[.\s]", "", match["digits"]).replace(",", ".")
        )
        return float(plain) * scale.get((match["scale"] or "").lower(), 1.0)
    values, word = _values(language), match["word"].lower()
    value = float(values[word] if word in values else sum(values[part] for part in word.split("-")))
    value += 0.5 * bool(match["half"])
    return value * scale.get((match["wscale"] or "").lower(), 1.0)


def _counted(after: str, language: str) -> str:
    """Return the words that the number counts: up to the noun, with "of …" and "a day" behind it."""
    match = _AFTER.match(after)
    kept: list[str] = []
    rest = match.group(1).split() if match else []
    while rest and len(kept) < MOST:
        word = rest.pop(0)
        bare = word.lower().strip("'’-")
        if bare in _LEADING and not kept:
            continue
        if bare in STOPS:
            break
        kept.append(word)
        if is_noun(word, language) or bare.startswith("year-old"):
            break
    else:
        rest = []
    while kept and len(kept) > 1 and language == "en" and _VERBAL.search(kept[-1]):
        kept.pop()
    found = " ".join(kept)
    if kept and language == "en" and is_noun(kept[-1], language):
        return found + _behind(after[after.find(found) + len(found) :], rest)
    return found


def is_noun(word: str, language: str) -> bool:
    """Tell whether the counted noun ends here: a plural in English, a capital in German, the first word in Romance languages."""
    if language == "de":
        return word[:1].isupper()
    return word.lower() not in _NO_PLURALS and bool(_PLURAL.search(word)) if language == "en" else True


def _behind(after: str, rest: list[str]) -> str:
    """Return what belongs to the noun: "a day", "old", "of fence"."""
    rate = _RATES.match(after)
    if rate:
        return f" {rate[1]}"
    if rest[:1] == ["old"]:
        return " old"
    if rest[:1] == ["of"] and len(rest) > 1 and rest[1].lower() not in STOPS | _LEADING:
        return f" of {rest[1]}"
    return ""
