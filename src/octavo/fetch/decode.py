"""Content-Encoding undone with a cap on what comes out, so that a small bomb stays small (RFC 9110 section 8.4)."""

import io
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import zstandard

from octavo.fetch.errors import BadEncodingError, FeedTooLargeError, FetchError, TooLargeError

_STEP = 1 << 16
MAX_UNPACKED = 16 * 2**20
# More would let a 1 KiB header demand gigabytes; RFC 9659 allows HTTP 8 MiB.
_ZSTD_WINDOW = 8 * 2**20


def decompress(body: bytes, encoding: str | None, cap: int) -> bytes:
    """Return `body` without its Content-Encoding ("gzip", "br", "zstd", "deflate", or several, comma-separated).

    Unknown names are left as they are, since servers send "utf-8" or "none" there.
    Raises TooLargeError when more than `cap` bytes come out, BadEncodingError when the bytes are not of that encoding.
    """
    names = [name.strip().lower() for name in (encoding or "").split(",") if name.strip()]
    if len(names) > 3:
        raise BadEncodingError("the body claims more than three encodings; it is not read")
    for name in reversed(names):
        undo = _UNDO.get(name)
        if undo is None or not body:
            continue
        try:
            body = undo(body, cap)
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise BadEncodingError(f"the body is not valid {name}: {error}") from error
    return body


def unpacked(body: bytes, url: str | None) -> bytes:
    """Return `body` unpacked where it is a gzip file: a sitemap often is, a feed by mistake, packed once more for the transfer.

    Raises FeedTooLargeError when it cannot be unpacked, or is larger than 16 MiB then.
    """
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return decompress(body, "gzip", MAX_UNPACKED)
    except FetchError as error:
        raise FeedTooLargeError(error.message, url=url) from error


def _bounded(pieces: list[bytes], size: int, cap: int) -> None:
    if size > cap:
        pieces.clear()
        raise TooLargeError(f"the body is larger than {cap // 2**20} MiB once decompressed; it is not read")


def _inflate(body: bytes, cap: int, wbits: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while body:
        engine = zlib.decompressobj(wbits)
        # one byte more than is allowed tells that there is more; so nothing past the cap is ever held
        piece = engine.decompress(body, cap - size + 1)
        size += len(piece)
        pieces.append(piece)
        _bounded(pieces, size, cap)
        # gzip files may be several members in a row; anything else behind the end is padding
        body = engine.unused_data if engine.unused_data[:2] == b"\x1f\x8b" else b""
    return b"".join(pieces)


def _gzip(body: bytes, cap: int) -> bytes:
    return _inflate(body, cap, 31) if body[:2] == b"\x1f\x8b" else body  # many servers label plain bodies gzip


def _deflate(body: bytes, cap: int) -> bytes:
    try:
        return _inflate(body, cap, 15)
    except zlib.error:
        return _inflate(body, cap, -15)  # raw deflate, which the standard forbids and servers send


def _brotli(body: bytes, cap: int) -> bytes:
    engine = brotli.Decompressor()
    pieces = [engine.process(body, output_buffer_limit=_STEP)]
    size = len(pieces[0])
    _bounded(pieces, size, cap)
    while not engine.is_finished():
        piece = engine.process(b"", output_buffer_limit=_STEP)
        if not piece and engine.can_accept_more_data():
            break  # all input is used up before the stream ends
        pieces.append(piece)
        size += len(piece)
        _bounded(pieces, size, cap)
    if not engine.is_finished():
        raise brotli.error("it is cut short")
    return b"".join(pieces)


def _zstd(body: bytes, cap: int) -> bytes:
    engine = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    with engine.stream_reader(io.BytesIO(body), read_across_frames=True) as stream:
        out = stream.read(cap + 1)
    _bounded([], len(out), cap)
    return out


_UNDO: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
