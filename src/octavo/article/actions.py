"""Every write to articles. Each verb is one transaction, or a part of its caller's."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from octavo.article.logic.access import Verdict, decide, stored_wishes
from octavo.article.logic.change import digest_of
from octavo.article.logic.excerpt import excerpt_of
from octavo.article.logic.listing import Listed
from octavo.article.models import Article, Picture, Revision
from octavo.article.types import Extracted, Rights
from octavo.source.models import Access, Source


@transaction.atomic
def list_entries(source: Source, listed: Sequence[Listed], now: datetime) -> tuple[list[int], list[int]]:
    """Store what a feed lists. Returns (ids of unseen articles, ids of known ones whose feed text changed).

    Only articles of this source's publisher are ever read or written: a foreign guid or address cannot touch another's.
    """
    unique = {item.url: item for item in listed}
    known = {a.url: a for a in Article.objects.filter(publisher_id=source.publisher_id, url__in=list(unique))}
    fresh = [_from_entry(source, item, now) for url, item in unique.items() if url not in known]
    Article.objects.bulk_create(fresh, ignore_conflicts=True)
    urls = [a.url for a in fresh]
    made = Article.objects.filter(publisher_id=source.publisher_id, url__in=urls).values_list("pk", flat=True)
    changed = [a.pk for url, a in known.items() if _refresh_from_entry(a, unique[url], now)]
    return list(made) if urls else [], changed


def _from_entry(source: Source, item: Listed, now: datetime) -> Article:
    publisher, entry = source.publisher, item.entry
    wishes: dict[str, Any] = {}
    verdict = decide(
        publisher.access, publisher.ai_summary, wishes, paywalled=None, unstated_ai=settings.AI_WHEN_UNSTATED
    )
    article = Article(
        publisher=publisher,
        source=source,
        url=item.url,
        guid=(entry.id or "")[:500],
        title=(entry.title or "").strip()[:500] or _title_from(item.paragraphs),
        authors=list(entry.authors)[:20],
        first_seen=now,
        published=min(entry.published or now, now),
        dated=entry.published is not None,
        modified=entry.updated,
        language=publisher.language,
        categories=list(entry.categories)[:20],
        image_url=(entry.image or "")[:2000],
    )
    _apply_text(article, item.paragraphs, ["paragraph"] * len(item.paragraphs), verdict, complete=False)
    return article


def _title_from(paragraphs: Sequence[str]) -> str:
    return excerpt_of(" ".join(paragraphs), 12) or "Untitled"


def _refresh_from_entry(article: Article, item: Listed, now: datetime) -> bool:
    """Follow a changed feed entry, unless the page itself has been read since: the page knows better."""
    if article.complete or article.gone or article.read is not None:
        return False
    title = (item.entry.title or "").strip()[:500] or article.title
    text = "\n\n".join(_allowed(item.paragraphs, article.access))
    if digest_of(title, text) == article.digest:
        return False
    _keep_revision(article, now)
    article.title = title
    verdict = Verdict(article.access, article.mining, article.ai, article.ai_source)
    _apply_text(article, item.paragraphs, ["paragraph"] * len(item.paragraphs), verdict, complete=False)
    article.save()
    return True


@transaction.atomic
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
        _keep_revision(article, now, old_title, old_text)
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
    if page.published and (not article.dated or page.published < article.published):
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


def _apply_text(
    article: Article, paragraphs: Sequence[str], kinds: Sequence[str], verdict: Verdict, *, complete: bool
) -> None:
    shown = _allowed(paragraphs, verdict.access, verdict.snippet_length)
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


def _allowed(paragraphs: Sequence[str], access: str, characters: int | None = None) -> list[str]:
    """Return what of `paragraphs` may be kept, an excerpt of at most `characters`.

    Blank lines inside one would break the addresses, so they go.
    """
    clean = [" ".join(part.split()) for part in paragraphs if part.strip()]
    if access == Access.HEADLINE or not clean:
        return []
    if access == Access.EXCERPT:
        return [part for part in (excerpt_of("\n\n".join(clean), characters=characters),) if part]
    return clean


def _keep_revision(article: Article, now: datetime, title: str | None = None, text: str | None = None) -> None:
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
