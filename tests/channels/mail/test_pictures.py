"""Is a picture one by its first bytes, and small enough to be shown?"""

from __future__ import annotations

import struct
import zlib

import pytest

from hafawa.channels.mail.pictures import Picture, picture


def png(width: int, height: int, *, rows: int = 1) -> bytes:
    """A PNG that says it is so large; its data is of `rows` lines only."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + b"\x0b\x6b\x5e" * min(width, 5000) for _row in range(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def gif(screen: tuple[int, int], frame: tuple[int, int]) -> bytes:
    table = b"\x80\0\0" + b"\0" * 6
    descriptor = b"\x2c" + struct.pack("<HHHH", 0, 0, *frame) + b"\0\2\1\0\0"
    return b"GIF89a" + struct.pack("<HH", *screen) + table + b"\x21\xf9\x04\0\0\0\0\0" + descriptor + b"\x3b"


def jpeg(width: int, height: int) -> bytes:
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9
    return b"\xff\xd8" + app0 + frame + b"\xff\xd9"


def webp(form: bytes, body: bytes) -> bytes:
    return (
        b"RIFF" + struct.pack("<I", 4 + 8 + len(body)) + b"WEBP" + form + struct.pack("<I", len(body)) + body
    ).ljust(40, b"\0")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (png(640, 480), "image/png"),
        (jpeg(640, 480), "image/jpeg"),
        (gif((640, 480), (640, 480)), "image/gif"),
        (webp(b"VP8X", b"\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")), "image/webp"),
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)), "image/webp"),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 639 | 479 << 14)), "image/webp"),
    ],
)
def test_the_four_kinds_say_what_they_are_and_how_large(data: bytes, kind: str) -> None:
    assert picture(data) == Picture(kind, 640, 480)


@pytest.mark.parametrize(
    "data",
    [
        png(40_000, 40_000),
        png(30_000, 10),
        png(0, 5),
        jpeg(65_000, 65_000),
        gif((1, 1), (65_535, 65_535)),
        webp(b"VP8X", b"\0\0\0\0" + b"\xff\xff\xff" + b"\xff\xff\xff"),
    ],
)
def test_a_picture_of_forty_thousand_squared_is_never_shown(data: bytes) -> None:
    assert picture(data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='x' onload='alert(1)'/>",
        b"<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>//",
        b"\xff\xd8\xff" + b"\xff" * 100_000,
        b"\xff\xd8\xff\xe0\0\0" * 1000,
        b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 40,
        b"%PDF-1.7",
        b"BM" + b"\0" * 60,
        png(10, 10)[:20],
        gif((1, 1), (1, 1))[:25],
        b"\0" * (16 * 1024 * 1024),
    ],
)
def test_active_attachments_what_only_claims_to_be_a_picture_is_none(data: bytes) -> None:
    assert picture(data) is None
