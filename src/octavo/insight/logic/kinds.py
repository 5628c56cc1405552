"""What kind of thing a name is: by what it is made of, by the words around it, and by lists of places and given names."""

import re
from collections import Counter

from octavo.insight.logic.capitals import ORGANISATION, TITLES
from octavo.insight.logic.forms import Name
from octavo.insight.logic.gazetteer import given_names, places

_PLACE = frozenset(
    "river lake island islands mountain mount mountains county province street avenue road airport beach bay valley park city district "
    "lane quay pier wharf "
    "region sea ocean gulf strait desert village town peninsula north south east west square bridge harbor harbour port coast".split()
)
_EVENT = frozenset(
    "war cup games olympics festival election elections summit championship championships open tournament hurricane typhoon storm "
    "conference awards oscars grammys day week prix revolution uprising coupe jeux guerre élection sommet festival super bowl derby".split()
)
_SPEECH = re.compile(
    r"^(?:['’]s (?:wife|husband|son|daughter|mother|father|lawyer|death|family))?,? (?:had |has )?"
    r"(?:said|says|told|tells|added|tweeted|wrote|writes|asked"
    r"|argued|warned|denied|posted|spoke|urged|vowed|thanked|praised|explained|insisted|recalled|replied"
    r"|called(?! (?:for|on|off))|phoned|joked|apologi[sz]ed|pleaded|married|smiled"
    r"|resigned|died|was born|who|himself"
    r"|herself|met|a déclaré|a affirmé|a dit|dit|estime|explique|sagte|sagt|erklärte|betonte|dijo|afirmó|declaró|explicó)\b"
)
_SAID_BEFORE = re.compile(
    r"(?:\b(?:said|says|told|tells|asked|adds|added|met|called|thanked)|[”\"»],? sagte|sagte|déclare|explique|dijo) $"
)
_AGED = re.compile(r"^, \d{2}\b")
_IN_PLACE = re.compile(r"\b(?:in|near|at|from|across|outside|à|au|en|aux|dans|nach|in)\s+$", re.IGNORECASE)
_SHIP = re.compile(
    r"\b(?:ferry|ship|vessel|tanker|trawler|yacht|liner|frigate|freighter|Fähre|Schiff|navire|buque) (?:[A-Z]\w+ )?$"
)
_ARTICLES = frozenset({"of"})  # "the president of Porto Alegre" names a place
_NEAR = 24


def kind_of(name: Name, text: str) -> str:
    """Return person, organisation, place, event or topic."""
    tokens = [t.lower().strip(".") for t in name.label.split()]
    if not tokens:
        return "topic"
    if name.label.lower() in places() and not _is_titled(name, text):
        return "place"
    if name.dateline and not _speaks(name, text):
        return "place"
    if len(tokens) == 1 and tokens[0] in ORGANISATION:
        return "organisation"
    if any(t in _EVENT for t in tokens[-2:]) and len(tokens) > 1:
        return "event"
    if tokens[-1] in ORGANISATION or tokens[0] in {
        "university",
        "ministry",
        "bank",
        "department",
        "house",
        "association",
        "parti",
        "ministère",
    }:
        return "organisation"
    if len(tokens) > 1 and (
        tokens[-1] in _PLACE or tokens[0] in {"mount", "lake", "cape", "fort", "saint", "north", "south", "new"}
    ):
        return "place"
    if " of " in name.label or any(t in ORGANISATION for t in tokens):
        return "organisation"
    return _by_company(name, text, tokens)


def _by_company(name: Name, text: str, tokens: list[str]) -> str:
    votes: Counter[str] = Counter()
    if 2 <= len(tokens) <= 4 and tokens[0] in given_names():
        votes["person"] += 3
    if 2 <= len(tokens) <= 3 and all(t.isalpha() for t in tokens):
        votes["person"] += 1
    for start, end in name.mentions[:12]:
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        placed = bool(_IN_PLACE.search(before))  # of "a bride from Tarnby, who said" it is the bride who speaks
        spoken = not placed and bool(_SPEECH.match(after) or _SAID_BEFORE.search(before))
        votes["person"] += 2 * (_title_before(before) + spoken + bool(_AGED.match(after)))
        votes["place"] += 2 * placed
        votes["topic"] += 4 * bool(_SHIP.search(before))  # "the ferry Dame Oriel": neither a lady nor a place
    if name.label.isupper() and 2 <= len(name.label) <= 6:
        votes["organisation"] += 4
    if not votes or max(votes.values()) == 0:
        return "topic"
    best, score = votes.most_common(1)[0]
    return best if score >= 2 else "topic"


def _title_before(before: str) -> bool:
    words = before.rstrip().rsplit(None, 2)
    return (
        bool(words)
        and before.endswith(" ")
        and words[-1].lower().strip(".") in TITLES
        and words[0].lower() not in _ARTICLES
    )


def _speaks(name: Name, text: str) -> bool:
    return any(_SPEECH.match(text[e : e + _NEAR]) for _, e in name.mentions[1:12])


def _is_titled(name: Name, text: str) -> bool:
    return any(_title_before(text[max(0, s - _NEAR) : s]) for s, _ in name.mentions[:12])
