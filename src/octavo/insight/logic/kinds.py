"""What kind of thing a name is: by what it is made of, by the words around it, and by lists of places and given names."""

import re
from collections import Counter

from octavo.insight.logic.gazetteer import given_names, places
from octavo.insight.logic.names import TITLES, Name

_ORGANISATION = frozenset(
    "inc corp corporation ltd plc llc company co group bank university college school institute ministry department agency office "
    "commission committee council court congress parliament senate party union association federation league club fc police army navy "
    "force forces organization organisation foundation trust museum hospital church times post news journal herald tribune guardian "
    "airlines airways motors systems technologies bureau authority board administration center centre network media press society "
    "service services fund ministère université banque parti conseil commission assemblée tribunal agence fédération société police "
    "industries holdings partners coalition government".split()
)
_PLACE = frozenset(
    "river lake island islands mountain mount mountains county province street avenue road airport beach bay valley park city district "
    "region sea ocean gulf strait desert village town peninsula north south east west square bridge harbor harbour port coast".split()
)
_EVENT = frozenset(
    "war cup games olympics festival election elections summit championship championships open tournament hurricane typhoon storm "
    "conference awards oscars grammys day week prix revolution uprising coupe jeux guerre élection sommet festival super bowl derby".split()
)
_SPEECH = re.compile(
    r"^,? (?:said|says|told|added|tweeted|wrote|asked|argued|warned|denied|announced|resigned|died|was born|a déclaré|dit|, \d\d,)"
)
_AGED = re.compile(r"^, \d{2}\b")
_IN_PLACE = re.compile(r"\b(?:in|near|at|from|across|outside|à|au|en|aux|dans|nach|in)\s+$", re.IGNORECASE)
_NEAR = 24


def kind_of(name: Name, text: str) -> str:
    """Return person, organisation, place, event or topic."""
    tokens = [t.lower().strip(".") for t in name.label.split()]
    if not tokens:
        return "topic"
    if name.label.lower() in places() and not _is_titled(name, text):
        return "place"
    if any(t in _EVENT for t in tokens[-2:]) and len(tokens) > 1:
        return "event"
    if tokens[-1] in _ORGANISATION or tokens[0] in {
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
    if " of " in name.label or any(t in _ORGANISATION for t in tokens):
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
        votes["person"] += 2 * (_title_before(before) + bool(_SPEECH.match(after)) + bool(_AGED.match(after)))
        votes["place"] += 2 * bool(_IN_PLACE.search(before))
    if name.label.isupper() and 2 <= len(name.label) <= 6:
        votes["organisation"] += 4
    if not votes or max(votes.values()) == 0:
        return "topic"
    best, score = votes.most_common(1)[0]
    return best if score >= 2 else "topic"


def _title_before(before: str) -> bool:
    words = before.rstrip().rsplit(None, 1)
    return bool(words) and before.endswith(" ") and words[-1].lower().strip(".") in TITLES


def _is_titled(name: Name, text: str) -> bool:
    return any(_title_before(text[max(0, s - _NEAR) : s]) for s, _ in name.mentions[:12])
