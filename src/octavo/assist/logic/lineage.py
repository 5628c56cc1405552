"""Who had the text first: near-copies under the one they were copied from, and who names whom as the source."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from octavo.assist.logic.passages import passages
from octavo.assist.types import Copies, Credit, Source

MOST = 8
Name = TypeVar("Name", int, str)
_SAYS = (
    r"(?:reported|reports|told|first reported|according to|citing|cited by|said in an interview with|wie|berichtet\w*|laut|meldet\w*"
    r"|selon|rapporte|d’après|d'après|según|informó|citado por)"
)


def roots_of(copies: Mapping[Name, Name | None]) -> dict[Name, Name]:
    """Return article → the first of its near-copies, for each that copies another; a copy of a copy belongs to the first."""
    found = {}
    for article, copied in copies.items():
        seen = {article}
        while copied is not None and copied not in seen:
            seen.add(copied)
            found[article], copied = copied, copies.get(copied)
    return found


def copies(reports: Sequence[Source]) -> tuple[Copies, ...]:
    """Return the groups of near-copies (`copy_of`), each in order of publication, the widest spread first."""
    known = {r.id: r for r in reports}
    roots = roots_of({r.id: r.copy_of for r in reports})
    groups: dict[str, set[str]] = {}
    for report in reports:
        if report.id in roots:
            groups.setdefault(roots[report.id], {roots[report.id]}).add(report.id)
    out = []
    for members in groups.values():
        held = [known[m] for m in members if m in known]
        if len(held) > 1:
            held.sort(key=lambda r: (r.published is None, r.published, r.id))
            out.append(Copies(tuple(r.id for r in held)))
    return tuple(sorted(out, key=lambda c: (-len(c.articles), c.articles)))


def credited(reports: Sequence[Source], publishers: Sequence[str]) -> tuple[Credit, ...]:
    """Return where one report names another of `publishers` as its source; each pair once, in the reports' order."""
    out: dict[tuple[str, str], Credit] = {}
    for report in reports:
        named = [name for name in publishers if name != report.publisher and _bare(name) in report.text]
        for passage in passages(report) if named else ():
            for name in named:
                key = (report.publisher or "", name)
                if key not in out and _credited(name, passage.text):
                    out[key] = Credit(report.id, report.publisher or "", name, passage.start, passage.end)
    return tuple(out.values())[:MOST]


def _bare(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


def _credited(name: str, sentence: str) -> bool:
    bare = re.escape(_bare(name))
    if not re.search(rf"(?<!\w){bare}(?!\w)", sentence):
        return False
    near = rf"{_SAYS}(?: \w+){{0,3}} (?:the |der |die |das |le |la |el |“|\")?{bare}(?!\w)|(?<!\w){bare}(?:,| \w+)? {_SAYS}(?!\w)"
    return bool(re.search(rf"{near}|\({bare}\)|^{bare}\s[–—-]", sentence, re.IGNORECASE))
