"""Words for numbers and times. Every relative age is shown with its exact time beside it (in `<time datetime>`)."""

from datetime import UTC, datetime, timedelta

NEW_FOR = timedelta(hours=1)  # how long red ink says "New" or "Updated"


def plural(count: int, one: str, many: str = "") -> str:
    """Return "1 article", "1,204 articles"; `many` where adding an s is not enough."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago: "just now", "9 minutes ago", "2 hours ago", "yesterday, 21:40", "14 June", "14 June 2024"."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{plural(int(seconds // 60), 'minute')} ago"
    if seconds < 12 * 3600 or moment.astimezone(UTC).date() == now.astimezone(UTC).date():
        return f"{plural(int(seconds // 3600), 'hour')} ago"
    if moment.astimezone(UTC).date() == now.astimezone(UTC).date() - timedelta(days=1):
        return f"yesterday, {clock(moment)}"
    return day(moment, now)


def brief_age(moment: datetime, now: datetime) -> str:
    """Return the same in few letters: "9 min", "2 h", "yesterday", "14 June"."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{int(seconds // 60)} min"
    if seconds < 12 * 3600 or moment.astimezone(UTC).date() == now.astimezone(UTC).date():
        return f"{int(seconds // 3600)} h"
    return age(moment, now).partition(",")[0]


def day(moment: datetime, now: datetime) -> str:
    """Return "14 June", with its year when that is not the present one."""
    there = moment.astimezone(UTC)
    return f"{there.day} {there:%B}" + (f" {there.year}" if there.year != now.astimezone(UTC).year else "")


def clock(moment: datetime) -> str:
    """Return the time of day in UTC, "05:40"."""
    return f"{moment.astimezone(UTC):%H:%M}"


def exact(moment: datetime) -> str:
    """Return the whole time for people: "Tuesday 14 June 2025, 05:40 UTC"."""
    there = moment.astimezone(UTC)
    return f"{there:%A} {there.day} {there:%B %Y, %H:%M} UTC"


def shorten(text: str, letters: int) -> str:
    """Return `text` cut at a word's end to at most `letters` letters, with an ellipsis when something is missing."""
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[letters // 2 :] else cut
    return head.rstrip(" ,;:–—-") + "…"


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


def listed(names: list[str], most: int = 3) -> str:
    """Return "A", "A and B", "A, B and C", "A, B, C and 4 more"."""
    shown, rest = names[:most], len(names) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
