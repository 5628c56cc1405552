"""What kind of thing a name is: by what it is made of, by the words around it, and by lists of places and given names."""

import re
from collections import Counter
from collections.abc import Mapping

from octavo.insight.logic.capitals import KNOWN_ORGANISATIONS, ORGANISATION, PEOPLES, TITLES
from octavo.insight.logic.forms import Name
from octavo.insight.logic.gazetteer import given_names, places

_PLACE = frozenset(
    "river lake island islands mountain mount mountains county province street avenue road airport beach bay valley park city district "
    "lane quay pier wharf "
    "region sea ocean gulf strait desert village town peninsula strip glacier falls creek hills canyon archipelago oblast "
    "north south east west square bridge harbor harbour port coast".split()
)
_EVENT = frozenset(
    "war cup games olympics festival election elections summit championship championships open tournament hurricane typhoon storm "
    "conference awards oscars grammys day week prix revolution uprising coupe jeux guerre élection sommet festival super bowl derby".split()
)
_SPEECH = re.compile(
    r"^ (?:administration|presidency)\b|^(?:['’]s (?:wife|husband|son|daughter|mother|father|lawyer|death|family))?,? (?:had |has )?"
    r"(?:said|says|told|tells|added|tweeted|wrote|writes|asked"
    r"|argued|warned|denied|posted|spoke|urged|vowed|thanked|praised|explained|insisted|recalled|replied"
    r"|called(?! (?:for|on|off))|phoned|joked|apologi[sz]ed|pleaded|married|smiled"
    r"|resigned|died|was born|who|himself"
    r"|herself|met|a déclaré|a affirmé|a dit|dit|estime|explique|sagte|sagt|erklärte|betonte|dijo|afirmó|declaró|explicó)\b"
)
_SAYS = re.compile(r"^,? (?:had |has )?(?:said|says|announced|warned)\b")
_SAID_BEFORE = re.compile(
    r"(?:\b(?:said|says|told|tells|asked|adds|added|met|thanked)|[”\"»],? sagte|sagte|déclare|explique|dijo) $"
)
_AGED = re.compile(r"^, \d{2}\b")
_IN_PLACE = re.compile(r"\b(?:in|near|at|from|across|outside|à|au|en|aux|dans|nach|in)\s+$", re.IGNORECASE)
_SHIP = re.compile(
    r"\b(?:ferry|ship|vessel|tanker|trawler|yacht|liner|frigate|freighter|Fähre|Schiff|navire|buque) (?:[A-Z]\w+ )?$"
)
# Abbreviations of things; others are taken for organisations.
_THINGS = frozenset(
    "tv tvs pc pcs dvd dvds cd cds it id ids gps hiv aids gdp gnp obe mbe cbe dna rna bst gmt edt est pst pdt cet utc mp mps mep meps "
    "ceo ceos cfo sms lcd led suv suvs ufo ufos mri html http url usb hd hdtv vat vip vips gp icu iq ptsd adhd covid covid-19 sars "
    "mers hpv ipo ipos ev evs ai vr qwerty cctv ko kos ngo ngos hq faq fm pr lte edf rer tgv ivg tva pib sida adn pme ong lkw pkw".split()
)
# What heads the name of a place before "of", "de", "von".
_PLACE_HEADS = frozenset(
    "gulf bay strait straits sea cape isle isles lake mount river valley port republic kingdom city town province state county "
    "district golfe baie détroit mer île îles golfo bahía estrecho mar isla".split()
)
_TRADE = (
    r"compan(?:y|ies)|firms?|group|giants?|\w*makers?|manufacturers?|retailers?|banks?|airlines?|publishers?|broadcasters?|operators?"
    r"|agenc(?:y|ies)|newspapers?|websites?|charit(?:y|ies)|clubs?|chains?|lenders?|insurers?|brewers?|regulators?|watchdog|supermarkets?"
    r"|start-?ups?|entreprise|groupe|société|constructeur|banque|Konzern|Hersteller|Unternehmen|empresa|compañía|grupo"
)
_AFTER_ORGANISATION = re.compile(
    r"^(?:['’]s)? (?:shares|stock|shareholders|investors|employees|staff|workers|customers|subscribers|executives?|chief executive|CEO"
    r"|chairman|chairwoman|board|headquarters|subsidiary|spokes(?:man|woman|person)|profits?|sales|revenues?|earnings|boss(?:es)?)\b"
    rf"|^,? (?:the|a|an|one of the|which is|le|la|un|une|der|die|das|el|una) (?:[\w'’-]+ ){{0,4}}?(?:{_TRADE})\b"
    r"|^ (?:has |have |had |will )?(?:acquired?|employs|manufactures|posted (?:a|profits?|record|net)|reported (?:a|net|profits?|record))\b"
)
_BEFORE_ORGANISATION = re.compile(
    rf"\b(?:{_TRADE})(?:,? such as|,? like|,? including)? (?:the )?$"
    r"|\b(?:shares (?:in|of)|stake in|takeover of|owned by|made by|bought by|developed by|published by|manufactured by"
    r"|employees? (?:of|at)|works? (?:for|at)|worked (?:for|at)|chief executive of|chairman of"
    r"|analysts? (?:at|with)|researchers? (?:at|from)"
    r"|spokes(?:man|woman|person) for|CEO of|employed by) (?:the )?$"
)
_ARTICLES = frozenset({"of"})  # "the president of Porto Alegre" names a place
_NEAR, _FAR = 24, 60
ENOUGH = 4  # one of so many articles that takes a hashtag for more than a topic is enough


