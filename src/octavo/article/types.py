"""What a page says once its furniture is gone. All datetime attributes are timezone-aware, UTC."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from octavo.kit.clock import rfc3339
from octavo.kit.text import word_count

ParagraphKind = Literal["paragraph", "heading", "quote", "list"]
Permission = Literal["allowed", "refused", "unstated"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the body, white space squeezed. Never empty, and holds no blank line."""

    text: str
    kind: ParagraphKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Image:
    """The lead picture: absolute address, and whom to thank where the page says so."""

    url: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """One permission, where it was stated ("robots-meta", "x-robots-tag", "tdmrep.json" …) and in which words.

    Source and rule are None when it is unstated.
    """

    value: Permission = "unstated"
    source: str | None = None
    rule: str | None = None


RIGHTS = (
    "index",
    "follow",
    "snippet",
    "archive",
    "text_and_data_mining",
    "ai_summary",
    "training",
    "picture",
    "picture_ai",
)


@dataclass(frozen=True, slots=True)
class Rights:
    """What the publisher allows for this page, as the page, its headers and its host's files state it.

    `snippet_length` caps a snippet in characters; after `unavailable_after` (UTC) the page may no longer be listed.
    """

    index: Right = field(default_factory=Right)
    follow: Right = field(default_factory=Right)
    snippet: Right = field(default_factory=Right)
    archive: Right = field(default_factory=Right)
    text_and_data_mining: Right = field(default_factory=Right)
    ai_summary: Right = field(default_factory=Right)
    training: Right = field(default_factory=Right)
    picture: Right = field(default_factory=Right)
    picture_ai: Right = field(default_factory=Right)
    snippet_length: int | None = None
    unavailable_after: datetime | None = None

    def as_object(self) -> dict[str, dict[str, str | None]]:
        """Return the contract's form: name → {"value", "source"}, with the words of the rule."""
        stated = {name: getattr(self, name) for name in RIGHTS}
        return {
            name: {"value": right.value, "source": right.source, "rule": right.rule} for name, right in stated.items()
        }


@dataclass(frozen=True, slots=True)
class Teased:
    """How much of a page leads elsewhere.

    `share` of its running text stands in cards with a linked title, 0..1; `own` counts the characters of lines that are not
    linked and stand in no card.
    """

    share: float = 0.0
    own: int = 0


@dataclass(frozen=True, slots=True)
class Extracted:
    """One page as an article. Absent is None or (), never a guess.

    `confidence` (0..1) says how sure the body is right; `paywalled` is None when the page does not say; `live` marks a live
    blog, whose entries stand in the page's order under headings that begin with their times.
    """

    url: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    excerpt: str | None = None
    paywalled: bool | None = None
    rights: Rights = field(default_factory=Rights)
    confidence: float = 0.0
    live: bool = False
    next_page: str | None = None  # of the same article
    teased: Teased = Teased()

    @property
    def text(self) -> str:
        """The paragraphs joined by blank lines; offsets elsewhere point into this."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def as_object(self) -> dict[str, Any]:
        """Return the contract's article object, ready for JSON."""
        return {
            "url": self.url,
            "canonical_url": self.canonical_url,
            "title": self.title,
            "subtitle": self.subtitle,
            "authors": list(self.authors),
            "published": rfc3339(self.published),
            "modified": rfc3339(self.modified),
            "language": self.language,
            "publisher": self.publisher,
            "section": self.section,
            "tags": list(self.tags),
            "image": {"url": self.image.url, "credit": self.image.credit} if self.image else None,
            "paragraphs": [{"text": paragraph.text, "kind": paragraph.kind} for paragraph in self.paragraphs],
            "text": self.text,
            "excerpt": self.excerpt,
            "word_count": word_count(self.text),
            "paywalled": self.paywalled,
            "rights": self.rights.as_object(),
            "snippet_length": self.rights.snippet_length,
            "unavailable_after": rfc3339(self.rights.unavailable_after),
            "confidence": round(self.confidence, 3),
            "live": self.live,
        }


@dataclass(frozen=True, slots=True)
class PageRule:
    """How one publisher's pages are read where the machine errs: valid CSS selectors, "" or () where the machine decides.

    `body` holds the article's text and `remove` what is no part of it; of the others the first match counts, for `authors` all.
    """

    body: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    title: str = ""
    authors: str = ""
    published: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is ruled."""
        return bool(self.body or self.remove or self.title or self.authors or self.published)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells one reading of a page from another: its facts, the ends of its text, and a digest of all of it."""

    title: str
    authors: str
    published: str  # RFC 3339, "" for none
    opening: str  # words of the text
    closing: str
    characters: int
    paragraphs: int
    digest: str


class Listed(NamedTuple):
    """What becomes of an entry that a feed or a sitemap lists: its canonical address, and what may be kept of its words.

    `text` holds `paragraphs` paragraphs joined by blank lines; `digest` is that of title and text, `words` their number
    in the text. A named tuple, since thousands cross from the parsing child at once and tuples travel fastest.
    """

    url: str
    guid: str
    title: str
    authors: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    categories: tuple[str, ...]
    image: str
    text: str
    paragraphs: int
    excerpt: str
    words: int
    digest: str
