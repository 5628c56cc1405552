"""The nouns of the fictional press. All datetime attributes are timezone-aware, UTC.

A *step* is one moment of the part that arrives while you watch: step 0 is everything there from the start, and the
server counts upwards from there, one step at a time.
"""

from dataclasses import dataclass, field
from datetime import datetime

LABEL = "Fictional press for the Octavo demo"


@dataclass(frozen=True, slots=True)
class Publisher:
    """One invented publisher. `rights` is full, excerpt, headline or none: the most a reader of its pages may show."""

    slug: str
    name: str
    language: str
    layout: str
    feed: str  # rss, atom, rdf or json
    feed_path: str
    rights: str
    path: str  # form of an article's address; knows {y} {m} {d} {slug} {number}
    motto: str
    colour: str
    oddity: str
    oddities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Revision:
    """From `step` on, `old` reads `new` wherever it stood. A note of None means that nobody is told."""

    step: int
    old: str
    new: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. `story` is None for a report that belongs to no story; `copy_of` names the wire report."""

    id: str
    number: int
    publisher: str
    story: str | None
    path: str
    headline: str
    standfirst: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    published: datetime
    subject: str
    tags: tuple[str, ...]
    credit: str | None = None
    copy_of: str | None = None
    step: int = 0
    updated: datetime | None = None
    note: str | None = None
    revisions: tuple[Revision, ...] = ()
    withdrawn_at: int | None = None

    @property
    def words(self) -> int:
        """Count the words of the body."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Story:
    """One event and what came of it, with the ids of its articles from oldest to newest."""

    slug: str
    subject: str
    event: datetime
    related: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    """Everything the press will ever say for one `now` and one seed; `articles` run from oldest to newest."""

    now: datetime
    seed: int
    publishers: tuple[Publisher, ...]
    stories: tuple[Story, ...]
    articles: tuple[Article, ...]
    steps: int
    by_slug: dict[str, Publisher] = field(default_factory=dict, compare=False, repr=False)

    def of(self, slug: str) -> list[Article]:
        """Return the articles of one publisher, newest first; an unknown slug has none."""
        return [article for article in reversed(self.articles) if article.publisher == slug]
