"""What lies in a winmail.dat, the package only Outlook opens? Its outermost layer, which holds the files. Pure.

TNEF (MS-OXTNEF): a mark, then attributes one after another, each with its length. The one library for it in Python was
last released in 2021; what is needed here is to walk that list. The letter's own layout (compressed RTF) is not read:
its words come beside the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hafawa.channels.mail.charsets import text_of
from hafawa.channels.mail.mime import safe_name

KIND = "application/ms-tnef"
NAME = "winmail.dat"
_MARK = b"\x78\x9f\x3e\x22"
_TITLE, _DATA, _PROPERTIES, _BEGINS = 0x8010, 0x800F, 0x9005, 0x9002
_FILES, _ATTRIBUTES = 200, 20_000
_LONG_NAME = b"\x1f\x00\x07\x37"  # PidTagAttachLongFilename, in Unicode
_LONG_NAME_8 = b"\x1e\x00\x07\x37"  # the same in the sender's own encoding


class Packed(NamedTuple):
    """A file in a package."""

    name: str
    data: bytes


def is_package(*, kind: str, name: str) -> bool:
    """Whether what is so declared may be one."""
    return kind in (KIND, "application/vnd.ms-tnef") or name.lower() == NAME


def files(package: bytes) -> list[Packed]:
    """The files in `package`, in order; none where it is no package or broken before the first."""
    found: list[list[bytes]] = []  # name, long name, data
    for number, value in _attributes(package):
        if number == _BEGINS:
            if len(found) >= _FILES:
                break
            found.append([b"", b"", b""])
        elif found and number in (_TITLE, _PROPERTIES, _DATA):
            found[-1][(_TITLE, _PROPERTIES, _DATA).index(number)] = value
    return [Packed(_name(title, more), data) for title, more, data in found if data]


def _attributes(package: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6 if package[:4] == _MARK else len(package)
    for _attribute in range(_ATTRIBUTES):
        if place + 9 > len(package):
            return
        number = int.from_bytes(package[place + 1 : place + 3], "little")
        length = int.from_bytes(package[place + 5 : place + 9], "little")
        if place + 9 + length > len(package):
            return
        yield number, package[place + 9 : place + 9 + length]
        place += 9 + length + 2  # a checksum follows


def _name(title: bytes, properties: bytes) -> str:
    """The long name where the package has one, else the short one."""
    for mark, charset in ((_LONG_NAME, "utf-16-le"), (_LONG_NAME_8, "")):
        place = properties.find(mark)
        if place >= 0:
            length = int.from_bytes(properties[place + 8 : place + 12], "little")
            value = properties[place + 12 : place + 12 + min(length, 1_000)]
            text = value.decode("utf-16-le", "replace") if charset else text_of(value)[0]
            if name := safe_name(text.partition("\0")[0]):
                return name
    return safe_name(text_of(title.partition(b"\0")[0])[0])
