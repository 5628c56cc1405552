"""Words for numbers and times, in the language of the page and by the clock of its reader (`frame.zone`).

Every relative age is shown with its exact time beside it (in `<time datetime>`).
"""

from collections.abc import Sequence
from datetime import date as calendar_day
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import get_format
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext

NEW_FOR = timedelta(hours=1)  # how long red ink says "New" or "Updated"


def number(count: int) -> str:
    """Return "1,204", in German "1.204"."""
    return str(count) if -1000 < count < 1000 else f"{count:,}".replace(",", str(get_format("THOUSAND_SEPARATOR")))


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago: "just now", "9 minutes ago", "2 hours ago", "yesterday, 21:40", "14 June", "14 June 2024"."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return gettext("just now")
    if seconds < 3600:
        count = int(seconds // 60)
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", count) % {"num": count}
    if seconds < 12 * 3600 or _there(moment).date() == _there(now).date():
        count = int(seconds // 3600)
        return ngettext("%(num)s hour ago", "%(num)s hours ago", count) % {"num": count}
    if _there(moment).date() == _there(now).date() - timedelta(days=1):
        return gettext("yesterday, %(time)s") % {"time": clock(moment)}
    return day(moment, now)


def brief_age(moment: datetime, now: datetime) -> str:
    """Return the same in few letters: "9 min", "2 h", "yesterday", "14 June"."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return pgettext("age", "now")
    if seconds < 3600:
        return gettext("%(num)s min") % {"num": int(seconds // 60)}
    if seconds < 12 * 3600 or _there(moment).date() == _there(now).date():
        return gettext("%(num)s h") % {"num": int(seconds // 3600)}
    if _there(moment).date() == _there(now).date() - timedelta(days=1):
        return gettext("yesterday")
    return day(moment, now)


def day(moment: datetime, now: datetime) -> str:
    """Return "14 June", with its year when that is not the present one."""
    there = _there(moment)
    return date(there, year=there.year != _there(now).year)


def date(there: calendar_day, *, year: bool = True, weekday: bool = False) -> str:
    """Return the date of `there` in its own zone: "14 June 2025", without `year` "14 June", with `weekday` "Tuesday 14 June 2025"."""
    parts = {"day": _ordinal(there.day), "month": MONTHS[there.month], "year": there.year}
    if weekday:
        said = gettext("%(weekday)s %(day)s %(month)s %(year)s") if year else gettext("%(weekday)s %(day)s %(month)s")
        return said % (parts | {"weekday": WEEKDAYS[there.weekday()]})
    return (gettext("%(day)s %(month)s %(year)s") if year else gettext("%(day)s %(month)s")) % parts


def _ordinal(number_of_day: int) -> str:
    return "1er" if number_of_day == 1 and get_language() == "fr" else str(number_of_day)


def clock(moment: datetime) -> str:
    """Return the time of day, "05:40"."""
    return f"{_there(moment):%H:%M}"


def clock_of(moment: datetime) -> str:
    """Return the time of day with its zone, "05:40 UTC", "07:40 CEST", "11:25 UTC+0545"."""
    there = _there(moment)
    zone = there.tzname() or ""
    return f"{there:%H:%M} {zone if zone[:1].isalpha() else f'UTC{zone}'}"


def exact(moment: datetime) -> str:
    """Return the whole time for people: "Tuesday 14 June 2025, 05:40 UTC"."""
    return f"{date(_there(moment), weekday=True)}, {clock_of(moment)}"


def _there(moment: datetime) -> datetime:
    return moment.astimezone(timezone.get_current_timezone())


_SECTIONS = {
    "world": gettext_lazy("World"),
    "politics": gettext_lazy("Politics"),
    "business": gettext_lazy("Business"),
    "science": gettext_lazy("Science"),
    "health": gettext_lazy("Health"),
    "technology": gettext_lazy("Technology"),
    "culture": gettext_lazy("Culture"),
    "sport": gettext_lazy("Sport"),
}
_ALL = {  # not put together from the names: "Alles aus der Politik", "Toute la politique"
    "world": gettext_lazy("All world"),
    "politics": gettext_lazy("All politics"),
    "business": gettext_lazy("All business"),
    "science": gettext_lazy("All science"),
    "health": gettext_lazy("All health"),
    "technology": gettext_lazy("All technology"),
    "culture": gettext_lazy("All culture"),
    "sport": gettext_lazy("All sport"),
}


def section_name(section: str) -> str:
    """Return what a section is called; one that is not known keeps its own word."""
    return str(_SECTIONS.get(section) or section.capitalize())


def section_all(section: str) -> str:
    """Return the words of the link to the whole of a section."""
    return str(_ALL[section])


def upfirst(text: object) -> str:
    """Return `text` with a capital first letter, for what begins a line: "lundi 3 mars" → "Lundi 3 mars"."""
    words = str(text)
    return words[:1].upper() + words[1:]


def shorten(text: str, letters: int) -> str:
    """Return `text` cut at a word's end to at most `letters` letters, with an ellipsis when something is missing."""
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[letters // 2 :] else cut
    return head.rstrip(" .,;:–—-…") + "…"


def without(title: str, text: str) -> str:
    """Return `text` without the headline that some pages repeat as its first words; a text that is only the headline becomes ""."""
    bare = title.strip().rstrip(".")
    if not bare or not text.casefold().startswith(bare.casefold()):
        return text
    rest = text[len(bare) :]
    return rest.lstrip(" .:–—-\n") if not rest[:1].isalnum() else text


def minutes_to_read(word_count: int) -> int:
    """Return reading time in whole minutes, at least 1, at 230 words a minute (Brysbaert 2019: silent reading of English, 238)."""
    return max(1, round(word_count / 230))


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return "A", "A and B", "A, B and C", "A, B, C and 4 more"."""
    shown, rest = [str(name) for name in names[:most]], len(names) - most
    if rest > 0:
        return ngettext("%(first)s and %(num)s more", "%(first)s and %(num)s more", rest) % {
            "first": ", ".join(shown),
            "num": number(rest),
        }
    if len(shown) < 2:
        return "".join(shown)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(shown[:-1]), "last": shown[-1]}
