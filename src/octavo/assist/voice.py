"""Recordings: what a voice of this site read, made once by the reader's steps, kept by the content of the words."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from octavo.article.models import Article
from octavo.assist.actions import RECORDING_KEPT, store_recording
from octavo.assist.errors import VoiceError
from octavo.assist.logic import script
from octavo.assist.logic.script import Lead, Said
from octavo.assist.logic.sound import joined
from octavo.assist.models import Briefing, Recording
from octavo.assist.packing import packed
from octavo.assist.port import Voice
from octavo.insight.logic.words import base_language
from octavo.kit import seam

VOICE = "assist.voice"
_CLOSING = "Each headline is its publisher's own. Read by machine."


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be recorded: the script, the articles whose words it holds, and the edition it is, if it is one."""

    script: tuple[Said, ...]
    articles: tuple[int, ...]
    edition: Briefing | None = None


def chosen() -> bool:
    """Say whether this site has a voice."""
    return VOICE in seam.chosen()


def of_article(article: Article) -> Reading | None:
    """Return what is read of an article; None where its publisher or its language does not allow it, or there is no voice."""
    if not chosen() or not (article.complete and article.may_summarise) or article.gone or article.refusal:
        return None
    paragraphs = [text for _, text, _ in article.paragraphs]
    said = script.of_article(article.title, article.publisher.name, paragraphs, article.language or "en")
    return Reading(said, (article.pk,)) if said and _speaks(said) else None


def of_edition(edition: Briefing) -> Reading | None:
    """Return what is read of an edition: those of the eight whose publishers let machines work on them, in languages it speaks."""
    if not chosen():
        return None
    ids = [int(article) for _, article, _ in edition.picks]
    found = Article.objects.live().filter(pk__in=ids).select_related("publisher").in_bulk()
    leads = [found[pk] for pk in ids if pk in found and found[pk].may_summarise and _spoken(found[pk].language or "en")]
    said = script.of_edition(_opening(edition, len(leads)), [_lead(article) for article in leads], _CLOSING)
    return Reading(said, tuple(a.pk for a in leads), edition) if said and _speaks(said) else None


def recorded(reading: Reading) -> Recording | None:
    """Return the recording of just these words by this voice, None while there is none. One query."""
    return Recording.objects.filter(key=script.key(reading.script, _voice().name)).first()


def record(reading: Reading, now: datetime) -> Recording:
    """Return the recording, made now if there is none. Takes up to OCTAVO_VOICE_SECONDS.

    Raises VoiceError; then nothing is kept.
    """
    found = recorded(reading)
    if found:
        return found
    voice, until = _voice(), time.monotonic() + settings.VOICE_SECONDS
    sounds = []
    for said in reading.script:
        left = until - time.monotonic()
        if left <= 0:
            raise VoiceError(
                "slow", f"{voice.name} did not finish in {settings.VOICE_SECONDS:g} s (OCTAVO_VOICE_SECONDS)"
            )
        sounds.append(voice.speak(said.text, said.language, left))
    try:
        sound, seconds = joined(sounds)
    except ValueError as error:
        raise VoiceError("garbage", f"what {voice.name} gave cannot be used: {error}") from error
    file = packed(sound)
    made = Recording(
        key=script.key(reading.script, voice.name), voice=voice.name[:80], briefing=reading.edition, made=now,
        kind=file.kind, size=len(file.body), seconds=seconds,
    )  # fmt: skip
    _write(made.path, file.body)
    return store_recording(made, reading.articles)


def current(recordings: QuerySet[Recording]) -> list[Recording]:
    """Return those whose every text is still there, may still be worked on, and whose file is. Two queries."""
    return [
        recording
        for recording in recordings.prefetch_related("articles")
        if all(a.gone is None and not a.refusal and a.may_summarise for a in recording.articles.all())
        and recording.path.exists()
    ]


def podcast(now: datetime) -> list[Recording]:
    """Return the recordings of editions, newest first; of an edition the newest one. Two queries."""
    rows = Recording.objects.filter(briefing__isnull=False, briefing__made__gt=now - RECORDING_KEPT)
    newest: dict[int | None, Recording] = {}
    for recording in current(rows.select_related("briefing").order_by("-briefing__made", "-made")):
        newest.setdefault(recording.briefing_id, recording)
    return list(newest.values())


def _voice() -> Voice:
    voice: Voice = seam.engine(VOICE)
    return voice


def _spoken(language: str) -> bool:
    return base_language(language) in _voice().languages


def _speaks(said: Sequence[Said]) -> bool:
    return {s.language for s in said} <= _voice().languages


def _opening(edition: Briefing, told: int) -> str:
    left_out = len(edition.picks) - told
    day = f"{edition.made:%A}, {edition.made.day} {edition.made:%B %Y}"
    rest = f" {left_out} of the eight are left out, for they may not be read here." if left_out else ""
    return f"The Daily Eight of {settings.SITE_NAME}. {day}.{rest}"


def _lead(article: Article) -> Lead:
    words = "" if article.access == "headline" else article.subtitle or article.excerpt
    return Lead(article.publisher.name, article.title, words, article.language or "en")


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_bytes(body)
    part.replace(path)
