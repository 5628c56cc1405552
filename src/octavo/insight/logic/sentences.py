"""Sentences with their addresses. A text is paragraphs joined by blank lines; a sentence never crosses a paragraph."""

import re

from octavo.insight.types import Sentence

_PARAGRAPH = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』”’）]*|[؟।]+(?=\s|$)")
# Words whose full stop does not end a sentence, in the languages most read.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col sgt capt cpt maj cmdr adm sen rep gov rev hon st jr sr inc ltd co corp no vs etc al fig est dept "
    "jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.u a.m p.m d.c e.g i.e ph.d mt ft "
    "m mm mme mlle mgr dr me art env p.ex av bd "
    "hr fr frl z.b d.h u.a bzw ca nr str usw inkl evtl geb sog "
    "sra srta ud uds ee.uu pág núm "
    "sig sig.ra dott avv ing "
    "dhr mevr drs ir bv o.a d.w.z".split()
)
# Abbreviations that end a sentence as often as not: the next word's capital decides only with these.
_EITHER = frozenset("u.s u.k u.n e.u a.m p.m d.c inc ltd co corp jr sr etc ee.uu".split())
_LAST_WORD = re.compile(r"[^\s\"'“”‘’(\[«»—]+$")
_LETTER_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]\. [^\W\d_]$")
_LETTER_AND_STOP = re.compile(r"[^\W\d_]\.")
_OPENER = frozenset(
    "The A An It He She They We I In On At But And This That These Those For As If Il Elle Le La Les Un Une Der Die Das El Los Las".split()
)


def split(text: str) -> tuple[Sentence, ...]:
    """Return every sentence in order, trimmed of space. Linear in the length of the text."""
    out: list[Sentence] = []
    for paragraph, match in enumerate(_PARAGRAPH.finditer(text)):
        begin = match.start()
        for stop in _STOP.finditer(text, match.start(), match.end()):
            if _goes_on(text, begin, stop, match.end()):
                continue
            _add(out, text, begin, stop.end(), paragraph)
            begin = stop.end()
        _add(out, text, begin, match.end(), paragraph)
    return tuple(out)


def _add(out: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        lead = len(piece) - len(piece.lstrip())
        out.append(Sentence(start + lead, start + lead + len(bare), paragraph))


def _goes_on(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether the sentence goes on after this mark."""
    rest = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if not rest or stop.group()[0] in "。！？؟।":
        return False
    if rest[0].islower():
        return True
    if stop.group() != ".":
        return False
    last = _LAST_WORD.search(text[max(begin, stop.start() - 24) : stop.start()])
    word = last.group() if last else ""
    if len(word) == 1 and (word.isupper() or _LETTER_AND_STOP.match(rest)):
        return True  # an initial, or an abbreviation set with a space: "z. B.", "u. S."
    low = word.lower()
    if len(word) == 1 and _LETTER_BEFORE.search(text[max(begin, stop.start() - 4) : stop.start()]):
        low = "a.m"  # the second letter of one: it may end a sentence as that does
    if word.isdigit() and len(word) <= 2 and rest[0].isdigit():
        return True
    if low not in _ABBREVIATIONS:
        return False
    following = rest.split(maxsplit=1)[0].strip("\"'“”‘’,")
    return not (low in _EITHER and following in _OPENER)
