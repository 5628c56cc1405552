"""Have articles and editions read by this site's voice, one at a time. What fails is tried again twice, then left to the browser's."""

import logging
from collections.abc import Sequence
from datetime import datetime

from octavo.article.models import Article
from octavo.assist import voice
from octavo.assist.errors import VoiceError
from octavo.assist.models import Briefing
from octavo.assist.voice import Reading
from octavo.flow.actions import enqueue, fail, finish
from octavo.flow.models import Work

log = logging.getLogger("octavo.flow")
TRIES = 3
WAITING = 30  # articles at most: a voice is slower than a wish


def ask(article: Article, now: datetime) -> bool:
    """Make due that an article is read; False when too many wait."""
    if Work.objects.filter(step="speak").count() >= WAITING:
        return False
    enqueue("speak", [article.pk], now)
    return True


def waits(article: Article) -> bool:
    """Say whether an article is going to be read."""
    return Work.objects.filter(step="speak", target=article.pk).exists()


def articles(rows: Sequence[Work], now: datetime) -> int:
    """Read the articles of `rows`. Returns how many were."""
    found = Article.objects.filter(pk__in=[row.target for row in rows]).select_related("publisher").in_bulk()
    return sum(_read(row, voice.of_article(found[row.target]) if row.target in found else None, now) for row in rows)


def editions(rows: Sequence[Work], now: datetime) -> int:
    """Read the editions of The Daily Eight of `rows`. Returns how many were."""
    found = Briefing.objects.in_bulk([row.target for row in rows])
    return sum(_read(row, voice.of_edition(found[row.target]) if row.target in found else None, now) for row in rows)


def _read(row: Work, reading: Reading | None, now: datetime) -> bool:
    if reading is None:
        finish([row])
        return False
    try:
        voice.record(reading, now)
    except (VoiceError, OSError) as error:  # OSError: no room on the disk
        log.warning("%s %d was not read: %s", row.step, row.target, error)
        fail(row, str(error), now, TRIES)
        return False
    finish([row])
    return True