def kind_of(name: Name, text: str) -> str:
    """Return person, organisation, place, event or topic."""
    tokens = [t.lower().strip(".") for t in name.label.split()]
    if not tokens:
        return "topic"
    if name.label.lower() in places() and not _is_titled(name, text):
        return "place"
    if name.dateline and not _speaks(name, text):
        return "place"
    if tokens[-1] in _THINGS or name.label[0].isdigit():
        return "topic"
    if len(tokens) == 1 and tokens[0] in ORGANISATION:
        return "organisation"
    if any(t in _EVENT for t in tokens[-2:]) and len(tokens) > 1:
        return "event"
    if tokens[0] in KNOWN_ORGANISATIONS or " ".join(tokens[-2:]) in KNOWN_ORGANISATIONS:
        return "organisation"
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
        tokens[-1] in _PLACE
        or tokens[0] in {"mount", "lake", "cape", "fort", "saint", "north", "south"}
        or (tokens[0] in _PLACE_HEADS and tokens[1] in {"of", "de", "du", "von"})
        or (tokens[0] in {"northern", "southern", "eastern", "western", "central"} and " ".join(tokens[1:]) in places())
    ):
        return "place"
    if " of " in name.label or any(t in ORGANISATION for t in tokens):
        return "organisation"
    return _by_company(name, text, tokens)


def voted(votes: Mapping[str, int], now: str) -> str:
    """Return the kind that most articles take a hashtag for, `now` where even.

    Many texts give no sign of what a name is, so that a fourth of all is enough to be more than a topic.
    """
    telling = {kind: n for kind, n in votes.items() if kind not in ("", "topic")}
    if not telling:
        return now
    best = max(telling, key=lambda kind: (telling[kind], kind == now, kind))
    return best if ENOUGH * telling[best] >= telling[best] + votes.get("topic", 0) else "topic"


def _by_company(name: Name, text: str, tokens: list[str]) -> str:
    votes = _by_form(name, tokens)
    alone = len(tokens) == 1
    speaker = "organisation" if tokens[0] in PEOPLES else "person"  # "the Danish Dairy Board said"
    for start, end in name.mentions[:12]:
        before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
        votes["organisation"] += 2 * (
            bool(_AFTER_ORGANISATION.match(after)) + bool(_BEFORE_ORGANISATION.search(before))
        )
        before, after = before[-_NEAR:], after[:_NEAR]
        placed = bool(_IN_PLACE.search(before))  # of "a bride from Tarnby, who said" it is the bride who speaks
        spoken = not placed and bool(_SPEECH.match(after) or _SAID_BEFORE.search(before))
        # "Corvex said" may be a company: one word that says something is a person when it does so twice.
        votes[speaker] += (1 if alone and _SAYS.match(after) else 2) * spoken
        votes["person"] += 2 * (_title_before(before) + bool(_AGED.match(after)))
        votes["place"] += 2 * placed
        votes["topic"] += 4 * bool(_SHIP.search(before))  # "the ferry Dame Oriel": neither a lady nor a place
    if not votes or max(votes.values()) == 0:
        return "topic"
    best, score = votes.most_common(1)[0]
    return best if score >= 2 else "topic"


def _by_form(name: Name, tokens: list[str]) -> Counter[str]:
    """What a name's own form and its other forms in the text speak for."""
    votes: Counter[str] = Counter()
    if 2 <= len(tokens) <= 4 and tokens[0] in given_names():
        votes["person"] += 3
    if 2 <= len(tokens) <= 3 and all(t.isalpha() for t in tokens):
        votes["person"] += 1
    for alias in name.aliases:
        if len(tokens) > 1 and alias.isupper() and alias.lower() == "".join(t[0] for t in tokens):
            votes["organisation"] += 3  # "Ostra Micro Devices (OMD)"
        elif _is_family_name(alias, name):
            votes["person"] += 1  # "Dravik", once he has been introduced
    if name.label.isupper() and name.label.isalpha() and 2 <= len(name.label) <= 6:
        votes["organisation"] += 4
    return votes


def _is_family_name(alias: str, name: Name) -> bool:
    """Say whether an alias may be the family name in it: neither "Colts" of "Detroit Colts" nor "Curve" of "QX Curve"."""
    words = name.label.split()
    given = " ".join(words[:-1])
    return (
        len(words) in (2, 3)
        and alias == words[-1]
        and given.lower() not in places()
        and alias.lower() not in places()
        and all(word[1:].islower() for word in words[:-1])
    )


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
