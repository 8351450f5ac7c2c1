"""What do a message's header lines say? Linear, and bounded before anything is decoded. Pure."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from hafawa.channels.mail import limits
from hafawa.channels.mail.charsets import clean, text_of

_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?)")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NUMBERED = re.compile(r"(.+?)\*(\d{1,3})?(\*?)")


@dataclass
class Headers:
    """Header values as bytes, by lower-case name, in order; `was_cut` where a cap was met."""

    values: dict[str, list[bytes]] = field(default_factory=dict)
    was_cut: bool = False

    def first(self, name: str) -> str:
        """The first value of `name` as text, encoded words not decoded; empty if there is none."""
        found = self.values.get(name)
        return text_of(found[0])[0] if found else ""

    def all(self, name: str) -> list[str]:
        """Every value of `name` as text, encoded words not decoded."""
        return [text_of(value)[0] for value in self.values.get(name, ())]

    def words(self, name: str) -> str:
        """The first value of `name` as a person reads it: RFC 2047 words decoded, white space single."""
        return " ".join(decoded(self.first(name)).split())


def read(block: bytes) -> Headers:
    """The headers in `block` (line ends already LF); lines that are none are passed over."""
    headers, name, pieces = Headers(), "", []
    for line in block.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            pieces.append(line.strip())
            continue
        _keep(headers, name, pieces)
        match = _NAME.match(line)
        name, pieces = (match[1].decode("ascii").lower(), [line[match.end() :].strip()]) if match else ("", [])
    _keep(headers, name, pieces)
    return headers


def _keep(headers: Headers, name: str, pieces: list[bytes]) -> None:
    if not name:
        return
    if len(headers.values) >= limits.HEADER_COUNT or len(headers.values.get(name, ())) >= limits.HEADER_COUNT:
        headers.was_cut = True
        return
    value = b" ".join(pieces)
    if len(value) > limits.HEADER_VALUE_BYTES:
        headers.was_cut, value = True, _cut(name, value)
    headers.values.setdefault(name, []).append(value)


def _cut(name: str, value: bytes) -> bytes:
    """The end of References matters (the parent stands last), of anything else the beginning."""
    if name in ("references", "in-reply-to"):
        return value[: limits.HEADER_VALUE_BYTES // 2] + b" " + value[-limits.HEADER_VALUE_BYTES // 2 :]
    return value[: limits.HEADER_VALUE_BYTES]


def decoded(text: str) -> str:
    """`text` with its RFC 2047 encoded words read, letters split over two joined; broken words stay as they are."""
    if "=?" not in text:
        return text
    text = _BETWEEN.sub("", text)
    out: list[str] = []
    held, charset, place = b"", "", 0
    for match in _ENCODED.finditer(text):
        if held and (match.start() > place or match[1].lower() != charset):
            out.append(text_of(held, declared=charset)[0])
            held = b""
        out.append(text[place : match.start()])
        charset, place = match[1].lower().partition("*")[0], match.end()
        held += _word(match)
    if held:
        out.append(text_of(held, declared=charset)[0])
    return "".join([*out, text[place:]])


def _word(match: re.Match[str]) -> bytes:
    data = match[3].encode("utf-8", "replace")
    if match[2] in "qQ":
        return _HEX.sub(lambda m: bytes.fromhex(m[1].decode()), data.replace(b"_", b" "))
    return unbase64(data)


def unbase64(data: bytes) -> bytes:
    """`data` decoded as far as it is base64; stray characters and missing padding do no harm."""
    kept = data.translate(None, _NOT_BASE64)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    try:
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return b""


_NOT_BASE64 = bytes(
    b for b in range(256) if b not in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=x` as ("text/plain", {"charset": "x"}), RFC 2231 pieces joined; the first of two counts."""
    first, *rest = _split(value, ";")
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for item in rest[: limits.PARAMETERS]:
        name, _, text = item.partition("=")
        name, text = name.strip().lower(), _unquoted(text.strip())
        match = _NUMBERED.fullmatch(name)
        if match:
            pieces.setdefault(match[1], {})[int(match[2] or 0)] = (text, bool(match[3]) or not match[2])
        elif name:
            found.setdefault(name, text)
    found.update({name: _joined(parts) for name, parts in pieces.items()})
    return first.strip().lower(), found


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    data, charset = b"", ""
    for place, (number, (piece, is_encoded)) in enumerate(sorted(parts.items())):
        text = piece
        if place == 0 and is_encoded and piece.count("'") >= 2:
            charset, _, text = piece.split("'", 2)
        plain = text.encode("utf-8", "replace")
        data += _PERCENT.sub(lambda m: bytes.fromhex(m[1].decode()), plain) if is_encoded else plain
        if number != place and place > 0:
            break
    return text_of(data, declared=charset)[0]


def _split(value: str, separator: str) -> list[str]:
    """`value` cut at `separator` outside quotation marks; an unclosed mark is a plain character."""
    if '"' not in value:
        return value.split(separator)
    out, start, is_quoted, skip = [], 0, False, False
    for place, char in enumerate(value):
        if skip:
            skip = False
        elif char == "\\":
            skip = is_quoted
        elif char == '"':
            is_quoted = not is_quoted
        elif char == separator and not is_quoted:
            out.append(value[start:place])
            start = place + 1
    return [*out, value[start:]]


def _unquoted(text: str) -> str:
    if text.startswith('"'):
        inside = text[1:-1] if text.endswith('"') and len(text) > 1 else text[1:]
        return clean(inside.replace('\\"', '"').replace("\\\\", "\\"))
    return text
