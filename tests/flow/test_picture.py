"""A picture from outside is looked at in a child, by its bytes, and only a new one made of it is kept."""

import asyncio
import io
import struct
import zlib

import pytest
from PIL import Image

from octavo.fetch.client import Client
from octavo.flow.plate import MOST_BYTES, plate_of
from octavo.flow.steps import picture


def image(kind="JPEG", size=(400, 300), mode="RGB", colour=(200, 30, 30), **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def png(width, height, *chunks):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*part) for part in chunks) + chunk(b"IEND", b"")


def opened(body):
    plate = plate_of(body)
    assert plate is not None
    made = Image.open(io.BytesIO(plate.body))
    assert (made.format, made.size) == ("WEBP", (plate.width, plate.height))
    return made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_usual_kind_becomes_a_picture_of_ours_at_most_960_wide(kind):
    assert opened(image(kind)).size == (400, 300)
    assert opened(image(kind, (1920, 1080))).size == (960, 540)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"GIF89a/*" + bytes(50) + b"*/=1;alert(1)",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 400 400\n",
        b"%PDF-1.7",
        image("BMP"),
        image("TIFF"),
        image("ICO", (64, 64)),
        image()[:1200],
        image("PNG")[:60],
        image("GIF", (1, 1)),
        png(100_000, 100_000, (b"IDAT", zlib.compress(bytes(1000)))),
        png(60_000, 700, (b"IDAT", zlib.compress(bytes(1000)))),
        png(300, 300, (b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
        png(300, 300, (b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
        image() + bytes(MOST_BYTES),
    ],
    ids="nothing svg html gif-script eps pdf bmp tiff ico half-jpeg half-png pixel bomb wide-bomb text-bomb profile-bomb large".split(),
)
def test_what_is_no_picture_to_show_is_none(body):
    assert plate_of(body) is None


def test_nothing_of_what_a_picture_carries_besides_comes_through():
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    body = image(exif=exif, comment=b"secret words") + b"<html><script>alert(1)</script>"
    made = opened(body)
    assert (dict(made.getexif()), set(made.info) & {"exif", "xmp", "icc_profile", "comment"}) == ({}, set())
    assert not any(word in plate_of(body).body for word in (b"secret", b"script"))


def test_a_moving_picture_stands_a_turned_one_is_upright_and_a_transparent_one_is_on_white():
    out = io.BytesIO()
    frames = [Image.new("P", (300, 300), n) for n in range(20)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert getattr(opened(out.getvalue()), "n_frames", 1) == 1
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(image(exif=exif)).size == (300, 400)
    assert opened(image("PNG", mode="RGBA", colour=(0, 0, 0, 0))).convert("RGB").getpixel((9, 9)) == (255, 255, 255)


def test_a_picture_is_known_by_its_bytes_and_one_that_cannot_be_had_is_none(web, parsers):
    web.pages |= {
        "/a.jpg": (200, {"Content-Type": "text/html"}, image()),
        "/b.jpg": (200, {"Content-Type": "image/jpeg"}, b"<html><script>alert(1)</script>"),
        "/d.jpg": (302, {"Location": "http://localhost:1/x.jpg"}, b""),
    }

    async def ask(path):
        async with Client(allowed_addresses=frozenset({web.place})) as client:
            return await picture.fetch(client, parsers, web.url(path))

    made = {path: asyncio.run(ask(path)) for path in ("/a.jpg", "/b.jpg", "/c.jpg", "/d.jpg")}
    assert {path for path, plate in made.items() if plate} == {"/a.jpg"}
