"""Pairs of words that turn a sentence round when one stands in the other's place."""

from octavo.insight.logic.words import stem

_PAIRS = (
    "rose fell|rise fall|increase decrease|increase reduce|increase decline|grow shrink|grew "
    "shrank|gain lose|gained lost|gain shed|gained shed|win lose|won lost|"
    "more fewer|more less|most least|higher lower|high low|highest lowest|larger smaller|largest "
    "smallest|best worst|better worse|"
    "before after|earlier later|first last|early late|accept reject|approve reject|support "
    "oppose|for against|allow ban|permit forbid|"
    "open close|open shut|begin end|start stop|began ended|start end|arrive leave|arrive "
    "depart|enter leave|buy sell|bought sold|"
    "guilty innocent|guilty acquitted|convicted acquitted|convict acquit|arrest release|arrested "
    "freed|dead alive|die survive|died survived|kill save|"
    "north south|east west|northern southern|eastern western|left right|up down|above below|over "
    "under|inside outside|"
    "million billion|billion trillion|million thousand|hundred thousand|always never|still no|true "
    "false|confirm deny|admit deny|agree refuse|"
    "agree disagree|success failure|succeed fail|strong weak|strengthen weaken|improve "
    "worsen|improve deteriorate|raise cut|raise lower|add remove|"
    "include exclude|male female|man woman|men women|boy girl|father mother|son daughter|husband wife|brother sister|"
    "legal illegal|lawful unlawful|safe dangerous|likely unlikely|possible impossible|able "
    "unable|public private|victory defeat|"
    "advance retreat|attack defend|join quit|join leave|hire fire|pass fail|push pull|majority "
    "minority|maximum minimum|all none|all some|"
    "may will|might will|could will|may must|can cannot|should must|some all|many few|expand "
    "contract|expansion contraction|"
    "profit loss|surplus deficit|rich poor|hot cold|warm cold|old new|old young|near far|day "
    "night|morning evening|today yesterday|"
    "increasing decreasing|rising falling|upgrade downgrade|ally enemy|friend enemy|military "
    "civilian|import export|domestic foreign|"
    "cause prevent|help hinder|encourage discourage|praise criticise|praise criticize|lead "
    "follow|ahead behind|protect harm"
)
_OPPOSITE: dict[str, set[str]] = {}
for _pair in _PAIRS.split("|"):
    _a, _b = (stem(w) for w in _pair.split(" "))
    _OPPOSITE.setdefault(_a, set()).add(_b)
    _OPPOSITE.setdefault(_b, set()).add(_a)


def are_opposite(a: str, b: str) -> bool:
    """Tell whether two stems are listed as opposites."""
    return b in _OPPOSITE.get(a, ())
