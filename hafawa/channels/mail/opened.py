"""What does a kept message hold, for showing it: its words as sent, its pages, what came with it? Pure."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hafawa.channels.mail import html_text, mime, parse, pictures
from hafawa.channels.mail.mime import Part

INLINED_MOST = 6 * 1024 * 1024  # of a letter's own pictures, together
_SIGNATURES = {
    "application/pgp-signature": "pgp",
    "application/pkcs7-signature": "smime",
    "application/x-pkcs7-signature": "smime",
}
_SEALED = {
    "application/pgp-encrypted": "pgp_sealed",
    "application/pkcs7-mime": "smime_sealed",
    "application/x-pkcs7-mime": "smime_sealed",
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Something that came with the message. `number` counts from 0 in its order, as the timeline has it."""

    number: int
    name: str
    kind: str
    content_id: str


class Opened:
    """One message, opened for showing. Nothing is decoded before it is asked for. Raises `parse.Unreadable`."""

    def __init__(self, raw: bytes) -> None:
        self._lines, self._parts = parse.parts_of(raw)
        self._beside = [part for part in self._parts if not part.is_words]

    @property
    def enclosed(self) -> list[Enclosed]:
        """What came with it, in order."""
        return [Enclosed(n, p.filename, p.kind, p.content_id) for n, p in enumerate(self._beside)]

    @property
    def seals(self) -> list[str]:
        """How it is signed or sealed: `pgp`, `smime`, `pgp_sealed`, `smime_sealed`, each once."""
        marks = (_SIGNATURES.get(p.kind) or _SEALED.get(p.kind, "") for p in self._parts)
        return list(dict.fromkeys(mark for mark in marks if mark))

    def bytes_of(self, number: int) -> bytes | None:
        """What is enclosed under `number`, as it was before it was sent; None where there is no such thing."""
        return mime.bytes_of(self._lines, self._beside[number]) if 0 <= number < len(self._beside) else None

    def html(self) -> str:
        """Its pages as they came, several one after another; empty where it has none. Not harmless yet."""
        return "\n<hr>\n".join(text for text in self._texts("text/html") if text.strip())

    def words(self) -> str:
        """Its plain words as sent, with what they quote; without any, those of its pages."""
        plain = "\n\n".join(text.strip("\n") for text in self._texts("text/plain") if text.strip())
        return plain or html_text.text_of(self.html()).replace(html_text.QUOTE_MARK, "")

    def inline(self) -> Mapping[str, str]:
        """The message's own pictures by Content-ID, as data: addresses; none that is no picture or too large."""
        found: dict[str, str] = {}
        for part in self._beside:
            if not part.content_id or part.content_id in found:
                continue
            data = mime.bytes_of(self._lines, part) if part.end - part.start < 2 * INLINED_MOST else b""
            picture = pictures.picture(data)
            if picture and sum(map(len, found.values())) + len(data) * 4 // 3 < INLINED_MOST:
                found[part.content_id] = f"data:{picture.kind};base64,{base64.b64encode(data).decode()}"
        return found

    def _texts(self, kind: str) -> Iterable[str]:
        return (mime.words_of(self._lines, part)[0] for part in self._parts if _is_words_of(part, kind))


def is_same(raw: bytes, *, sha256: str) -> bool:
    """Whether `raw` are the bytes that hash to `sha256`."""
    return bool(sha256) and hashlib.sha256(raw).hexdigest() == sha256


def _is_words_of(part: Part, kind: str) -> bool:
    return part.is_words and part.kind == kind
