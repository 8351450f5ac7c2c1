"""Do the files come out of a winmail.dat, and nothing out of what only claims to be one?"""

from __future__ import annotations

import struct

import pytest

from hafawa.channels.mail.packages import Packed, files, is_package


def attribute(number: int, value: bytes, *, level: int = 2, kind: int = 6) -> bytes:
    checksum = sum(value) & 0xFFFF
    return struct.pack("<BHHI", level, number, kind, len(value)) + value + struct.pack("<H", checksum)


def long_name(name: str) -> bytes:
    value = (name + "\0").encode("utf-16-le")
    return struct.pack("<I", 1) + b"\x1f\x00\x07\x37" + struct.pack("<II", 1, len(value)) + value


def package(*listed: tuple[bytes, bytes, str]) -> bytes:
    made = b"\x78\x9f\x3e\x22\x01\x00" + attribute(0x9006, struct.pack("<I", 0x10000), level=1)
    for title, data, name in listed:
        made += attribute(0x9002, b"\0" * 14) + attribute(0x8010, title + b"\0") + attribute(0x800F, data)
        made += attribute(0x9005, long_name(name)) if name else b""
    return made


def test_the_files_come_out_under_their_long_names() -> None:
    made = package((b"RECHNU~1.PDF", b"%PDF-1.7", "فاتورة رقم 12.pdf"), (b"short.txt", b"hello", ""))
    assert files(made) == [Packed("فاتورة رقم 12.pdf", b"%PDF-1.7"), Packed("short.txt", b"hello")]


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\windows\\evil.exe", "gpj\u202e.exe", "con", "a\0b\nc"])
def test_active_attachments_a_name_in_a_package_leads_nowhere(name: str) -> None:
    (found,) = files(package((b"x", b"hello", name)))
    assert not set(found.name) & set("/\\\u202e\n\0:")
    assert found.name.lower() != "con"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\x78\x9f\x3e\x22", package((b"x", b"hello", ""))[:40],
     b"\x78\x9f\x3e\x22\0\0" + struct.pack("<BHHI", 2, 0x800F, 6, 2**32 - 1)],
)  # fmt: skip
def test_what_is_none_or_torn_holds_nothing(data: bytes) -> None:
    assert files(data) == []


def test_it_is_known_by_its_kind_or_name() -> None:
    assert is_package(kind="application/ms-tnef", name="")
    assert is_package(kind="application/octet-stream", name="WINMAIL.DAT")
    assert not is_package(kind="application/pdf", name="mail.pdf")
