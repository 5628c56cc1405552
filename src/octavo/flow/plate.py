"""What runs in the child that looks at pictures: bytes in, a safe picture out. Imports no Django, so it stays small."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

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


def plate_of(body: bytes) -> Plate | None:
    """Re-encode a raster image as WebP, upright and at most 960 pixels wide, all metadata dropped. None when it is no such image.

    Its bytes say what it is, whatever type was claimed. Of a moving picture the first frame is taken; what is transparent
    becomes white.
    """
    if len(body) > MOST_BYTES:
        return None
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS or min(image.size) < SMALLEST / 2 or image.width < SMALLEST:
                return None
            image.draft("RGB", (WIDTH, WIDTH))
            ImageOps.exif_transpose(image, in_place=True)  # in place: a large picture is held twice at most
            plain = _flat(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    plain.thumbnail((WIDTH, WIDTH))
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=78, method=4)
    return Plate(out.getvalue(), plain.width, plain.height)


def _flat(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    image.thumbnail((WIDTH, WIDTH))
    seen = image.convert("RGBA")
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen)
    return ground
