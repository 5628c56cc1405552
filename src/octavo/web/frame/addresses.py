"""Where things are shown: the address of an article, a story, a hashtag. An id leads; the slug behind it is for people."""

from functools import lru_cache

from django.urls import reverse
from django.utils.text import slugify

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.story.models import Story

SLUG_MOST = 60  # letters; enough for eight words, short enough to read aloud


def slug_of(title: str) -> str:
    """Return the readable part of an address, never empty: "Pêche & marée" → "peche-maree", "新聞" → "-"."""
    return slugify(title)[:SLUG_MOST].strip("-") or "-"


def article_url(article: Article, part: str = "article") -> str:
    """Return the address of an article's page, or of another `part` of it ("article-facts", "article-changes" …)."""
    return reverse(part, args=[article.pk, slug_of(article.title)])


def story_url(story: Story, part: str = "story") -> str:
    """Return the address of a story's page, or of another `part` of it ("story-timeline" …). `story.lead` should be loaded."""
    return reverse(part, args=[story.pk, slug_of(story.lead.title if story.lead else "")])


def hashtag_url(hashtag: Hashtag) -> str:
    """Return the address of a hashtag's page."""
    return reverse("hashtag", args=[hashtag.slug])


def about_url(about: Article | Story) -> str:
    """Return the address of what a comment stands under."""
    return article_url(about) if isinstance(about, Article) else story_url(about)


def thread_url(about: Article | Story, part: str = "comments") -> str:
    """Return the address of all comments on `about`, or of the form that writes one (`part` "comment-new")."""
    return _reversed(part if isinstance(about, Article) else f"story-{part}", about.pk)


@lru_cache(maxsize=1024)  # a page of comments asks for its own thread hundreds of times
def _reversed(name: str, key: int) -> str:
    return reverse(name, args=[key])
