"""Text from outside made safe to store and compare: control characters, invisible characters, white space."""

import re
import unicodedata

# What goes: C0 and C1 controls except tab, newline and return (NEL becomes a space); Unicode noncharacters and lone
# surrogates; characters a reader cannot see but a program reads: soft hyphen, zero-width space, word joiner and invisible
# operators, byte order mark, bidirectional overrides and isolates, interlinear marks, the supplement of variation selectors,
# and the tag block (U+E0000–E007F), which can spell whole sentences. Joiners (U+200C/D) and direction marks (U+200E/F)
# stay: Persian, Indic scripts and emoji need them. Written as what stays, the usual first, which is searched twice as fast.
_DIRTY = re.compile(
    "[^ -~\t\n\r\u00a0-\u00ac\u00ae-\u180d\u180f-\u200a\u200c-\u2029\u202f-\u205f\u2065\u2070-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe"
    "\uff00-\ufff8\ufffc\ufffd\x85\U00010000-\U000dffff\U000e0080-\U000e00ff\U000e01f0-\U0010ffff]"
)
UNSPACED = re.compile("[぀-ヿ㐀-䶿一-鿿฀-๿က-႟]")


def clean(text: str) -> str:
    """Return `text` without control and invisible characters; white space stays as it is."""
    return text if text.isascii() and text.isprintable() else _DIRTY.sub("", text)


def squeeze(text: str) -> str:
    """Return `text` cleaned, with every run of white space made one space and none at the ends."""
    return " ".join(clean(text).split())


def unaccented(text: str) -> str:
    """Return `text` without the marks on its letters: "Chávez" → "Chavez"."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def plain_key(text: str) -> str:
    """Return the words of `text` alone: NFKC, casefolded, everything else one space. For comparing, not for showing."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def whole_number(text: str | None, digits: int = 9) -> int | None:
    """Return the number that `text` writes in at most so many ASCII digits, white space around it allowed; None for all else.

    `str.isdigit` is true of "²" and its kin, which `int` does not take.
    """
    found = re.fullmatch(rf"\s*([0-9]{{1,{digits}}})\s*", text or "")
    return int(found[1]) if found else None


def word_count(text: str) -> int:
    """Count words; in scripts written without spaces every character counts as one."""
    unspaced = len(UNSPACED.findall(text))
    return unspaced + len(re.findall(r"\w+", UNSPACED.sub(" ", text)))
