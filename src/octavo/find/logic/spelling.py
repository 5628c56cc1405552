"""Words that a mistyped one may stand for."""

from string import ascii_lowercase

SHORTEST, LONGEST = 4, 20  # letters; of shorter words one letter is too much of them


def one_letter_off(word: str) -> list[str]:
    """Return what becomes of a word by one letter left out, put in, changed, or exchanged with the next; () of other scripts.

    About 54 times its length: 500 for a word of nine letters.
    """
    word = word.lower()
    if not (SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isascii()):
        return []
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = [a + b[1:] for a, b in cuts if b]
    found += [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    found += [a + letter + b[1:] for a, b in cuts if b for letter in ascii_lowercase]
    found += [a + letter + b for a, b in cuts for letter in ascii_lowercase]
    return [other for other in dict.fromkeys(found) if other != word]
