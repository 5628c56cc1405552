"""Fetch a lead picture and keep a small, safe copy: readers' browsers never ask a third party."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from octavo.article.actions import store_picture
from octavo.article.models import Article
from octavo.fetch.client import Client
from octavo.fetch.errors import FetchError
from octavo.flow.models import Work
from octavo.flow.parsers import Parsers
from octavo.flow.plate import Plate
from octavo.kit.sandbox import SandboxError


async def fetch(client: Client, parsers: Parsers, url: str) -> Plate | None:
    """Fetch and re-encode a picture, in a child; None when it is none, too small to show, too costly, or cannot be had.

    Raises TurnLaterError where its host asked for pauses and is not to be asked yet.
    """
    try:
        response = await client.get(url, can_wait=True)
        plate: Plate | None = await parsers.call("picture", response.body)
    except (FetchError, SandboxError):
        return None
    return plate


def path_of(digest: str) -> Path:
    """Return where a picture named by `digest` lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / f"{digest}.webp"


def store(row: Work, plate: Plate | None) -> None:
    """Keep the picture. The file is complete before the row that names it exists."""
    if plate is not None:
        digest = hashlib.sha256(plate.body).hexdigest()[:32]
        path = path_of(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{row.pk}")
        draft.write_bytes(plate.body)
        draft.replace(path)
    with transaction.atomic():
        article = Article.objects.filter(pk=row.target, gone=None).first()
        if plate is not None and article is not None:
            store_picture(article, digest, plate.width, plate.height)
        row.delete()
