"""Build the world: publishers, stories and articles with absolute times. Pure but for reading the story files."""

import random
import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from octavo.press.manuscript import Manuscript, Sheet, read_manuscript
from octavo.press.publishers import PUBLISHERS
from octavo.press.types import Article, Revision, Story, World

SINGLES = "singles"  # story files whose name begins so hold reports that belong to no story
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
SHORTEST = 126  # words; copy is not cut below it, so that house spelling leaves it at 120 or more
LANGUAGES = {publisher.slug: publisher.language for publisher in PUBLISHERS}
FORMS = {publisher.slug: publisher.path for publisher in PUBLISHERS}
# What a subeditor changes in wire copy without thinking: spellings, never facts.
HOUSE_STYLE = (("per cent", "percent"), (" about ", " around "), (" metres", " meters"), (" while ", " whilst "))


@cache
def manuscripts() -> tuple[Manuscript, ...]:
    """Return every story file of the package, in the order of their names."""
    folder = files("octavo.press") / "stories"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    return tuple(read_manuscript(name[:-3], (folder / name).read_text("utf-8")) for name in names)


def build(now: datetime, seed: int) -> World:
    """Return the whole world as it will be, for `now` (timezone-aware, UTC) and a seed that shifts times by minutes.

    The same arguments give an equal world. Articles that arrive later carry `now` until the server reveals them.
    """
    draw = random.Random(seed)  # noqa: S311 - decoration, not secrecy
    steps = _step_numbers()
    articles: list[Article] = []
    stories: list[Story] = []
    for manuscript in manuscripts():
        mine = [made for sheet in manuscript.sheets for made in _articles(manuscript, sheet, now, draw, steps)]
        mine = [_numbered(article, 1000 + len(articles) + i) for i, article in enumerate(mine)]
        articles += mine
        if not manuscript.slug.startswith(SINGLES):
            stories.append(_story(manuscript, mine, now))
    articles.sort(key=lambda article: (article.published, article.step, article.id))
    by_slug = {publisher.slug: publisher for publisher in PUBLISHERS}
    return World(now, seed, PUBLISHERS, tuple(stories), tuple(articles), len(steps), by_slug)


def at_step(article: Article, step: int, when: datetime) -> Article:
    """Return `article` as it reads at `step`; a noted revision also sets `updated` to `when`, a silent one does not."""
    changes: dict[str, object] = {}
    values = [article.headline, article.standfirst, *article.paragraphs]
    for revision in article.revisions:
        if revision.step <= step:
            values = [value.replace(revision.old, revision.new) for value in values]
            if revision.note:
                changes |= {"note": revision.note, "updated": when}
    headline, standfirst, *paragraphs = values
    return _with(article, headline=headline, standfirst=standfirst, paragraphs=tuple(paragraphs), **changes)


def slugify(text: str) -> str:
    """Return at most eight plain words of `text` joined by hyphens, for addresses."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:8])


def _step_numbers() -> dict[int, int]:
    """Map the arrival numbers written in the files to 1, 2, 3 … without gaps."""
    written = {0}
    for manuscript in manuscripts():
        for sheet in manuscript.sheets:
            written |= {sheet.arrives, sheet.withdrawn or 0, *(change[0] for change in sheet.changes)}
    return {number: i for i, number in enumerate(sorted(written - {0}), start=1)}


def _articles(
    manuscript: Manuscript, sheet: Sheet, now: datetime, draw: random.Random, steps: dict[int, int]
) -> list[Article]:
    original = _article(manuscript, sheet, now, draw, steps)
    return [original, *(_copy(original, copy, now, draw) for copy in sheet.copies)]


def _article(
    manuscript: Manuscript, sheet: Sheet, now: datetime, draw: random.Random, steps: dict[int, int]
) -> Article:
    language = LANGUAGES[sheet.publisher]
    event = _event(manuscript, now)
    head = manuscript.head
    lone = manuscript.slug.startswith(SINGLES)
    own = head.get(f"tags-{language}", head.get("tags", "") if language == "en" else "")
    tags = tuple(tag.strip() for tag in own.split(",") if tag.strip())
    hours = sheet.hours or 0.0
    return Article(
        id=f"{manuscript.slug}/{sheet.publisher}-{slugify(sheet.headline)}",
        number=0,
        publisher=sheet.publisher,
        story=None if lone else manuscript.slug,
        path="",
        headline=dated(sheet.headline, event, language),
        standfirst=dated(sheet.standfirst, event, language),
        paragraphs=tuple(dated(paragraph, event, language) for paragraph in sheet.paragraphs),
        authors=sheet.authors,
        published=_moment(now, hours, draw),
        subject=head.get("subject", "news"),
        tags=tags,
        step=steps.get(sheet.arrives, 0),
        revisions=tuple(Revision(steps[at], old, new, note) for at, old, new, note in sheet.changes),
        withdrawn_at=steps.get(sheet.withdrawn or 0),
    )


def _copy(original: Article, copy: tuple[str, float, str], now: datetime, draw: random.Random) -> Article:
    """Make what a desk makes of wire copy: its own headline, house spelling, the end cut off, the agency named."""
    publisher, hours, headline = copy
    kept = original.paragraphs
    for _ in range(draw.choice((0, 1, 1, 2))):
        kept = kept[:-1] if sum(len(paragraph.split()) for paragraph in kept[:-1]) >= SHORTEST else kept
    for old, new in HOUSE_STYLE:
        kept = tuple(paragraph.replace(old, new) for paragraph in kept)
    return _with(
        original,
        id=f"{original.id.split('/')[0]}/{publisher}-{slugify(headline)}",
        publisher=publisher,
        headline=headline,
        standfirst=original.standfirst if draw.random() < 0.5 else "",
        paragraphs=kept,
        authors=("Harbourline",),
        published=max(_moment(now, hours, draw), original.published + timedelta(minutes=5)),
        credit="Reported by the Harbourline agency.",
        copy_of=original.id,
        revisions=(),
    )


def dated(text: str, event: datetime, language: str) -> str:
    """Replace `{d}` and `{d±n}` by the weekday of the event moved by n days."""

    def name(match: re.Match[str]) -> str:
        day = event + timedelta(days=int(match[1] or 0))
        return WEEKDAYS[language][day.weekday()]

    return re.sub(r"\{d([+-]\d+)?\}", name, text)


def _event(manuscript: Manuscript, now: datetime) -> datetime:
    return now - timedelta(hours=float(manuscript.head.get("event", "24h").rstrip("h")))


def _moment(now: datetime, hours: float, draw: random.Random) -> datetime:
    shift = timedelta(minutes=draw.randint(-9, 9)) if hours else timedelta()
    return min(now, now - timedelta(hours=hours) + shift).replace(microsecond=0)


def _numbered(article: Article, number: int) -> Article:
    day = article.published
    path = FORMS[article.publisher].format(
        y=f"{day:%Y}", m=f"{day:%m}", d=f"{day:%d}", slug=slugify(article.headline), number=number
    )
    return _with(article, number=number, path=path)


def _story(manuscript: Manuscript, articles: list[Article], now: datetime) -> Story:
    ordered = sorted(articles, key=lambda article: (article.published, article.step))
    related = tuple(slug.strip() for slug in manuscript.head.get("related", "").split(",") if slug.strip())
    subject = manuscript.head.get("subject", "news")
    return Story(manuscript.slug, subject, _event(manuscript, now), related, tuple(a.id for a in ordered))


def _with(article: Article, **changes: object) -> Article:
    return replace(article, **changes)  # type: ignore[arg-type]
