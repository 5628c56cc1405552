"""Rules for one's own front page, in plain words: "less celebrity", "never horoscopes", "always Oakport"."""

import re
from dataclasses import dataclass

from octavo.people.errors import UnclearError

NEVER, LESS, MORE, ALWAYS = "never", "less", "more", "always"
_ACTS = {
    NEVER: ("never", "no more", "no", "hide", "without", "none of", "nothing about", "nothing of"),
    LESS: ("less", "fewer", "not so much", "not so many", "a little less"),
    MORE: ("more", "a little more", "rather"),
    ALWAYS: ("always", "first", "top", "everything about", "everything on", "all about"),
}
_FILLER = re.compile(
    r"^(?:(?:the|any|all|some|of|on|about|from|show|me|please|news|stories|articles|reports|anything|everything)\b\s*)+",
    re.I,
)
_OWN = re.compile(r"^(?:my|our) (?:own )?(\w+)$", re.I)
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
                act in {NEVER, ALWAYS, LESS, MORE} and (found := re.match(rf"(.*?)[ ,:]+{act}$", said, re.I))
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
