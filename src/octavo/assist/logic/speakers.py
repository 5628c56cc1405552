"""Who speaks a quote, as the words beside it name or describe them. Rather nobody than the wrong one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from octavo.assist.logic.quotations import Quotation, quotations
from octavo.insight.logic.capitals import PEOPLES

SHORTEST = 12  # characters of a quote that somebody is looked for
CLAIMED = 20  # quotes of one claim that are looked at
REACH = 160  # characters beside a quote in which its speaker is looked for
_VERB = (
    r"(?:said|says|say|added|adds|told|tells|wrote|writes|asked|explained|argued|warned|tweeted|posted|insisted|noted|recalled|continued"
    r"|advised|admitted|announced|claimed|replied|joked|declared|stated|remarked|concluded|confirmed"
    r"|sagte|sagt|erklärte|meinte|betonte|warnte|schrieb|berichtete|ergänzte"
    r"|a déclaré|a dit|a expliqué|a affirmé|a ajouté|déclare|dit|explique|affirme|ajoute|raconte|regrette|résume|confie|estime|rappelle"
    r"|dijo|dice|afirmó|explicó|aseguró|declaró|añadió|señaló|admitió|aconseja|advirtió)"
)
_UP = "A-ZÀ-ÖØ-ÞĀ-Ž"
_WORD = rf"(?:(?:al|el|ad|an)-)?[{_UP}](?:\.|[\w’'\-]*[\w])(?<![’']s)(?<![’'])"
_NAME = (
    rf"(?!(?:It|This|That|The|Then|There|I|We|You|He|She|They|Er|Sie|Il|Elle|A|An|In|On|But|And|As|So|Yet|One|Others)\b)(?P<name>{_WORD}"
    rf"(?: (?:de|van|von|bin|al|of|the|du|da|el|la) {_WORD}| {_WORD}){{0,4}})"
)
# What a person is, before the name: "the coastguard's duty officer,", "guild speaker", "Brightwater's head of operations,".
_ROLE = rf"(?P<role>(?:(?:[a-zß-ÿ][\w’'\-]*|[{_UP}][\w\-]*[’']s?|\d+) ){{0,7}}(?:[a-zß-ÿ][\w’'\-]*|[{_UP}][\w\-]*[’']s?),? )?"
_UNFIT = frozenset(
    "for from of the in at to with by on a an der die das dem den ein eine einer vom von le la les du de des el los".split()
)
_ASIDE = r"(?:, [^,“\"„«\n]{2,80},)?"
_WHO = rf"(?:{_ROLE}{_NAME})"
_PRONOUN = r"(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|er|sie|il|elle)"
_DESCRIBED = r"(?P<described>(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir)(?: [\w’'\-]+){1,6}?)"
_AFTER = (
    re.compile(rf"^,?\s*{_VERB} {_PRONOUN}\b"),
    re.compile(rf"^,?\s*{_PRONOUN} {_VERB}\b"),
    re.compile(rf"^,?\s*{_VERB} {_WHO}"),
    re.compile(rf"^,?\s*{_WHO}{_ASIDE},? {_VERB}\b"),
    re.compile(rf"^,?\s*{_DESCRIBED} {_VERB}\b"),
    re.compile(rf"^,?\s*{_VERB} {_DESCRIBED}(?=[.,;]|$)"),
)
_SAID_BY = _AFTER[2]
_BEFORE = (
    re.compile(rf"\b{_VERB} {_WHO}{_ASIDE}[,:]?\s*$"),
    re.compile(rf"{_NAME}{_ASIDE},? {_VERB}(?: [a-z]+){{0,4}}[,:]?\s*$"),
    re.compile(rf"\b{_PRONOUN} {_VERB}(?: [a-z]+){{0,4}}[,:]?\s*$"),
)
# "said Corvex chief executive Bo Lund", "said Danish metal workers' union official Bo Lund": who speaks comes after what he is.
_OFFICE = re.compile(
    r"(?: (?:[\w’'\-]+ ){0,3}?(?:union|party|government|council|committee|club|state))?"
    r"(?: (?:former|chief|executive|senior|vice|deputy|managing|general|financial|finance|sales|marketing|press|prime|foreign|home|head"
    r"|spokes(?:man|woman|person)|director|manager|president|chairman|chairwoman|analyst|economist|secretary|minister|leader|official"
    r"|coach|captain|boss|editor|professor|lawyer|star|striker|midfielder|defender|goalkeeper|founder|owner|officer|commissioner|mayor"
    r"|senator|governor|ambassador|researcher|scientist|author|actor|actress|singer|strategist|consultant|expert|CEO|MP|MEP)){1,5}"
    rf" {_NAME}"
)
_ATTRIBUTES = re.compile(rf"\b{_VERB}\b")
_ENDS = re.compile(r"[.!?](?=\s|$)")


def speakers(text: str, people: Sequence[str]) -> list[tuple[Quotation, str]]:
    """Return each quote of the text with its speaker as the text words it, "" where it tells none, in order.

    `people`: names of persons that the text names, for "she said": it means the only one named in the quote's paragraph and the one
    before. A quote that goes on after "…," she said. has the speaker of its first half. Linear in the length of the text.
    """
    found = list(quotations(text, SHORTEST))
    out: list[tuple[Quotation, str]] = []
    for n, quote in enumerate(found):
        who = _beside(text, quote.start, quote.end, people)
        if not who and out and _goes_on(text, found[n - 1].end, quote.start):
            who = out[-1][1]
        out.append((quote, who))
    for n, (one, two) in reversed(list(enumerate(pairwise(found)))):  # "It passed. …" and "…," said one
        if not out[n][1] and not text[one.end : two.start].strip():
            out[n] = (one, out[n + 1][1])
    return out


def _beside(text: str, start: int, end: int, people: Sequence[str]) -> str:
    line_end = text.find("\n", end)
    after = text[end : min(end + REACH, line_end if line_end >= 0 else len(text))]
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - REACH) : start]
    ended = text[end - 2 : end - 1] == "."  # a sentence of its own: what follows it is another
    tried = (*(() if ended else (p.match(after) for p in _AFTER)), *(p.search(before) for p in _BEFORE))
    for match in tried:
        if match is not None:
            told = match.groupdict()
            if told.get("pronoun"):
                return _only(text, start, people)
            bearer = _OFFICE.match(after, match.end()) if match.re is _SAID_BY else None
            who = bearer["name"] if bearer else _who(told)
            if who and who.split()[-1].lower() not in PEOPLES:
                return who  # else "said the French coach", whom another pattern has whole
    return ""


def _who(told: dict[str, str | None]) -> str:
    """Return the name; the whole description where the name is only part of it ("the teacher from Tarnby")."""
    role, name = told.get("role") or "", told.get("name") or ""
    if role and not role.endswith(", ") and role.split()[-1].lower() in _UNFIT:
        return f"{role}{name}".strip(" .,")
    return (name or told.get("described") or "").strip(" .,")


def _goes_on(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but one attribution stands between two quotes, and a new sentence begins with the second."""
    between = text[end:start]
    return (
        "\n" not in between
        and len(between) <= REACH
        and between.rstrip().endswith((".", ",", ":"))
        and len(_ENDS.findall(between)) <= 1
        and bool(_ATTRIBUTES.search(between))
    )


