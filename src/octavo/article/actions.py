"""Every write to articles. Each verb is one transaction, or a part of its caller's."""

from collections.abc import Sequence
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from octavo.article.logic.access import Verdict, decide, stored_wishes
from octavo.article.logic.change import digest_of
from octavo.article.logic.excerpt import excerpt_of
from octavo.article.logic.kept import kept_paragraphs
from octavo.article.models import Article, Picture, Revision
from octavo.article.types import Extracted, Rights
from octavo.source.models import Access

NO_HEADLINE = "—"  # of an article of which nothing may stay


@transaction.atomic(savepoint=False)
def store_page(article: Article, page: Extracted, now: datetime) -> bool:
    """Store what an article's own page says. Returns whether title or text changed, or what machines may read of it.

    Offsets that point into the old text are void afterwards, so the caller must have the article understood again.
    """
    old_terms = article.mining, article.refusal
    verdict = _judge(article, page.rights, now, paywalled=page.paywalled)
    old_digest, old_title, old_text = article.digest, article.title, article.text
    first_read = article.read is None
    _apply_facts(article, page, now)
    if not verdict.picture:
        article.image_url, article.image_credit = "", ""
        Picture.objects.filter(article=article).delete()
    if verdict.access == Access.FULL and page.paragraphs:
        kinds = [part.kind for part in page.paragraphs]
        _apply_text(article, [part.text for part in page.paragraphs], kinds, verdict, complete=True)
    else:
        teaser = [article.text] if article.text and not article.complete else [page.excerpt or page.subtitle or ""]
        _apply_text(article, [part for part in teaser if part], ["paragraph"], verdict, complete=False)
    changed = article.digest != old_digest
    if changed and not first_read:
        keep_revision(article, now, old_title, old_text)
    article.save()
    return changed or (article.mining, article.refusal) != old_terms


def _judge(article: Article, rights: Rights, now: datetime, *, paywalled: bool | None) -> Verdict:
    """Write down what was stated for an article, and decide what follows."""
    publisher, article.rights = article.publisher, stored_wishes(rights)
    return decide(
        publisher.access,
        publisher.ai_summary,
        article.rights,
        paywalled=paywalled,
        unstated_ai=settings.AI_WHEN_UNSTATED,
        now=now,
    )


def _apply_facts(article: Article, page: Extracted, now: datetime) -> None:
    article.read = now
    article.title = (page.title or article.title)[:500]
    article.subtitle = (page.subtitle or "")[:1000]
    article.authors = list(page.authors)[:20] or article.authors
    if page.published and (not article.dated or page.published < article.published or _tells_time(page, article)):
        article.published, article.dated = min(page.published, article.first_seen), True
    article.modified = page.modified or article.modified
    article.language = (page.language or article.language)[:35]
    article.section = (page.section or article.section)[:200]
    article.categories = list(page.tags)[:20] or article.categories
    article.paywalled = page.paywalled
    article.confidence = page.confidence
    if page.image:
        article.image_url = (page.image.url or "")[:2000]
        article.image_credit = (page.image.credit or "")[:300]


def _tells_time(page: Extracted, article: Article) -> bool:
    """Say whether the page has the time of a day that alone was known: lists and addresses often give no more."""
    known, told = article.published, page.published
    return told is not None and known.time() == time() and told.date() == known.date()


def _apply_text(
    article: Article, paragraphs: Sequence[str], kinds: Sequence[str], verdict: Verdict, *, complete: bool
) -> None:
    shown = kept_paragraphs(paragraphs, verdict.access, verdict.snippet_length)
    if verdict.snippet_length is not None:
        article.subtitle = ""  # a snippet's length counts once
    article.access, article.mining = verdict.access, verdict.mining
    article.ai, article.ai_source, article.refusal = verdict.ai, verdict.ai_source, verdict.refusal
    article.text = "\n\n".join(shown)
    article.kinds = list(kinds[: len(shown)])
    article.complete = complete and verdict.access == Access.FULL
    article.excerpt = excerpt_of(article.text, characters=verdict.snippet_length)
    article.word_count = len(article.text.split())
    article.digest = digest_of(article.title, article.text)


def keep_revision(article: Article, now: datetime, title: str | None = None, text: str | None = None) -> None:
    """Keep what an article said until now; `title` and `text` say what, where the article has moved on already."""
    Revision.objects.get_or_create(
        article=article,
        number=article.revision,
        defaults={
            "title": article.title if title is None else title,
            "text": article.text if text is None else text,
            "seen": now,
        },
    )
    article.revision += 1
    article.changed = now


@transaction.atomic
def withdraw(article: Article, now: datetime) -> None:
    """Take an article down because its publisher did. Its words go; its place in the story stays."""
    article.gone = article.gone or now
    article.text, article.kinds, article.excerpt, article.subtitle = "", [], "", ""
    article.word_count, article.image_url, article.image_credit = 0, "", ""
    article.save()
    article.revisions.all().delete()
    Picture.objects.filter(article=article).delete()


@transaction.atomic
def clear(articles: "QuerySet[Article]", now: datetime, note: str = "") -> None:
    """Take articles down for good: headlines, words, names and pictures are deleted; their addresses stay, and say `note`."""
    articles.filter(gone=None).update(gone=now)
    articles.update(
        title=NO_HEADLINE, gone_note=note[:300],
        text="", kinds=[], excerpt="", subtitle="", authors=[], word_count=0, image_url="", image_credit="", digest="",
        complete=False, rights={},
    )  # fmt: skip
    Revision.objects.filter(article__in=articles).delete()
    Picture.objects.filter(article__in=articles).delete()


@transaction.atomic
def refuse(article: Article, why: str, now: datetime) -> None:
    """Keep an address from being shown: it is no article, or its page asks not to be listed. `why` is a slug."""
    article.refusal, article.read = why[:60], now
    article.save(update_fields=["refusal", "read"])


@transaction.atomic
def note_read(article: Article, now: datetime, rights: Rights | None = None) -> None:
    """Remember that the page was asked and nothing was learned of it (refused by robots, not reachable).

    `rights`: what its host's files state all the same; it then rules what the feed gave.
    """
    first, article.read = article.read is None, now
    if rights is None or not first:  # a page that was read said more than the files
        article.save(update_fields=["read"])
        return
    verdict = _judge(article, rights, now, paywalled=article.paywalled)
    parts = article.paragraphs
    _apply_text(article, [text for _, text, _ in parts], [kind for _, _, kind in parts], verdict, complete=False)
    article.save()


@transaction.atomic
def store_picture(article: Article, digest: str, width: int, height: int) -> None:
    """Attach the safe copy of a lead picture, named by `digest`."""
    Picture.objects.update_or_create(article=article, defaults={"digest": digest, "width": width, "height": height})
