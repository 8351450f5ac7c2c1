"""Which parts has a message, and what do they hold? Read by offsets, without recursion, each part under caps. Pure."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hafawa.channels.mail import headers, limits
from hafawa.channels.mail.charsets import clean, text_of
from hafawa.channels.mail.headers import Headers

_META = re.compile(r"(?is)<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\u0085\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff<>:\"|?*]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_KIND = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,90}")
_TEXT = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf: its type, and where its encoded bytes lie. `group` tells alternatives of one another.

    `content_id` is what the letter's own pages name it by (RFC 2392), without its brackets.
    """

    kind: str
    charset: str
    filename: str
    disposition: str
    encoding: str
    is_flowed: bool
    start: int
    end: int
    group: int
    content_id: str = ""

    @property
    def is_words(self) -> bool:
        """Part of the letter itself, not something attached to it."""
        return self.kind in _TEXT and self.disposition != "attachment" and not self.filename

    @property
    def is_inline_picture(self) -> bool:
        """A picture the letter's own pages may show: a logo, or a photo laid among the words."""
        return bool(self.content_id) and self.kind.startswith("image/") and self.disposition != "attachment"


def halves(raw: bytes) -> tuple[bytes, int]:
    """The header block of `raw` (line ends LF) and where the body starts."""
    if raw.startswith(b"\n"):
        return b"", 1
    place = raw.find(b"\n\n")
    return (raw, len(raw)) if place < 0 else (raw[:place], place + 2)


def leaves(raw: bytes, top: Headers, body_at: int) -> tuple[list[Part], bool]:
    """The leaves of the message in order, and whether caps left some unread."""
    found: list[Part] = []
    waiting = [(top, body_at, len(raw), 0, 0)]
    was_cut = False
    while waiting:
        head, start, end, depth, group = waiting.pop()
        kind, parameters = _kind(head)
        spans = list(_spans(raw, parameters.get("boundary", ""), start, end)) if kind.startswith("multipart/") else []
        if not spans:
            found.append(_leaf(head, start, end, group=group))
            continue
        if depth >= limits.NESTING or len(found) + len(waiting) + len(spans) > limits.PARTS:
            was_cut, spans = True, spans[: 0 if depth >= limits.NESTING else limits.PARTS // 2]
        if len(found) > limits.PARTS:
            return found, True
        group = start if kind == "multipart/alternative" else group
        waiting.extend((*_open(raw, a, b), depth + 1, group) for a, b in reversed(spans))
    return found, was_cut


def _open(raw: bytes, start: int, end: int) -> tuple[Headers, int, int]:
    if raw.startswith(b"\n", start):
        return Headers(), start + 1, end
    place = raw.find(b"\n\n", start, end)
    stop, body = (end, end) if place < 0 else (place, place + 2)
    return headers.read(raw[start : min(stop, start + limits.HEADER_BLOCK_BYTES)]), body, end


def _kind(head: Headers) -> tuple[str, dict[str, str]]:
    kind, parameters = headers.parameters(head.first("content-type"))
    match = _KIND.match(kind)
    return match[0] if match else "text/plain", parameters


def _spans(raw: bytes, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the parts between the boundary's lines lie; a boundary that is never closed ends with its parent."""
    mark = b"--" + boundary.encode("utf-8", "replace").rstrip()
    if len(mark) < 3:
        return
    opened, place = -1, start - 1 if raw[start - 1 : start] == b"\n" else start
    mark = b"\n" + mark
    place = raw.find(mark, max(place, 0), end)
    while place >= 0:
        tail = raw[place + len(mark) : place + len(mark) + 200].partition(b"\n")[0].rstrip()
        if tail in (b"", b"--"):
            if opened >= 0:
                yield opened, place
            opened = -1 if tail else min(place + len(mark) + _rest(raw, place + len(mark)), end)
            if tail:
                return
        place = raw.find(mark, place + 1, end)
    if opened >= 0:
        yield opened, end


def _rest(raw: bytes, place: int) -> int:
    stop = raw.find(b"\n", place)
    return (len(raw) if stop < 0 else stop + 1) - place


def _leaf(head: Headers, start: int, end: int, *, group: int) -> Part:
    kind, parameters = _kind(head)
    disposition, more = headers.parameters(head.first("content-disposition"))
    filename = more.get("filename") or parameters.get("name", "")
    return Part(
        kind="text/plain" if kind.startswith("multipart/") else clean(kind)[:100],
        charset=parameters.get("charset", ""),
        filename=safe_name(headers.decoded(filename)),
        disposition=disposition[:20],
        encoding=head.first("content-transfer-encoding").strip().lower()[:20],
        is_flowed=parameters.get("format", "").lower() == "flowed",
        start=start,
        end=end,
        group=group,
        content_id=clean(head.first("content-id")).strip().removeprefix("<").removesuffix(">")[:250],
    )


def safe_name(name: str) -> str:
    """A file's name without folders, control characters, direction overrides and names a system reserves."""
    name = clean(name).replace("\\", "/").rpartition("/")[2]
    name = " ".join(_FORBIDDEN.sub("", name).split()).strip(". ")
    if _RESERVED.fullmatch(name):
        name = "_" + name
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= 150 else f"{stem[:130]}{dot}{ending[:19]}" if dot else name[:150]


def words_of(raw: bytes, part: Part) -> tuple[str, bool, bool]:
    """The text of `part`, whether its encoding was guessed, whether it was cut at `limits.TEXT_BYTES`."""
    data = raw[part.start : min(part.end, part.start + 2 * limits.TEXT_BYTES)]
    data = _decoded(data, part.encoding)
    was_cut = part.end - part.start > 2 * limits.TEXT_BYTES or len(data) > limits.TEXT_BYTES
    data = data[: limits.TEXT_BYTES]
    charset = part.charset
    if not charset and part.kind == "text/html":
        match = _META.search(data[:2000].decode("latin-1"))
        charset = match[1] if match else ""
    text, was_guessed = text_of(data, declared=charset)
    return (_unflowed(text) if part.is_flowed else text), was_guessed, was_cut


def bytes_of(raw: bytes, part: Part) -> bytes:
    """What is attached, as it was before it was encoded for sending."""
    return _decoded(raw[part.start : part.end], part.encoding)


def _decoded(data: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return data if _is_plain(data) else headers.unbase64(data)
    return binascii.a2b_qp(data) if encoding in ("quoted-printable", "quoted printable", "qp") else data


def _is_plain(data: bytes) -> bool:
    """Declared base64 but written plainly: many spaces and full stops."""
    sample = data[:4_000]
    return sum(sample.count(mark) for mark in (b" ", b".", b",", b"<", b">")) * 20 > len(sample)


def _unflowed(text: str) -> str:
    """RFC 3676: a line that ends in a space goes on in the next, but for the signature's mark."""
    out: list[str] = []
    for line in text.split("\n"):
        if out and out[-1].endswith(" ") and out[-1] != "-- " and (line[:1] == ">") == (out[-1][:1] == ">"):
            held = out.pop()
            out.append(held + line.lstrip("> ") if line[:1] == ">" else held + line.removeprefix(" "))
        else:
            out.append(line)
    return "\n".join(out)


def size_bytes(raw: bytes, part: Part) -> int:
    """How large the part is when decoded, reckoned without decoding it (exact for base64 in whole lines)."""
    size = part.end - part.start
    if part.encoding != "base64":
        return size
    letters = size - raw.count(b"\n", part.start, part.end)
    return letters * 3 // 4 - raw.count(b"=", max(part.start, part.end - 4), part.end)
