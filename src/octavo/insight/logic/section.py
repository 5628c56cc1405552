"""Which section of the paper an article belongs to: the publisher's own word when it has a clear one, else the meaning."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from octavo.insight.port import Embedder
from octavo.insight.types import Vector

SECTIONS = ("world", "politics", "business", "science", "health", "technology", "culture", "sport")

# Words that publishers put in addresses and categories, by section; several languages, folded to lower case.
_WORDS = {
    "world": "world international foreign global europe africa asia americas ausland welt monde internacional mundo esteri świat",
    "politics": "politics election elections parliament government politik inland politique política politica polityka wahl elecciones",
    "business": "business economy economics markets finance money companies wirtschaft économie economie economía economia gospodarka",
    "science": "science environment climate space research wissenschaft wissen umwelt klima sciences ciencia scienza nauka environnement",
    "health": "health medicine wellness gesundheit medizin santé sante salud salute zdrowie",
    "technology": "technology tech digital computing internet technik digitales technologie tecnología tecnologia",
    "culture": "culture arts entertainment books film music theatre kultur feuilleton livres musique cultura cine kultura",
    "sport": "sport sports football soccer tennis rugby cricket olympics athletics fußball fussball deportes sportowe calcio",
}
_BY_WORD = {word: section for section, words in _WORDS.items() for word in words.split()}

# What each section is about, in words near which its articles lie. The static embedder knows best English; other
# languages mostly come with a word of their own in the address or the categories.
_ABOUT = {
    "world": "war conflict foreign minister treaty ceasefire refugees border diplomacy troops disaster earthquake storm flood rescue",
    "politics": "parliament election vote minister coalition opposition party law bill president government campaign council mayor",
    "business": "company shares profit bank market economy inflation trade prices workers strike factory investment budget",
    "science": "scientists research study species climate ocean telescope space planet fossil experiment university environment",
    "health": "hospital doctors patients disease vaccine virus outbreak medicine nurses treatment clinic health",
    "technology": "software computer internet data network phone artificial intelligence hackers robot satellite app outage",
    "culture": "film music theatre museum book novel artist exhibition festival actor orchestra painting singer",
    "sport": "match team goal league cup coach player final tournament championship race season victory medal",
}
_MARGIN = 0.02  # the best must beat the second by this much (cosine), or no section is claimed


def section_of(url: str, words: Sequence[str], title: str, text: str, language: str, embedder: Embedder) -> str:
    """Return a slug of SECTIONS, or "" when nothing is clear. Outside English only the publisher's own words count."""
    stated = _stated(words) or _stated(urlsplit(url).path.split("/")[1:3])
    return stated or (_meant(title, text, embedder) if language.startswith("en") else "")


def _stated(words: Sequence[str]) -> str:
    for phrase in words:
        for word in re.findall(r"\w+", (phrase or "").casefold()):
            if word in _BY_WORD:
                return _BY_WORD[word]
    return ""


def _meant(title: str, text: str, embedder: Embedder) -> str:
    vector = embedder.embed([f"{title}. {text[:1500]}"])[0]
    ranked = sorted(((float(vector @ about), name) for name, about in _anchors(embedder).items()), reverse=True)
    (best, name), (second, _) = ranked[:2]
    return name if best - second >= _MARGIN else ""


def _anchors(embedder: Embedder) -> dict[str, Vector]:
    """The vectors of _ABOUT, made once for each embedder."""
    if embedder.name not in _made:
        _made[embedder.name] = {name: embedder.embed([words])[0] for name, words in _ABOUT.items()}
    return _made[embedder.name]


_made: dict[str, dict[str, Vector]] = {}
