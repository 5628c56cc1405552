"""What a text's own words for a day mean beside the day it was published: "Earlier on Saturday", "am Montag", "il y a trois jours"."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from octavo.assist.logic.tongues import TONGUES, Tongue
from octavo.insight.logic.words import base_language

_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b")
_OPENING = 12  # a date this near the sentence's beginning dates what follows
_LONG_AGO = {"decade": 10}
_Span = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that name a day or a longer while: `text` as written at [start, end), first and last day, and the grain.

    `grain` is day, weekend, week, month, year or about (counted back in months or years); `first` is None when the words cannot
    be resolved because the publication date is unknown.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    grain: str


@dataclass(frozen=True, slots=True)
class _Beside:
    """What words are resolved against: the day of publication, and whether the sentence tells of what is to come."""

    day: date | None
    ahead: bool = False


_Meaning = Callable[[re.Match[str], _Beside], _Span | None]


def dates(text: str, published: datetime | None, language: str = "en", offset: int = 0) -> list[Dated]:
    """Return the dates that a sentence names, in order and without overlap; the date of a mere "said on Monday" comes last.

    Weekdays without more are the nearest at or before publication, and after it where the sentence tells of what is to come. The
    day of publication is that of `published`'s own zone. A language without words here gives only numeric and ISO dates.
    """
    found = _dates(text, published.date() if published else None, base_language(language))
    return [Dated(d.text, d.start + offset, d.end + offset, d.first, d.last, d.grain) for d in found]


@lru_cache(maxsize=512)  # facts and timeline ask for the same sentences
def _dates(text: str, day: date | None, language: str) -> tuple[Dated, ...]:
    tongue = TONGUES.get(language)
    found = [*_numeric(text, language)]
    if tongue and _hint(language).search(text):
        for pattern, meaning in _patterns(language):
            for match in pattern.finditer(text):
                if _free(match, found):
                    found += _dated(match, meaning, _Beside(day, _ahead(match, tongue)))
    found.sort(key=lambda d: (bool(tongue and _of_saying(text[: d.start], tongue)), d.start))
    return tuple(found)


def _free(match: re.Match[str], found: list[Dated]) -> bool:
    return bool(match.group().strip()) and all(match.end() <= d.start or match.start() >= d.end for d in found)


def _of_saying(before: str, tongue: Tongue) -> bool:
    return bool(re.search(rf"{tongue.saying}(?: \w+){{0,3}} $", before))


def _ahead(match: re.Match[str], tongue: Tongue) -> bool:
    """Tell whether the sentence puts this date in time to come: "will reopen on Friday", "On Friday the court will hear"."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _of_saying(before, tongue) or re.match(tongue.since, match.group()):
        return False
    if re.search(tongue.ahead, f"{before[-60:]}{match.group()}"):
        return True
    coming = re.search(tongue.ahead, after)
    return bool(coming and len(before) < _OPENING and not re.search(tongue.saying, after[: coming.start()]))


def _dated(match: re.Match[str], meaning: _Meaning, beside: _Beside) -> Iterator[Dated]:
    words = match.group()
    start = match.start() + len(words) - len(words.lstrip())
    try:
        span = meaning(match, beside)
    except (ValueError, OverflowError):  # 31 June, the year 0
        return
    first, last, grain = span or (None, None, "day")
    if span or beside.day is None:
        yield Dated(words.strip(), start, start + len(words.strip()), first, last, grain)


def _numeric(text: str, language: str) -> Iterator[Dated]:
    for match in _ISO.finditer(text):
        yield from _dated(match, lambda m, _b: _one(date(int(m[1]), int(m[2]), int(m[3]))), _Beside(None))
    for match in _NUMERIC.finditer(text):
        if language != "en" or int(match[1]) > 12:  # 04/05/2025 is two days; which, depends on who writes
            yield from _dated(match, lambda m, _b: _one(date(int(m[3]), int(m[2]), int(m[1]))), _Beside(None))


def _one(day: date) -> _Span:
    return day, day, "day"


@cache
def _hint(language: str) -> re.Pattern[str]:
    tongue = TONGUES[language]
    named = "|".join(_spellings(word) for word in f"{tongue.months} {tongue.days}".split())
    return re.compile(rf"(?:19|20)\d\d|{named}|{tongue.hint}", re.IGNORECASE)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], _Meaning], ...]:
    """Return the patterns of one language with their meanings; what is more exact comes first and keeps its ground."""
    tongue = TONGUES[language]
    month = "|".join(rf"(?P<m{i}_{{n}}>{_spellings(m)})" for i, m in enumerate(tongue.months.split(), 1))
    days = "|".join(_spellings(d) for d in tongue.days.split())
    out: list[tuple[str, _Meaning]] = []
    for pattern in tongue.day_of_month:
        text = (
            pattern.replace("{month}", _named(month, 0))
            .replace("{days}", f"(?:{days})")
            .replace("{{", "{")
            .replace("}}", "}")
        )
        out.append((rf"\b{text}", _day_of_month))
    out.append((_with_months(tongue.month_alone, month), _month_alone(tongue)))
    out += [(pattern, _shifted(shift)) for pattern, shift in tongue.shifts]
    out += [(pattern, _spanned(unit, shift)) for pattern, unit, shift in tongue.spans]
    numbers = "|".join(_spellings(n) for n in f"{tongue.numbers} {tongue.numbers.title()}".split())
    units = "|".join(pattern for pattern, _ in tongue.units)
    out.append((tongue.ago.replace("{number}", rf"\d{{1,3}}|{numbers}").replace("{unit}", units), _ago(tongue)))
    named = "|".join(f"(?P<w{i}>{_spellings(d)})" for i, d in enumerate(tongue.days.split()))
    out.append((tongue.weekday.replace("{day}", named), _weekday(tongue)))
    out.append((tongue.year_alone, _year_alone))
    return tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), meaning) for pattern, meaning in out)


