"""What a source list says, and when a source is due. All datetime attributes are timezone-aware, UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Subscription:
    """One source of a list; `folders` is its path of folder names, outermost first, `kind` one of octavo.source.models.Kind."""

    url: str
    title: str | None = None
    home: str | None = None
    folders: tuple[str, ...] = ()
    kind: str = "feed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed: `named` by the page itself, or `guessed` from habit; best first."""

    url: str
    title: str | None = None
    how: Literal["named", "linked", "guessed"] = "named"


class Pace(NamedTuple):
    """How a source publishes: the median `gap` between its latest publications, in seconds (None: too few), and the `newest`."""

    gap: int | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """Seconds that a publisher asks us to wait, None where it says nothing: feed ttl, Cache-Control, Retry-After.

    `quiet` names the hours ("0" to "23") and days ("mon" to "sun"), UTC, at which it asks not to be read, by spaces.
    """

    ttl: int | None = None
    max_age: int | None = None
    retry_after: int | None = None
    quiet: str = ""
