"""When it happened: sentences at their place in time, of one article or merged over a story's reports."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from octavo.assist.logic.dates import Dated, dates
from octavo.assist.logic.passages import Passage, leans, passages
from octavo.assist.types import Happening, Moment, Source

MOST, UNDATED = 12, 2
ENOUGH = 3  # dated sentences that stand alone; of fewer the others are shown too
SAME_SENTENCE = 0.5  # share of the shorter sentence's telling words from which two reports tell of one moment
CLOSE_DAYS = 1  # reports of one night give its two days
_TOLD = 3  # words beside its dates from which a sentence tells something
_DATELINE = re.compile(r"[^!?]{2,60}\([^()]{2,30}\) ?[-–—]+ ")
_EARLY_WORDS = 6  # a shorter undated sentence tells too little to stand alone
_FULL = {"day": 0, "weekend": 1, "week": 2, "month": 3, "year": 4, "about": 5}


def moments(source: Source, scores: dict[int, float] | None = None) -> tuple[Moment, ...]:
    """Return the dated sentences of one article in order of time, then the most telling without a date.

    `scores` are of sentences by their start (key sentences); without them the earliest count most. At most MOST dated and UNDATED
    others. Under 15 ms for an article of usual length.
    """
    dated, bare = [], []
    for passage in passages(source):
        if passage.text.endswith(":"):
            continue  # it announces what follows
        found = dates(passage.text, source.published, source.language, passage.start)
        if found:
            if _tells(passage, found):
                dated.append((passage, _first(passage, found)))
        elif len(passage.text.split()) >= _EARLY_WORDS and passage.text[-1:] in '.!”"»' and passage.text[:1].isupper():
            bare.append(passage)
    whole = [x for x in dated if not leans(x[0].text)]
    if len(whole) >= ENOUGH:  # "It had stood for a year on Friday" says little without the sentence before it
        dated = whole
    ranked = sorted(dated, key=lambda x: _worth(x[0], scores), reverse=True)[:MOST]
    shown = sorted((_moment(p, d) for p, d in ranked), key=in_time)
    rest = sorted(bare, key=lambda p: _worth(p, scores), reverse=True)[:UNDATED]
    return (*shown, *(_moment(p, None) for p in sorted(rest, key=lambda p: p.start)))


def _tells(passage: Passage, found: Sequence[Dated]) -> bool:
    """Tell whether a sentence is more than its dates: "3 May 2012." is not."""
    return len(passage.text.split()) - sum(len(d.text.split()) for d in found) >= _TOLD


def _first(passage: Passage, found: Sequence[Dated]) -> Dated:
    """Return the date that is told first; the one before the text's first words ("OSTROW, 17 June (Wire) - ") only where no other is."""
    line = _DATELINE.match(passage.text)
    begin = passage.start + (line.end() if line else 0)
    return next((d for d in found if d.start >= begin), found[0])


def _worth(passage: Passage, scores: dict[int, float] | None) -> float:
    return (scores or {}).get(passage.start, 0.0) + 1 / (2 + passage.index)


def _moment(passage: Passage, dated: Dated | None) -> Moment:
    if dated is None:
        return Moment(passage.source.id, "", None, None, "", -1, -1, passage.start, passage.end)
    return Moment(
        passage.source.id,
        dated.text,
        dated.first,
        dated.last,
        dated.grain,
        dated.start,
        dated.end,
        passage.start,
        passage.end,
    )


def in_time(moment: Moment) -> tuple[date, int, int]:
    """Return the key that orders moments: the first day, longer whiles before their days, then the text's order."""
    return moment.first or date.max, -_FULL.get(moment.grain, 0), moment.start


def merged(
    told: Sequence[tuple[Source, Sequence[Moment]]], most: int = MOST + 2, undated: int = UNDATED
) -> tuple[Happening, ...]:
    """Return the moments of several reports in order of time, each once, told by all who tell it.

    Two are one when their dates meet and their sentences share most of their telling words. What more publishers tell is kept
    first; near-copies (`copy_of`) have no voice. An undated sentence stands only where two publishers have it and none dates it.
    """
    groups: list[list[tuple[Passage, Moment]]] = []
    for source, found in sorted(told, key=lambda x: (x[0].published is None, x[0].published, x[0].id)):
        if source.copy_of is not None:
            continue
        for moment in found:
            one = (Passage(source, moment.start, moment.end, 0), moment)
            home = next((g for g in groups if any(_same(one, other) for other in g)), None)
            if home is None:
                groups.append([one])
            else:
                home.append(one)
    dated = [g for g in groups if any(m.first for _, m in g)]
    bare = [g for g in groups if not any(m.first for _, m in g) and _voices(g) > 1]
    chosen = sorted(dated, key=lambda g: (-_voices(g), groups.index(g)))[:most]
    return (
        *sorted((_happening(g) for g in chosen), key=lambda h: in_time(h.moment)),
        *(_happening(g) for g in sorted(bare, key=lambda g: -_voices(g))[:undated]),
    )


def _voices(group: Sequence[tuple[Passage, Moment]]) -> int:
    return len({p.source.publisher or p.source.id for p, _ in group})


def _same(a: tuple[Passage, Moment], b: tuple[Passage, Moment]) -> bool:
    if not _meet(a[1], b[1]):
        return False
    smaller = min(len(a[0].bag), len(b[0].bag))
    return len(a[0].bag & b[0].bag) >= SAME_SENTENCE * max(2, smaller)


def _meet(a: Moment, b: Moment) -> bool:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return True  # what one leaves undated another may date
    slack = timedelta(days=CLOSE_DAYS)
    return a.first <= b.last + slack and b.first <= a.last + slack


def _happening(group: Sequence[tuple[Passage, Moment]]) -> Happening:
    exact = min(group, key=lambda x: (x[1].first is None, _FULL.get(x[1].grain, 9)))
    first: dict[str, Moment] = {}
    for passage, moment in group:
        first.setdefault(passage.source.publisher or passage.source.id, moment)
    return Happening(exact[1], tuple(first.values()))
