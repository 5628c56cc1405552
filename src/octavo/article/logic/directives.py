"""The languages in which publishers state what they allow, word by word: robots directives, TDM reservations, AI preferences.

Sources: robots meta and X-Robots-Tag (Google's documented directives; for everyone, or scoped to our agent), noai and
noimageai (DeviantArt's convention), TDMRep (W3C community group report), Content-Usage (IETF aipref drafts) and
Content-Signal (contentsignals.org).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from octavo.article.types import Permission
from octavo.fetch.dates import moment
from octavo.kit.text import squeeze

# directive → rights it refuses
_REFUSES = {
    "noindex": ("index",),
    "nofollow": ("follow",),
    "none": ("index", "follow"),
    "nosnippet": ("snippet",),
    "noarchive": ("archive",),
    "nocache": ("archive",),
    "noimageindex": ("picture",),
    "max-image-preview:none": ("picture",),
    "noai": ("text_and_data_mining", "ai_summary", "training"),
    "noimageai": ("picture_ai",),
}
_ALLOWS = {
    "index": ("index",),
    "follow": ("follow",),
    "all": ("index", "follow"),
    "archive": ("archive",),
    "max-image-preview:standard": ("picture",),
    "max-image-preview:large": ("picture",),
}
# right → the keys of Content-Usage and Content-Signal that speak of it, the most special first: "bots" is all automated
# processing, and what it says holds where nothing more special is said
_USES = {
    "index": ("search", "bots"),
    "text_and_data_mining": ("tdm", "ai", "bots"),
    "ai_summary": ("ai-input", "ai-use", "ai-output", "ai", "tdm", "bots"),
    "training": ("train-ai", "ai-train", "train-genai", "genai", "ai", "tdm", "bots"),
}
_ANSWERS: dict[str, Permission] = {"n": "refused", "no": "refused", "y": "allowed", "yes": "allowed"}
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_SCOPED = re.compile(r"^\s*([A-Za-z][\w-]*)\s*:(.*)$", re.DOTALL)
# a date may hold commas; it ends at the next directive or scope
_UNTIL = re.compile(
    r"(?i)unavailable_after\s*:\s*([^\n]*?)\s*(?=$|\n|,\s*(?:no|max-|all\b|index\b|follow\b|[a-z]\w*bot\b))"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said: the right it speaks of, yes or no, in which words. `limit` and `until` narrow what is allowed."""

    right: str
    value: Permission
    rule: str
    limit: int | None = None  # characters of a snippet
    until: datetime | None = None  # aware; the right ends then


def robots(text: str, agent: str) -> Iterator[Statement]:
    """Yield what robots directives say to everyone or to `agent` (lower case). Lines are headers of their own.

    A scope ("googlebot: noindex, nofollow") lasts to the next one or to the end of its line.
    """
    for line in text.split("\n"):
        until = _UNTIL.search(line)
        ours = True
        for part in re.split(r"[,;]", _UNTIL.sub("", line)):
            scope = _SCOPED.match(part)
            if scope and scope.group(1).lower() not in _VALUED:
                ours, part = scope.group(1).lower() == agent, scope.group(2)
            if ours:
                yield from _directive(squeeze(part))
        if until and _is_ours(line[: until.start()], agent):
            yield from _ending(until.group(0).strip(), until.group(1))


def _is_ours(before: str, agent: str) -> bool:
    """Say whether what follows `before` in its line is for us: the last scope named there decides."""
    scopes = [match.group(1).lower() for part in before.split(",") if (match := _SCOPED.match(part))]
    named = [scope for scope in scopes if scope not in _VALUED]
    return not named or named[-1] == agent


def _directive(rule: str) -> Iterator[Statement]:
    word = re.sub(r"\s", "", rule.lower())
    if " " in rule and word not in _REFUSES and word not in _ALLOWS and not word.startswith("max-snippet:"):
        for part in rule.split(" "):  # a list without its commas; whoever wrote it meant each
            yield from _directive(part)
        return
    for name in _REFUSES.get(word, ()):
        yield Statement(name, "refused", rule)
    for name in _ALLOWS.get(word, ()):
        yield Statement(name, "allowed", rule)
    length = re.fullmatch(r"max-snippet:(-?\d{1,9})", word)
    if length:
        most = int(length.group(1))
        yield Statement("snippet", "allowed" if most else "refused", rule, limit=most if most > 0 else None)


def _ending(rule: str, date: str) -> Iterator[Statement]:
    until = moment(date)
    if until:
        yield Statement("index", "allowed", rule, until=until)


def reservation(value: str | None, policy: str | None = None) -> Iterator[Statement]:
    """Yield what a TDM reservation says: "1" reserves the rights, perhaps with the address of a policy; "0" does not."""
    digit = re.fullmatch(r"\s*([01])(?:\.0*)?\s*", value or "")
    if digit:
        said: Permission = "refused" if digit.group(1) == "1" else "allowed"
        rule = f"tdm-reservation: {digit.group(1)}"
        yield Statement("text_and_data_mining", said, f"{rule}; tdm-policy: {policy[:200]}" if policy else rule)


def usage(text: str | None) -> Iterator[Statement]:
    """Yield what a Content-Usage or Content-Signal value says ("train-ai=n, search=y")."""
    said: dict[str, tuple[Permission, str]] = {}
    for part in re.split(r"[,\n]", text or ""):
        key, _, value = part.partition(";")[0].partition("=")
        answer = _ANSWERS.get(value.strip().strip('"').lower())
        key = key.strip().lower()
        if answer and (key not in said or answer == "refused"):
            said[key] = answer, squeeze(part.partition(";")[0])
    for right, keys in _USES.items():
        found = next((said[key] for key in keys if key in said), None)
        if found:
            yield Statement(right, *found)
