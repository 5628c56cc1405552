"""Rules for one's own front page, in plain words of three languages: "less celebrity", "nie Horoskope", "toujours Oakport"."""

import re
from dataclasses import dataclass

from octavo.people.errors import UnclearError

NEVER, LESS, MORE, ALWAYS = "never", "less", "more", "always"
_ACTS = {
    NEVER: (
        "never", "no more", "no", "hide", "without", "none of", "nothing about", "nothing of",
        "nie", "niemals", "keine", "kein", "ohne", "nichts über", "nichts von", "jamais", "pas", "sans", "rien sur",
    ),
    LESS: ("less", "fewer", "not so much", "not so many", "a little less", "weniger", "nicht so viel", "moins", "un peu moins"),
    MORE: ("more", "a little more", "rather", "mehr", "lieber", "plus", "davantage", "plutôt"),
    ALWAYS: (
        "always", "first", "top", "everything about", "everything on", "all about",
        "immer", "zuerst", "alles über", "alles von", "toujours", "d'abord", "tout sur",
    ),
}  # fmt: skip
_LAST = (
    NEVER,
    ALWAYS,
    LESS,
    MORE,
    "nie",
    "immer",
    "weniger",
    "mehr",
    "jamais",
    "toujours",
    "moins",
)  # "horoscopes never"
_FILLER = re.compile(
    r"^(?:(?:the|any|all|some|of|on|about|from|show|me|please|news|stories|articles|reports|anything|everything"
    r"|die|der|das|den|dem|von|vom|über|aus|zu|bitte|le|la|les|de|du|des|sur)\b\s*|[ld]['’]\s*)+",
    re.I,
)
_OWN = re.compile(r"^(?:my|our|mein|meine|meinem|meiner|unsere?|mon|ma|mes|notre) (?:own )?(\w+)$", re.I)
HOW = "Write it like this: “less celebrity”, “never horoscopes”, “more science”, “always Oakport”."
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Understood:
    """What a rule asks for: `act` is never, less, more or always; `subject` what it is about."""

    act: str
    subject: str


def understood(words: str) -> Understood:
    """Return what a rule says.

    Raises UnclearError when no act or no subject can be made out, with an example of one that can.
    """
    said = " ".join(words.strip().strip(".!").split())
    if len(said) > LONGEST:
        raise UnclearError(f"That is long for one rule. {HOW} Two wishes are two rules.")
    for act, starts in _ACTS.items():
        for start in sorted(starts, key=len, reverse=True):
            if (found := re.match(rf"{start}\b[ ,:]*(.*)$", said, re.I)) or (
                start in _LAST and (found := re.match(rf"(.*?)[ ,:]+{start}$", said, re.I))
            ):
                return Understood(act, _subject(found.group(1)))
    raise UnclearError(f"“{said}” does not say whether you want more or less of it. {HOW}")


def _subject(text: str) -> str:
    subject = _FILLER.sub("", text.strip(" ,:#“”\"'")).strip()
    if own := _OWN.match(subject):
        raise UnclearError(f"Name your {own.group(1)}: “always Oakport”. Octavo does not know where you live.")
    if not re.search(r"\w\w", subject):
        raise UnclearError(f"Of what? {HOW}")
    return subject
