"""Archives into articles: pages are read from disk instead of the network, everything after that is the same."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import local

from django.db import transaction

from octavo.article.actions import refuse, store_page
from octavo.article.entries import list_entries
from octavo.article.errors import ArticleError
from octavo.article.logic.identity import canonical_url
from octavo.article.logic.listing import LONGEST, listed
from octavo.article.models import Article
from octavo.fetch.archive import ArchivedPage, read_archive
from octavo.fetch.types import Entry
from octavo.flow.actions import renew
from octavo.flow.parsers import parser_of
from octavo.flow.thinking import Thinking
from octavo.flow.types import ParsedPage
from octavo.kit.clock import now
from octavo.kit.sandbox import Sandbox, SandboxError
from octavo.source.actions import NewSource, add_source
from octavo.source.logic.host import publisher_host
from octavo.source.models import Kind, Source

log = logging.getLogger("octavo.flow")

_BATCH = 64  # pages parsed ahead and stored in one transaction
_WORKERS = 2


@dataclass(slots=True)
class Done:
    """How a backfill went, in pages."""

    stored: int = 0
    known: int = 0
    refused: int = 0
    failed: int = 0


@dataclass(slots=True)
class Backfill:
    """Reads archives. `access` is what may be shown of publishers that are met for the first time."""

    access: str = "excerpt"
    done: Done = field(default_factory=Done)
    _sources: dict[str, Source] = field(default_factory=dict)

    def run(self, paths: Iterable[Path], tell: Callable[[str], None]) -> Done:
        """Read every file of `paths` (folders are walked), then understand what came. One bad page never stops it."""
        for path in _files(paths):
            self._read(path, tell)
        tell("understanding what was read")
        Thinking().drain()
        return self.done

    def _read(self, path: Path, tell: Callable[[str], None]) -> None:
        threads = local()

        def parsed(page: ArchivedPage) -> ParsedPage | None:
            if not hasattr(threads, "sandbox"):
                threads.sandbox = parser_of("page")
                boxes.append(threads.sandbox)
            try:
                made: ParsedPage = threads.sandbox.call(page.body, page.url, page.content_type, page.headers)
            except (SandboxError, ArticleError):
                return None
            except Exception:
                log.exception("%s could not be parsed, by a fault of ours", page.url)
                return None
            return made

        boxes: list[Sandbox] = []
        with ThreadPoolExecutor(_WORKERS) as pool:
            for pages in _batches(read_archive(path), _BATCH):
                fresh = self._unknown(pages)
                for page, result in zip(fresh, pool.map(parsed, fresh), strict=True):
                    self._store(page, result)
                tell(
                    f"{path.name}: {self.done.stored} stored, {self.done.known} known, {self.done.refused} not articles"
                )
        for box in boxes:
            box.close()

    def _unknown(self, pages: list[ArchivedPage]) -> list[ArchivedPage]:
        known = set(
            Article.objects.filter(url__in=[canonical_url(page.url) for page in pages]).values_list("url", flat=True)
        )
        fresh = [page for page in pages if canonical_url(page.url) not in known]
        self.done.known += len(pages) - len(fresh)
        return fresh

    @transaction.atomic
    def _store(self, page: ArchivedPage, parsed: ParsedPage | None) -> None:
        url = canonical_url(page.url, declared=parsed.page.canonical_url) if parsed else ""
        if parsed is None or len(url) > LONGEST:
            self.done.failed += 1
            return
        moment = now()
        source = self._source_of(page.url)
        entry = Entry(url=url, title=parsed.page.title or url, published=parsed.page.published or page.captured)
        [(ids, _)] = list_entries([(source, [listed(url, entry)])], moment)
        if not ids:
            self.done.known += 1
            return
        article = Article.objects.select_related("publisher").get(pk=ids[0])
        if parsed.refusal:
            refuse(article, parsed.refusal.partition(":")[0], moment)
            self.done.refused += 1
            return
        store_page(article, parsed.page, moment)
        renew([article.pk], moment)
        self.done.stored += 1

    def _source_of(self, url: str) -> Source:
        host = publisher_host(url)
        if host not in self._sources:
            home = f"https://{host}/"
            new = NewSource(url=f"{home}#archive", home=home, publisher=host, kind=Kind.ARCHIVE, access=self.access)
            source, fresh = add_source(new, now())
            if fresh:  # an archive is read once, by hand
                source.paused = True
                source.save(update_fields=["paused"])
            self._sources[host] = source
        return self._sources[host]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(part for part in path.rglob("*") if part.is_file()) if path.is_dir() else [path]


def _batches(pages: Iterable[ArchivedPage], size: int) -> Iterator[list[ArchivedPage]]:
    batch: list[ArchivedPage] = []
    for page in pages:
        batch.append(page)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
