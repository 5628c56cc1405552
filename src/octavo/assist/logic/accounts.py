"""Where publishers give different numbers for the same thing, side by side with their words."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from octavo.assist.logic.figures import Number, agree, numbers
from octavo.assist.logic.passages import Passage, passages
from octavo.assist.types import Difference, Figure, Source
from octavo.insight.logic.words import base_language, content, rarity, stem, words

ALIKE = 0.34  # weighted share of words two sentences must have in common to speak of the same thing
FAR = 20.0  # two counts of one thing that differ by more than this factor count different things
_Held = tuple[Passage, Number]


def differing_figures(reports: Sequence[Source], most: int = 6) -> tuple[Difference, ...]:
    """Return things that different publishers count differently, most telling first; near-copies have one voice.

    Two figures are of one thing when their unit and the word they count agree and their sentences share most of what they tell.
    Rather silent than wrong: bare years, ages and unlike sentences are left out.
    """
    held: dict[tuple[str, str], list[_Held]] = defaultdict(list)
    for source in reports:
        if source.copy_of is not None:
            continue
        for passage in passages(source):
            for number in numbers(passage.text, passage.start, base_language(source.language)):
                key = _counted(number, base_language(source.language))
                if key:
                    held[number.unit, key].append((passage, number))
    found = [d for (_, key), items in held.items() for d in _differences(key, items)]
    return tuple(sorted(found, key=lambda d: -len({f.publisher for f in d.figures}))[:most])


def _counted(number: Number, language: str) -> str:
    counted = [stem(w, language) for w in words(number.counts)]
    if not counted:
        return ""
    if counted[-1] == "other":
        return ""  # "24 others": of whom is told elsewhere
    if counted[0] in {"year", "day", "hour", "minut", "month", "week", "year-old", "of"}:
        return ""
    return counted[-1] if len(counted) <= 2 else counted[0]


def _differences(what: str, items: list[_Held]) -> list[Difference]:
    groups: list[list[_Held]] = []
    for item in items:
        home = next((g for g in groups if any(_of_one_thing(item, other) for other in g)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return [d for d in (_difference(what, g) for g in groups) if d is not None]


def _of_one_thing(a: _Held, b: _Held) -> bool:
    if a[0].source.id == b[0].source.id:
        return False
    low, high = sorted((a[1].value, b[1].value))
    if low <= 0 or high / low > FAR:
        return False
    language = base_language(a[0].source.language)
    own = set(
        content(f"{a[1].text} {a[1].counts} {b[1].text} {b[1].counts}", language)
    )  # "million crowns" is said of anything
    mine, theirs = a[0].bag - own, b[0].bag - own
    weight = {t: rarity(t, language) for t in mine | theirs}
    shared = sum(weight[t] for t in mine & theirs)
    smaller = min(sum(weight[t] for t in mine), sum(weight[t] for t in theirs))
    return shared / max(1e-9, smaller) >= ALIKE


def _difference(what: str, group: list[_Held]) -> Difference | None:
    by_publisher: dict[str, _Held] = {}
    for passage, number in group:
        by_publisher.setdefault(passage.source.publisher or passage.source.id, (passage, number))
    told = list(by_publisher.values())
    if all(agree(a, b) for (_, a), (_, b) in combinations(told, 2)):
        return None
    return Difference(group[0][1].counts or what, tuple(_figure(passage, number) for passage, number in told))


def _figure(passage: Passage, number: Number) -> Figure:
    source = passage.source
    return Figure(
        source.id,
        source.publisher,
        source.published,
        number.value,
        number.text,
        number.start,
        number.end,
        passage.start,
        passage.end,
    )