def _spellings(word: str) -> str:
    return "|".join(re.escape(part) for part in word.split("/"))


def _named(month: str, n: int) -> str:
    return month.replace("{n}", str(n))


def _with_months(pattern: str, month: str) -> str:
    parts = pattern.split("{month}")
    return "".join(part + (_named(month, i) if i < len(parts) - 1 else "") for i, part in enumerate(parts))


def _month_of(match: re.Match[str]) -> int:
    return next(
        int(name[1:].split("_")[0]) for name, value in match.groupdict().items() if value and re.match(r"m\d", name)
    )


def _year_of(match: re.Match[str]) -> int | None:
    found = [value for name, value in match.groupdict().items() if name in ("y", "y2") and value]
    return int(found[0]) if found else None


def _day_of_month(match: re.Match[str], beside: _Beside) -> _Span | None:
    day = beside.day
    number = int(re.sub(r"\D", "", match["d"]))
    year = _year_of(match)
    if year:
        return _one(date(year, _month_of(match), number))
    return _one(_nearest_year(day, lambda y: date(y, _month_of(match), number), ahead=beside.ahead)) if day else None


def _nearest_year(day: date, made: Callable[[int], date], *, ahead: bool) -> date:
    """Return the date in the year that lies nearest; news looks at most ten weeks ahead unless it says so."""
    near = made(day.year)
    if ahead:
        return made(day.year + 1) if day - near > timedelta(days=45) else near
    return made(day.year - 1) if near - day > timedelta(days=70) else near


def _month_alone(tongue: Tongue) -> _Meaning:
    def meaning(match: re.Match[str], beside: _Beside) -> _Span | None:
        day = beside.day
        month, year = _month_of(match), _year_of(match)
        if year is None:
            if day is None:
                return None
            if re.search(tongue.last_weekday, match.group()):
                year = day.year if month < day.month else day.year - 1
            elif re.search(tongue.next_weekday, match.group()):
                year = day.year if month > day.month else day.year + 1
            else:
                year = _nearest_year(day, lambda y: date(y, month, 1), ahead=beside.ahead).year
        return _whole_month(year, month)

    return meaning


def _whole_month(year: int, month: int) -> _Span:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _year_alone(match: re.Match[str], _beside: _Beside) -> _Span | None:
    year = int(match["y"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _shifted(shift: int) -> _Meaning:
    return lambda _match, beside: _one(beside.day + timedelta(days=shift)) if beside.day else None


def _spanned(unit: str, shift: int) -> _Meaning:
    def meaning(_match: re.Match[str], beside: _Beside) -> _Span | None:
        day = beside.day
        if day is None:
            return None
        monday = day - timedelta(days=day.weekday())
        if unit == "week":
            first = monday + timedelta(weeks=shift)
            return first, first + timedelta(days=6), "week"
        if unit == "weekend":
            saturday = monday + timedelta(days=5, weeks=shift if day.weekday() < 5 else 0)
            return saturday, saturday + timedelta(days=1), "weekend"
        if unit == "year":
            return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31), "year"
        months = day.year * 12 + day.month - 1 + shift
        return _whole_month(months // 12, months % 12 + 1)

    return meaning


def _ago(tongue: Tongue) -> _Meaning:
    values = {word: i for i, group in enumerate(tongue.numbers.split(), 1) for word in group.split("/")}

    def meaning(match: re.Match[str], beside: _Beside) -> _Span | None:
        day = beside.day
        if day is None:
            return None
        count = values.get(match["n"].lower()) or int(match["n"])
        unit = next(name for pattern, name in tongue.units if re.fullmatch(pattern, match["u"]))
        if unit == "day":
            return _one(day - timedelta(days=count))
        if unit == "week":
            monday = day - timedelta(days=day.weekday()) - timedelta(weeks=count)
            return monday, monday + timedelta(days=6), "week"
        if unit == "month":
            months = day.year * 12 + day.month - 1 - count
            return _whole_month(months // 12, months % 12 + 1)
        year = day.year - count * _LONG_AGO.get(unit, 1)
        return date(year, 1, 1), date(year, 12, 31), "about"

    return meaning


def _weekday(tongue: Tongue) -> _Meaning:
    def meaning(match: re.Match[str], beside: _Beside) -> _Span | None:
        day = beside.day
        if day is None or re.search(tongue.not_weekday, match.string[: match.start()]):
            return None
        wanted = next(int(name[1:]) for name, value in match.groupdict().items() if value and name.startswith("w"))
        back = (day.weekday() - wanted) % 7
        if re.search(tongue.next_weekday, match.group()):
            return _one(day + timedelta(days=7 - back))
        if re.search(tongue.last_weekday, match.group()):
            return _one(day - timedelta(days=back or 7))
        if beside.ahead and back:
            return _one(day + timedelta(days=7 - back))
        return _one(day - timedelta(days=back))

    return meaning
