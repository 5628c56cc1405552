"""Who is meant: a claim may name whom its sentence calls "she", "who" or by the family name, and say the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.assist.logic.wording import DAYS, SAYING, Token

REACH = 3  # sentences before a pronoun in which the one it stands for is looked for
WORDS = 150  # of them at most
LONGEST = 6  # words of a subject
NEAR_RELATIVE = 2  # words between "who" and the name it belongs to
MOST = 8  # readings: more are the same phrase again and again
_PRONOUNS = frozenset("he she it they".split())
_PERSONAL = frozenset("he she".split())
_RELATIVE = frozenset("who which that".split())
_WITHIN = frozenset("the a an of mr mrs ms".split())  # small words that a subject may hold
_Text = Sequence[Sequence[Token]]  # the sentences of one source, in order


@dataclass(frozen=True, slots=True)
class Reading:
    """The claim with its subject put as the source puts it.

    `named`: the sentence that names the subject last, counted from 0. `sure`: nothing else is named near enough for the pronoun to mean it.
    """

    words: list[Token]
    named: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Instead:
    words: Sequence[Token]
    named: int
    sure: bool


def readings(claim: list[Token], text: _Text, reach: int = REACH) -> Iterator[Reading]:
    """Yield the claim with its subject read as the word that stands for it in one of the sentences of `text`, in their order.

    A pronoun stands for words before it in its sentence or in the `reach` sentences before; "who" for the name beside it; a name for
    "the" and common words ("the striker"), which is never sure. At most MOST, each once; linear in the length of the text.
    """
    seen: set[tuple[tuple[str, ...], bool]] = set()
    for reading in _readings(claim, text, reach):
        key = (tuple(t.form for t in reading.words), reading.sure)
        if key not in seen:
            seen.add(key)
            yield reading
        if len(seen) == MOST:
            return


def _readings(claim: list[Token], text: _Text, reach: int) -> Iterator[Reading]:
    held = {t.form for sentence in text for t in sentence}
    after = {(claim[i].form, claim[i + 1].form): i for i in range(min(LONGEST, len(claim) - 2), 0, -1)}
    for n, sentence in enumerate(text):
        for k in range(len(sentence) - 1):
            for one, two in zip(
                sentence[k + 1 : k + 3], sentence[k + 2 : k + 4], strict=False
            ):  # an adverb may stand between
                i = after.get((one.form, two.form))
                if i and claim[i - 1].form != sentence[k].form:
                    found = _instead(claim[:i], k, n, text, reach, held)
                    if found:
                        yield Reading([*found.words, *claim[i:]], found.named, found.sure)
            if _closes(claim, sentence, k):
                yield from _speaker(claim, k, n, text, reach)


def _instead(subject: list[Token], k: int, n: int, text: _Text, reach: int, held: set[str]) -> _Instead | None:
    """Return the words that stand for the subject at `k` of sentence `n`; None when none do. `held` are all words of the text."""
    telling = [t for t in subject if t.telling]
    if not telling or any(t.form in SAYING or not (t.telling or t.surface.lower() in _WITHIN) for t in subject):
        return None
    sentence = text[n]
    word = sentence[k].surface.lower()
    if word in _PRONOUNS:
        named = _named(telling, k, n, text, reach)
        return _Instead([sentence[k]], *named) if named else None
    told = all(t.form in held for t in telling)
    if word in _RELATIVE:
        beside = {t.form for t in sentence[max(0, k - NEAR_RELATIVE) : k]}
        return _Instead([sentence[k]], n, sure=True) if told and any(t.form in beside for t in telling) else None
    last = k + 1 == len(sentence) or not sentence[k + 1].is_name
    described = subject[0].surface.lower() == "the" and not any(t.is_name for t in subject)
    if told and sentence[k].is_name and last and described:
        first = k
        while first > k - LONGEST and first and sentence[first - 1].is_name:
            first -= 1
        return _Instead(sentence[first : k + 1], n, sure=False)
    return None


def _closes(claim: list[Token], sentence: Sequence[Token], k: int) -> bool:
    """Tell whether the claim ends on the verb of a "he said" that stands at `k`."""
    if k == 0 or len(claim) < LONGEST - 2 or sentence[k].surface.lower() not in _PERSONAL:
        return False
    return sentence[k + 1].form in SAYING and claim[-1].form == sentence[k + 1].form


def _speaker(claim: list[Token], k: int, n: int, text: _Text, reach: int) -> Iterator[Reading]:
    """Yield the claim with "he" for the one or two words that name its speaker at its end."""
    for words in (1, 2):
        named = _named(claim[-1 - words : -1], k, n, text, reach)
        if named and claim[-2 - words].form == text[n][k - 1].form:
            yield Reading([*claim[: -1 - words], text[n][k], claim[-1]], *named)


def _named(subject: list[Token], k: int, n: int, text: _Text, reach: int) -> tuple[int, bool] | None:
    """Return the sentence that names the subject last before word `k` of sentence `n`, and whether no other name stands so near."""
    before = [(n, t) for t in text[n][max(0, k - WORDS) : k]]
    for m in range(n - 1, max(-1, n - 1 - reach), -1):
        before = [(m, t) for t in text[m][-WORDS:]] + before
    before = before[-WORDS:]
    mine = {t.form for t in subject}
    if not mine <= {t.form for _, t in before}:
        return None
    return max(m for m, t in before if t.form in mine), not any(
        t.is_name and t.form not in mine and t.surface.lower() not in DAYS for _, t in before
    )
