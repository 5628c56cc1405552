"""RSS and Atom of the front page, hashtags and threads: headlines and what rights allow, always with the publisher's name and address."""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from octavo.article.models import Article
from octavo.assist.models import Briefing
from octavo.insight.corrections import meant
from octavo.insight.models import SHOWN_TAGS
from octavo.people.models import Comment
from octavo.story.models import Story

ENTRIES = 50
EDITIONS = 14  # of The Daily Eight: a week
KEPT_SECONDS = 120
TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
FORMS: dict[str, type[SyndicationFeed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


@require_safe
def front(request: HttpRequest, form: str) -> HttpResponse:
    """Give the leads of the highest-ranked stories."""
    stories = (
        Story.objects.live()
        .filter(lead__gone=None, lead__refusal="")
        .select_related("lead__publisher")
        .defer("lead__text", "lead__kinds", "lead__rights")
        .order_by("-rank", "-pk")[:ENTRIES]
    )
    articles = [story.lead for story in stories if story.lead]
    return _answer(request, form, settings.SITE_NAME, "/", "The stories of the day in their order.", articles)


@require_safe
def hashtag(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the newest articles that carry a hashtag."""
    found = meant(slug)
    if found is None or found.hidden:
        raise Http404
    articles = (
        Article.objects.live()
        .filter(taggings__hashtag=found, taggings__rank__lt=SHOWN_TAGS)
        .select_related("publisher")
        .defer("text", "kinds", "rights")
        .order_by("-published", "-pk")[:ENTRIES]
    )
    name = f"#{found.tag.lstrip('#')}"
    return _answer(
        request,
        form,
        f"{name} — {settings.SITE_NAME}",
        f"/hashtag/{found.slug}/",
        f"Articles that carry {name}.",
        articles,
    )


@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    """Give the last editions of The Daily Eight, each an entry with its stories under their publishers' headlines."""
    feed = made("rss", f"The Daily Eight — {settings.SITE_NAME}", "/briefing/", "Eight stories of the day.", request)
    editions = list(Briefing.objects.order_by("-made")[:EDITIONS])
    leads = Article.objects.live().select_related("publisher").defer("text", "kinds", "rights")
    known = leads.in_bulk({article for edition in editions for _, article, _ in edition.picks})
    for edition in editions:
        items = [_eighth(known[article], str(why)) for _, article, why in edition.picks if article in known]
        home = f"{settings.SITE_URL}/briefing/{edition.made:%Y%m%d-%H%M}/"
        feed.add_item(
            title=f"The Daily Eight, {edition.made.day} {edition.made:%B %Y, %H:%M} UTC",
            link=home,
            description=f"<ol>{''.join(items)}</ol>",
            pubdate=edition.made,
            updateddate=edition.made,
            unique_id=home,
            unique_id_is_permalink=True,
        )
    return sent(request, feed, "rss")


def _eighth(article: Article, why: str) -> str:
    home = f"{settings.SITE_URL}{reverse('article-short', args=[article.pk])}"
    return f'<li><a href="{home}">{escape(article.title)}</a> ({escape(article.publisher.name)}). {escape(why)}</li>'


@require_safe
def comments(request: HttpRequest, pk: int, kind: str = "article") -> HttpResponse:
    """Give the newest comments on an article or a story that everyone may read."""
    about: Article | Story | None = (
        Article.objects.filter(pk=pk, gone=None, refusal="").defer("text", "kinds", "rights").first()
        if kind == "article"
        else Story.objects.live().filter(pk=pk).select_related("lead").first()
    )
    if about is None:
        raise Http404
    lead = about if isinstance(about, Article) else about.lead
    title = f"Comments on {lead.title if lead else 'a story'}"
    feed = made("rss", title, reverse(f"{kind}-short", args=[pk]), title, request)
    newest = Comment.objects.on(about).shown().select_related("author").order_by("-created", "-pk")[:ENTRIES]
    for comment in newest:
        name = comment.author.name if comment.author else "A former reader"
        home = f"{settings.SITE_URL}{reverse('comment', args=[comment.pk])}"
        feed.add_item(
            title=f"{name} on {lead.title if lead else 'a story'}",
            link=f"{home}#c{comment.pk}",
            description=f"<p>{escape(comment.body)}</p>",
            author_name=name,
            pubdate=comment.created,
            updateddate=comment.edited or comment.created,
            unique_id=home,
            unique_id_is_permalink=True,
        )
    return sent(request, feed, "rss")


def _answer(
    request: HttpRequest, form: str, title: str, path: str, description: str, articles: Iterable[Article]
) -> HttpResponse:
    feed = made(form, title, path, description, request)
    for article in articles:
        _add(feed, article)
    return sent(request, feed, form)


def made(
    form: str,
    title: str,
    path: str,
    description: str,
    request: HttpRequest,
    form_of: type[SyndicationFeed] | None = None,
) -> SyndicationFeed:
    """Return an empty feed of this site; `form_of` makes it where that of FORMS says too little."""
    return (form_of or FORMS[form])(
        title=title,
        link=f"{settings.SITE_URL}{path}",
        description=description,
        language="en",
        feed_url=f"{settings.SITE_URL}{request.path}",
        feed_guid=f"{settings.SITE_URL}{request.path}",
    )


def sent(request: HttpRequest, feed: SyndicationFeed, form: str) -> HttpResponse:
    """Return the answer with a feed, or 304 where the reader has it."""
    body = feed.writeString("utf-8")
    etag = quote_etag(hashlib.blake2b(_unstamped(body, feed).encode(), digest_size=12).hexdigest())
    response = HttpResponse(body, content_type=TYPES[form])
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    conditional = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(conditional, HttpResponse)
    return conditional


def _add(feed: SyndicationFeed, article: Article) -> None:
    home = f"{settings.SITE_URL}{reverse('article-short', args=[article.pk])}"
    words = "" if article.access == "headline" else article.subtitle or article.excerpt
    source = f'<p>From {escape(article.publisher.name)}: <a href="{escape(article.url)}">{escape(article.publisher.host)}</a></p>'
    feed.add_item(
        title=article.title,
        link=home,
        description=(f"<p>{escape(words)}</p>" if words else "") + source,
        author_name=article.publisher.name,
        pubdate=article.published,
        updateddate=max(article.changed or article.published, article.published),
        unique_id=home,
        unique_id_is_permalink=True,
        categories=[article.section] if article.section else [],
    )


def _unstamped(body: str, feed: SyndicationFeed) -> str:
    """Return the feed without the moment of its making: an empty feed is stamped with the present."""
    return body if feed.num_items() else f"{feed.feed['title']}"
