"""When a comment waits for a moderator. A rule can hold; only a person can remove. The reason is told to the author."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from octavo.people.logic.alike import latin

_LINK = re.compile(
    r"(?:https?://|www\.)\S|\b[\w-]+\.(?:com|net|org|info|biz|shop|xyz|top|site|online|club|ru|cn)\b", re.I
)
_WORD = re.compile(r"\w+")
NEW_DAYS = 7  # an account this young is read more closely
LINKS_OF_NEW, LINKS_OF_OTHERS = 0, 5
SAME_ELSEWHERE = 2  # the same words under this many other articles are an advertisement, not an argument
ALIKE = 0.6  # share of three-word runs in common with a comment that was removed
RUN = 3
AN_HOUR = 20  # comments of one account; who writes more is read more closely
LEAST_RUNS = 5  # shorter comments are alike by chance


@dataclass(frozen=True, slots=True)
class Author:
    """What is known of an author at the moment of writing."""

    days: float  # since the account was made
    approved: int  # comments that stand
    removed: int  # comments removed by a moderator in the last month
    trusted: bool
    lately: int = 0  # comments of the last hour


def folded(text: str) -> str:
    """Return `text` as it is compared: as it looks in Latin letters, letters and digits only ("ＢＵＹ  nów!" → "buy now")."""
    return " ".join(_WORD.findall(latin(text).casefold()))


def runs(text: str) -> frozenset[str]:
    """Return the runs of three words in `text`, folded."""
    words = folded(text).split()
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def links(text: str) -> int:
    """Count what a reader would take for a link."""
    return len(_LINK.findall(text))


def why_held(
    body: str, author: Author, *, words: Iterable[str] = (), elsewhere: int = 0, removed: Iterable[str] = (), new_days: float = 0,
) -> str:  # fmt: skip
    """Return why `body` waits for a moderator, as a sentence for its author and for moderators, or "" when it does not.

    `words` are the site's own held words; `elsewhere` counts other articles with the same text; `removed` are texts of
    comments removed of late; an account younger than `new_days` waits until a comment of it stands.
    """
    if author.trusted:
        return ""
    if elsewhere >= SAME_ELSEWHERE:
        return f"The same text stands under {elsewhere} other articles."
    if new_days and author.days < new_days and not author.approved:
        return "It is the first comment of an account that is new here."
    if author.lately >= AN_HOUR:
        return f"It is one of more than {AN_HOUR} comments of its author within an hour."
    count = links(body)
    if count > LINKS_OF_NEW and not author.approved:
        return "It is a first comment and has a link."
    if count > LINKS_OF_NEW and author.days < NEW_DAYS:
        return "It has a link, and its author is new here."
    if count > LINKS_OF_OTHERS:
        return f"It has {count} links."
    found = _held_word(body, words)
    if found:
        return f"It uses a word that is read first here: “{found}”."
    if _like_removed(body, removed):
        return "It is much like a comment that was removed."
    if author.removed and not author.approved:
        return "The last comments of its author were removed."
    return ""


def _held_word(body: str, words: Iterable[str]) -> str:
    said = f" {folded(body)} "
    return next((word for word in words if folded(word) and f" {folded(word)} " in said), "")


def _like_removed(body: str, removed: Iterable[str]) -> bool:
    mine = runs(body)
    if len(mine) < LEAST_RUNS:
        return False
    for text in removed:
        theirs = runs(text)
        if theirs and len(mine & theirs) / len(mine | theirs) >= ALIKE:
            return True
    return False
