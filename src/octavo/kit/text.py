"""Text from outside made safe to store and compare: control characters, invisible characters, white space."""

import re
import unicodedata

# C0 and C1 controls except tab, newline and return (NEL becomes a space); Unicode noncharacters and lone surrogates.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Characters a reader cannot see but a program reads: soft hyphen, zero-width space, word joiner and invisible
# operators, byte order mark, bidirectional overrides and isolates, interlinear marks, and the tag block
# (U+E0000–E007F), which can spell whole sentences. Joiners (U+200C/D) and direction marks (U+200E/F) are kept: Persian,
# Indic scripts and emoji need them.
_INVISIBLE = (
    "\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
_DIRTY = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
UNSPACED = re.compile("[぀-ヿ㐀-䶿一-鿿฀-๿က-႟]")


def clean(text: str) -> str:
    """Return `text` without control and invisible characters; white space stays as it is."""
    return text if text.isascii() and text.isprintable() else _DIRTY.sub("", text)


def squeeze(text: str) -> str:
    """Return `text` cleaned, with every run of white space made one space and none at the ends."""
    return " ".join(clean(text).split())


def plain_key(text: str) -> str:
    """Return the words of `text` alone: NFKC, casefolded, everything else one space. For comparing, not for showing."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def word_count(text: str) -> int:
    """Count words; in scripts written without spaces every character counts as one."""
    unspaced = len(UNSPACED.findall(text))
    return unspaced + len(re.findall(r"\w+", UNSPACED.sub(" ", text)))
