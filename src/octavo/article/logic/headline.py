"""Which of the titles that a page bears is its headline, and where the site's name in it begins."""

import re
from collections.abc import Sequence

from octavo.kit.text import plain_key

_SEPARATOR = re.compile(r"\s+(?:[|·•»«–—:-]|::)\s+|\s*[|ㅣ｜]\s*")
# a section glued behind a title in scripts that join no words by hyphens ("…했다-정치")
_GLUED = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])-[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,6}$")
_EDGES = " |ㅣ｜·•»«–—-:"
_LONG = 15  # characters from which on a heading inside a title is no accident


def headline(
    heads: Sequence[str], named: str | None, shared: str | None, document: str | None, *, houses: Sequence[str]
) -> str | None:
    """Return the headline; None where the page has none.

    `heads` are its first headings, `named` is what JSON-LD states, `shared` what OpenGraph does, `document` its title
    element, `houses` are the names of the site. A kicker in front stays where JSON-LD and OpenGraph agree that it belongs
    to the title, and goes where only one of them has it; else the page's own heading wins over a longer statement that
    holds it, and over one that breaks off in it.
    """
    stated = named or shared
    if not stated:
        return _unstated(heads, document, houses)
    if named and shared and _is_kicked(named, shared):
        return without_site(shared, houses)
    key = plain_key(stated)
    agreed = named is not None and shared is not None and key == plain_key(shared)
    for head in heads:
        held = plain_key(head)
        if len(head) >= _LONG and held in key and not (agreed and key.endswith(held)):
            return head
        if not agreed and len(key) >= 2 * _LONG and held.startswith(key) and _breaks_off(stated, shared, head):
            return head
    return stated if named else without_site(stated, houses)


def _breaks_off(stated: str, shared: str | None, head: str) -> bool:
    """Say whether `stated` is cut short: by its dots, or since the page and OpenGraph have the same more to say."""
    return stated.endswith(("…", "...")) or plain_key(shared or "") == plain_key(head)


def _is_kicked(longer: str, shorter: str) -> bool:
    """Say whether `longer` is `shorter` with a kicker in front ("Flood: The dam has held")."""
    before = longer[: -len(shorter)].rstrip()
    return len(shorter) >= 2 * _LONG and longer.endswith(shorter) and bool(before) and not before[-1].isalnum()


def _unstated(heads: Sequence[str], document: str | None, houses: Sequence[str]) -> str | None:
    """Return the longest heading that the document's title holds and that is not the site's name; else that title."""
    key = plain_key(document or "")
    own = [head for head in heads if not _is_house(head, houses)]
    inside = [
        head for head in own if (held := plain_key(head)) and held in key and (held == key or not key.endswith(held))
    ]
    behind = [head for head in heads if (held := plain_key(head)) and key.endswith(held) and held != key]
    longest = max(behind, key=len, default="")
    if longest and not _is_house(longest, houses) and len(plain_key(longest)) * 2 > len(key):
        return longest
    if inside:
        return max(inside, key=len)
    if document and (behind or (heads and not own)):
        return without_site(document, [*houses, *behind])
    if own:
        return own[0]
    return without_site(document, houses) if document else heads[0] if heads else None


def _is_house(text: str, houses: Sequence[str]) -> bool:
    """Say whether `text` is a name of the site, in one word or many, with or without its domain."""
    key = plain_key(text).replace(" ", "")
    return bool(key) and any(key in (name, name.removesuffix("com")) for name in _solid(houses))


def _solid(houses: Sequence[str]) -> list[str]:
    return [solid for house in houses if (solid := plain_key(house).replace(" ", ""))]


def _same_house(key: str, name: str) -> bool:
    """Say whether a part of a title names the house: "Metro News" for "Metro"; but not a long part that bears its name."""
    return key in name or (name in key and len(name) >= 0.3 * len(key))


def without_site(title: str, houses: Sequence[str]) -> str:
    """Drop the site's name behind the title ("A flood | The Herald") with what follows it, or in front of it.

    A last part behind a bar goes too when it is short, and so does a trail of several: sites name their sections there.
    """
    cuts = list(_SEPARATOR.finditer(title))
    names = _solid(houses)
    for at, cut in enumerate(cuts):
        part = title[cut.end() : cuts[at + 1].start() if at + 1 < len(cuts) else len(title)]
        key = plain_key(part).replace(" ", "")
        if len(key) > 1 and any(_same_house(key, name) for name in names):
            return _GLUED.sub("", title[: cut.start()].rstrip(_EDGES)) or title
    if cuts and _is_house(title[: cuts[0].start()], houses):
        return title[cuts[0].end() :].strip(_EDGES) or title
    bars = [cut for cut in cuts if cut.group().strip() in "|ㅣ｜"]
    if bars and bars[0].start() >= 25 and (len(bars) > 1 or len(title) - bars[0].end() <= 30):
        return title[: bars[0].start()]
    return title
