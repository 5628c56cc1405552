"""Fetch a lead picture and keep a small, safe copy: readers' browsers never ask a third party."""

import asyncio
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from PIL import Image, UnidentifiedImageError

from octavo.article.actions import store_picture
from octavo.article.models import Article
from octavo.fetch.client import Client
from octavo.fetch.errors import FetchError
from octavo.flow.models import Work

MOST_BYTES = 8 * 2**20
MOST_PIXELS = 40_000_000  # a bomb is small on the wire and large in memory
WIDTH, SMALLEST = 960, 200
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture made safe: WebP bytes, width and height in pixels."""

    body: bytes
    width: int
    height: int


async def fetch(client: Client, url: str) -> Plate | None:
    """Fetch and re-encode a picture; None when it is none, too small to show, or cannot be had."""
    try:
        response = await client.get(url)
    except FetchError:
        return None
    return await asyncio.to_thread(plate_of, response.body)


def plate_of(body: bytes) -> Plate | None:
    """Re-encode a raster image as WebP, at most 960 pixels wide, all metadata dropped. None when it is no such image."""
    if len(body) > MOST_BYTES:
        return None
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS or min(image.size) < SMALLEST / 2 or image.width < SMALLEST:
                return None
            image.draft("RGB", (WIDTH, WIDTH))
            plain = image.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    plain.thumbnail((WIDTH, WIDTH))
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=78, method=4)
    return Plate(out.getvalue(), plain.width, plain.height)


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
