"""What the assistant gives back. Every line carries its address: an article and offsets (code points, half open) into its text."""

from dataclasses import dataclass
from datetime import date, datetime

FACT_KINDS = ("who", "what", "when", "where", "numbers", "quotes")


@dataclass(frozen=True, slots=True)
class Source:
    """One text to rest on. `published` is timezone-aware, None when unknown; `copy_of` names the article it near-duplicates."""

    id: str
    title: str
    text: str
    publisher: str | None = None
    published: datetime | None = None
    language: str = "en"
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A sentence taken word for word: `text == source.text[start:end]` of the article `article`."""

    text: str
    start: int
    end: int
    article: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `label` is what stands out ("6.2 million crowns"), `about` what it counts, or who says the quote ("" when unsaid).

    `start`/`end` bound the words themselves, `sentence_start`/`sentence_end` the sentence they stand in.
    """

    kind: str
    label: str
    about: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as one publisher gives it: `value` in plain units ("6.2 million" is 6200000), `text` as written."""

    article: str
    publisher: str | None
    published: datetime | None
    value: float
    text: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing counted differently: `what` is counted; `figures` hold at least two values by different publishers."""

    what: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Where one publisher says it, or (`disputes`) says otherwise: denies it, or gives another figure."""

    publisher: str
    article: str
    start: int
    end: int
    score: float
    disputes: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim sentence, word for word, and who says it. A publisher absent from `told` does not mention it.

    `first` is the publisher that said it first, None when times are unknown; `disputed` marks claims that someone tells otherwise.
    """

    sentence: Picked
    told: tuple[Told, ...]
    first: str | None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a source that a verdict rests on."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the sources hold a claim: supported, unsupported or contradicted; `score` 0..1; `reason` one plain sentence."""

    verdict: str
    score: float
    evidence: tuple[Evidence, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in quoted spans; empty when `abstained`, with the reason in words."""

    spans: tuple[Picked, ...]
    abstained: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One sentence at its place in time. `words` are the date's own, "" where the text gives none; then `first` and `last` are None.

    `grain` is day, weekend, week, month, year or about. `date_start`/`date_end` bound the words, `start`/`end` the sentence.
    """

    article: str
    words: str
    first: date | None
    last: date | None
    grain: str
    date_start: int
    date_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Happening:
    """One moment of a story as its reports tell it: the first to tell leads, `told` are all, that one included."""

    moment: Moment
    told: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Someone or something the text names. `role_start`/`role_end` bound the words that say what it is, -1 where none do.

    `start`/`end` bound the sentence that holds those words, else the one that names it first; `mentions` are the starts of all
    sentences that name it.
    """

    label: str
    kind: str
    role_start: int
    role_end: int
    start: int
    end: int
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer is `text[answer_start:answer_end]`, inside the sentence [start, end).

    `kind` is who, where, number or quote; `quote_start`/`quote_end` bound the quote that is asked for, -1 otherwise. `wrong` are two
    answers of the same kind, read elsewhere, that do not stand in the text.
    """

    kind: str
    answer_start: int
    answer_end: int
    start: int
    end: int
    wrong: tuple[str, ...]
    quote_start: int = -1
    quote_end: int = -1


@dataclass(frozen=True, slots=True)
class Credit:
    """One report names another publisher as its source, in the sentence [start, end) of `article`."""

    article: str
    publisher: str
    credits: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Copies:
    """One text that several published: the ids of its reports in order of publication; the first is the one it was copied from."""

    articles: tuple[str, ...]
