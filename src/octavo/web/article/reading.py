"""What an article's page reads. At most twelve queries, however many hashtags, comments and relations there are."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from octavo.article.models import Article
from octavo.find.models import Relation
from octavo.insight.models import SHOWN_TAGS, Hashtag, Tagging
from octavo.kit.text import plain_key
from octavo.story.models import Member
from octavo.web.frame.body import Body, body_of
from octavo.web.tools.scope import Line
from octavo.web.tools.shelf import Ref, understanding_of

SHOWN_RELATED, SHOWN_ELSEWHERE = 6, 3
SUMMARY_LINES, FEWEST_LINES = 4, 3
LONG_ENOUGH = 6  # sentences from which three of them make a summary
CLOSE, PARTIAL = 0.62, 0.45  # of Relation.score: about one event; about one storyline (see find.logic.related)
STRENGTH = {3: gettext_lazy("Close link."), 2: gettext_lazy("Partial link."), 1: gettext_lazy("Slight link.")}


def find_article(article_id: int, *, aids: bool = False) -> Article | None:
    """Return an article with its publisher, picture, understanding and place in a story; None when it is not to be shown.

    `aids` loads what was made of it for the tools, too.
    """
    return (
        Article.objects.filter(pk=article_id, refusal="")
        .select_related(
            "publisher", "picture", "understanding", "member__story__lead__publisher", *(["aids"] if aids else [])
        )
        .defer(
            "understanding__vector",
            "member__report",
            "member__story__lead__text",
            "categories",
            "member__story__lead__kinds",
        )
        .first()
    )


def member_of(article: Article) -> Member | None:
    """Return the article's place in a story that still stands; None when it has none."""
    return getattr(article, "member", None)


def body(article: Article) -> Body:
    """Return the text in addressed sentences; without an understanding the paragraphs stand as they are."""
    known = understanding_of(article)
    return body_of(article.paragraphs, known.sentences if known else [])


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag and the sentence that earned it: its words and its anchor, both "" when only the headline names it."""

    hashtag: Hashtag
    sentence: str
    anchor: str


def tags(article: Article, body: Body) -> list[Tag]:
    """Return at most five hashtags, best first. One query."""
    if understanding_of(article) is None:
        return []
    found = []
    rows = Tagging.objects.filter(article=article, rank__lt=SHOWN_TAGS).select_related("hashtag")
    for row in rows.order_by("rank"):
        place = body.places.get(row.start) or (body.place(row.start) if row.end else None)
        sentence = article.text[row.start : row.end] if row.end > row.start else ""
        found.append(Tag(row.hashtag, sentence, place[0] if place and sentence else ""))
    return found


def summary(article: Article, body: Body) -> list[Line]:
    """Return the sentences that tell most, in the order of the text.

    Three or four of six sentences and more, of fewer at most a third of them; [] when nothing is shorter, or machines may not work on
    this text.
    """
    known = understanding_of(article)
    if known is None or not article.may_summarise:
        return []
    count = len(known.sentences)
    most = min(SUMMARY_LINES, max(count // 3, FEWEST_LINES if count >= LONG_ENOUGH else 0))
    title = plain_key(article.title)
    telling = [row for row in known.key_sentences if plain_key(article.text[row[0] : row[1]]) != title]
    best = sorted(telling, key=lambda row: -row[3])[:most]
    lines = []
    for start, end, *_ in sorted(best):
        place = body.places.get(start)
        if place:
            anchor, paragraph = place
            ref = Ref(f"#{anchor}", f"¶{paragraph}", gettext("Source ¶%(paragraph)s") % {"paragraph": paragraph})
            lines.append(Line(article.text[start:end], (ref,), article.language))
    return lines


@dataclass(frozen=True, slots=True)
class Related:
    """A related article with its strength (3 close, 2 partial, 1 slight) and its reason."""

    article: Article
    strength: int
    reason: str
    shared: tuple[str, ...]

    @property
    def also(self) -> tuple[str, ...]:
        """What both share beyond the names that the reason gives."""
        return tuple(name for name in self.shared if name not in self.reason)

    @property
    def word(self) -> str:
        """The strength in words."""
        return str(STRENGTH[self.strength])


def related(article: Article) -> list[Related]:
    """Return up to six related articles of other publishers, the strongest first. One query."""
    rows = (
        Relation.objects.filter(article=article, other__gone=None, other__refusal="")
        .exclude(other__publisher_id=article.publisher_id)
        .select_related("other__publisher")
        .defer("other__text", "other__kinds", "other__rights", "other__authors", "other__categories")
        .order_by("-score", "pk")[:SHOWN_RELATED]
    )
    return [Related(r.other, strength_of(r.score), r.reason, tuple(r.shared)) for r in rows]


def strength_of(score: float) -> int:
    """Return 3, 2 or 1 for a relation's score 0..1."""
    return 3 if score >= CLOSE else 2 if score >= PARTIAL else 1


def readable_elsewhere(article: Article) -> list[Article]:
    """Return other publishers' full reports of the same story, for an article that is not shown in full. One query."""
    member = member_of(article)
    if article.complete or member is None:
        return []
    found: dict[int, Article] = {}
    rows = (
        Member.objects.filter(story_id=member.story_id, article__complete=True, article__gone=None, article__refusal="")
        .exclude(article__publisher_id=article.publisher_id)
        .select_related("article__publisher")
        .only("article__title", "article__publisher__name", "article__language")
        .order_by("-article__published")[:20]
    )
    for row in rows:
        found.setdefault(row.article.publisher_id, row.article)
    return list(found.values())[:SHOWN_ELSEWHERE]