def _only(text: str, start: int, people: Sequence[str]) -> str:
    """Return the one person named in the paragraph before the quote and the paragraph before that; "" when there are several."""
    paragraph = text.rfind("\n\n", 0, start)
    begin = text.rfind("\n\n", 0, max(0, paragraph)) + 1
    near = text[begin:start]
    named = {name for name in people if re.search(rf"(?<!\w){re.escape(name.split()[-1])}(?!\w)", near)}
    return named.pop() if len(named) == 1 else ""


def told_otherwise(claim: str, text: str) -> str:
    """Return who speaks, in `text`, a quote that `claim` gives to somebody else; "" where each has its speaker or none is named.

    Looks at the first CLAIMED quotes of the claim.
    """
    claimed = [(_names(who), _words(quote.words)) for quote, who in speakers(claim, ())[:CLAIMED]]
    if not any(mine for mine, _ in claimed):
        return ""
    told = [(_names(who), who, _words(quote.words)) for quote, who in speakers(text, ())]
    for mine, said in claimed:
        named = [(names, who) for names, who, words in told if names and said in words]
        if mine and named and not any(mine & names for names, _ in named):
            return named[0][1]
    return ""


def _names(who: str) -> set[str]:
    return {part.lower().removesuffix("'s") for part in re.split(r"[\s\-]", who) if part[:1].isupper()}


def _words(quote: str) -> str:
    return " ".join(re.findall(r"\w+", quote.lower()))
