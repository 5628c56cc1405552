"""Lead images: abstract plates in the manner of an engraving, drawn from a number. The same number, the same plate."""

import io
import math
import random
from functools import lru_cache

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 540
GAP = 7  # distance of the engraved lines in pixels
PAPERS = ("#f3efe4", "#eef0ea", "#f1ece8", "#ecf0f2")
INKS = ("#22313f", "#3b2f2a", "#24403a", "#3a2f4a")

Line = list[tuple[float, float]]


def lines(number: int) -> list[tuple[Line, int]]:
    """Return the plate's lines with their widths (1–4 px): a swell of hills under a disc of sun."""
    draw = random.Random(number)  # noqa: S311 - decoration, not secrecy
    hills = [
        (draw.uniform(0, WIDTH), draw.uniform(60, 190), draw.uniform(90, 260), draw.uniform(200, 460)) for _ in range(5)
    ]
    sun_x, sun_y, sun_r = draw.uniform(200, 760), draw.uniform(100, 200), draw.uniform(45, 90)
    found: list[tuple[Line, int]] = []
    for row in range(GAP, HEIGHT + 160, GAP):
        line: Line = []
        for x in range(0, WIDTH + 1, 12):
            lift = sum(
                height * math.exp(-(((x - at) / wide) ** 2)) * math.exp(-(((row - deep) / 120) ** 2))
                for at, height, wide, deep in hills
            )
            line.append((x, round(row - lift + 2 * math.sin(x / 37 + row / 11), 1)))
        found.append((line, 1 + (row * 3) // (HEIGHT + 160)))
    for row in range(int(sun_y - sun_r), int(sun_y + sun_r), 4):
        half = math.sqrt(max(0.0, sun_r**2 - (row - sun_y) ** 2))
        found.append(([(sun_x - half, row), (sun_x + half, row)], 2))
    return found


def colours(number: int) -> tuple[str, str]:
    """Return paper and ink."""
    return PAPERS[number % len(PAPERS)], INKS[number // 3 % len(INKS)]


@lru_cache(maxsize=64)
def png(number: int) -> bytes:
    """Return the plate as a PNG of 960 × 540 with 16 colours."""
    paper, ink = colours(number)
    image = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), paper)  # twice the size, then halved: smooth lines
    pen = ImageDraw.Draw(image)
    for line, width in lines(number):
        pen.line([(x * 2, y * 2) for x, y in line], fill=ink, width=width * 2)
    out = io.BytesIO()
    image.reduce(2).quantize(16).save(out, "PNG")
    return out.getvalue()


@lru_cache(maxsize=64)
def svg(number: int) -> bytes:
    """Return the same plate as SVG."""
    paper, ink = colours(number)
    drawn = "".join(
        f'<polyline stroke-width="{width}" points="{" ".join(f"{x:g},{y:g}" for x, y in line)}"/>'
        for line, width in lines(number)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="100%" height="100%" fill="{paper}"/><g fill="none" stroke="{ink}">{drawn}</g></svg>'
    ).encode()


def plate_path(number: int) -> str:
    """Return where the publisher's server has the plate; two of three are PNG."""
    return f"/plates/{number}.{'svg' if number % 3 == 0 else 'png'}"
