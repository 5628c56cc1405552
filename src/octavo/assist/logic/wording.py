"""Words as verification sees them: with the marks, contractions and number formats that change nothing taken away."""

import re
from dataclasses import dataclass

from octavo.insight.logic.words import stem, zipf

CAPITALISED = r"[A-ZÀ-Ý][\w'’\-]+"  # a word that may belong to a name, as a pattern
# Letters with stops ("U.S.", "z. B.", however spaced), numbers, words. What a hyphen joins is two words here: "a-week" says "a week".
_TOKEN = re.compile(
    r"(?<![^\W_])[^\W\d_](?:\. ?[^\W\d_](?![^\W_]))+|\d[\d,]*(?:\.\d+)?%?|[^\W\d_](?:[^\W_]|['’.&](?=[^\W_]))*|[^\W_]+"
)
_CONTRACTIONS = (("won't", "will not"), ("can't", "can not"), ("shan't", "shall not"), ("cannot", "can not"))
_SPELLED = {
    w: str(i) for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without hardly barely "
    "nowhere ne pas jamais aucun sans nicht kein keine nie nunca ni".split()
)
FUNCTION_ZIPF = 6.15  # about the 110 commonest words: articles, pronouns, auxiliaries, prepositions
# Function words that turn the sense of a sentence although they are common.
TURNING = frozenset(
    "before after more less fewer over under above below up down north south east west first last "
    "against for with without from to "
    "all some most few every only must may might could will would "
    "should can in out off on because despite since until unless if".split()
)

DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december".split()
)
SAYING = frozenset("say said state told add accord report".split())  # stems
# Words that take certainty or office away from what they stand by: without them the sentence says more than its source.
LESSENING = frozenset(  # as written, for "reportedly" has the stem of "reported"
    "may might could would should can likely unlikely possible possibly probable probably perhaps maybe apparently "
    "reportedly allegedly alleged purportedly supposedly presumably suspected presumed rumoured rumored unconfirmed seemingly "
    "seems seemed seem appears appeared appear expected planned hoped attempted tried almost nearly partly deputy vice acting "
    "former ex könnte dürfte möglicherweise wahrscheinlich offenbar mutmaßlich angeblich vermutlich ehemaliger "
    "frühere früherer peut-être probablement présumé ancien pourrait semble apparemment quizás podría presunto "
    "probablemente supuesto".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its form for comparing, its surface, where it stands, and what it is."""

    form: str
    surface: str
    start: int
    end: int
    is_number: bool
    is_name: bool
    telling: bool


def tokens(text: str) -> list[Token]:
    """Return the words of a sentence or text for comparing; contractions are opened, numbers lose their commas."""
    out: list[Token] = []
    opening = True
    for match in _TOKEN.finditer(text):
        out.extend(_opened(match, opening=opening))
        after = text[match.end() : match.end() + 3]
        opening = bool(re.match(r"[.!?:][\"'”’)]?(?:\s|$)|\s?[“\"]", after))
    return out


def _opened(match: re.Match[str], *, opening: bool) -> list[Token]:
    surface = match.group()
    low = surface.lower().replace("’", "'")
    for short, long in _CONTRACTIONS:
        if low == short:
            return [_token(w, surface, match, opening=True) for w in long.split()]
    if low.endswith("n't"):
        return [_token(low[:-3], surface, match, opening=True), _token("not", surface, match, opening=True)]
    for tail, word in (("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am")):
        if low.endswith(tail) and len(low) > len(tail):
            return [_token(low[: -len(tail)], surface, match, opening=True), _token(word, surface, match, opening=True)]
    if "'" in low.removesuffix("'s"):  # "O'Malley", "l'école": two words, as where a space stands between them
        return [_token(w.lower(), w, match, opening=opening) for w in _elided(surface.replace("’", "'"))]
    return [_token(low.replace(". ", "."), surface, match, opening=opening)]


def _elided(surface: str) -> list[str]:
    bare = surface.removesuffix("'s")
    parts = [part for part in bare.split("'") if part]
    return [*parts[:-1], parts[-1] + surface[len(bare) :]]


def _token(low: str, surface: str, match: re.Match[str], *, opening: bool) -> Token:
    bare = low.removesuffix("'s").removesuffix("'")
    number = bool(re.match(r"\d", bare)) or bare in _SPELLED
    if number:
        form = _SPELLED.get(bare, bare.replace(",", "").rstrip("%"))
        form = form.rstrip("0").rstrip(".") if "." in form else form
    else:
        form = stem(bare.replace(".", "").replace("–", "-"))
    common = zipf(bare) >= FUNCTION_ZIPF
    name = surface[:1].isupper() and not number and (not opening or zipf(bare) < 3.0) and not common
    return Token(form, surface, match.start(), match.end(), number, name, number or not common or bare in NEGATIONS)
