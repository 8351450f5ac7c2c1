"""Is this really a picture a browser may show, and how large would it become? Read from its first bytes only. Pure.

Nothing here decodes a picture: PNG, JPEG, GIF and WebP say their size in their head. What says none, or one that would
take a reader's machine hundreds of megabytes, is no picture for us and stays something to download. SVG is a document
with scripts, and never one.
"""

from __future__ import annotations

from typing import NamedTuple

PIXELS_MOST = 40_000_000
SIDE_MOST = 20_000
BYTES_MOST = 15 * 1024 * 1024
_SEGMENTS = 500
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Picture(NamedTuple):
    """What it is, for Content-Type, and its size in pixels."""

    kind: str
    width: int
    height: int


def picture(data: bytes) -> Picture | None:
    """The picture in `data`; None where it is none of the four kinds, broken, or too large to be shown."""
    if len(data) > BYTES_MOST:
        return None
    for kind, size in (("image/png", _png), ("image/jpeg", _jpeg), ("image/gif", _gif), ("image/webp", _webp)):
        if (found := size(data)) is not None:
            width, height = found
            is_sane = 0 < width <= SIDE_MOST and 0 < height <= SIDE_MOST and width * height <= PIXELS_MOST
            return Picture(kind, width, height) if is_sane else None
    return None


def _png(data: bytes) -> tuple[int, int] | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """The frame's header lies behind other segments, each with its length."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    place = 2
    for _segment in range(_SEGMENTS):
        while data[place : place + 2] == b"\xff\xff":
            place += 1
        if data[place : place + 1] != b"\xff" or place + 9 > len(data):
            return None
        marker = data[place + 1]
        if marker in _FRAMES:
            return int.from_bytes(data[place + 7 : place + 9], "big"), int.from_bytes(
                data[place + 5 : place + 7], "big"
            )
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return None


def _gif(data: bytes) -> tuple[int, int] | None:
    """The larger of the screen and its first picture: browsers let that one grow the screen."""
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 14:
        return None
    width, height = _pair(data, 6)
    place = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    for _block in range(_SEGMENTS):
        mark = data[place : place + 1]
        if mark == b"\x2c" and place + 10 <= len(data):
            (left, top), (wide, high) = _pair(data, place + 1), _pair(data, place + 5)
            return max(width, left + wide), max(height, top + high)
        if mark != b"\x21":
            return None
        place += 2
        while (length := data[place] if place < len(data) else 0) > 0:
            place += 1 + length
        place += 1
    return None


def _pair(data: bytes, place: int) -> tuple[int, int]:
    return int.from_bytes(data[place : place + 2], "little"), int.from_bytes(data[place + 2 : place + 4], "little")


def _webp(data: bytes) -> tuple[int, int] | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    form = data[12:16]
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = _pair(data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L" and data[20:21] == b"\x2f":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
