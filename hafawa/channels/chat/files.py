"""What is taken of files a visitor sends or is sent, where do they lie, and when do they go?

They lie under their hash, named by nothing anybody typed, and are only ever handed out to be saved, never shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.channels.chat.door import TooMuch
from hafawa.channels.importers.keeping import safe_name
from hafawa.channels.models import ChatFile, ChatVisitor
from hafawa.kernel import laying
from hafawa.kernel.errors import Refused

SIZE_MOST = 10 * 2**20
WAITING_MOST = 10  # files of one visitor that no message names yet
_UNSENT_KEPT = timedelta(days=1)
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
#: By ending: the media type, and what the bytes begin with (at which place).
KINDS: dict[str, tuple[str, int, tuple[bytes, ...]]] = {
    "png": ("image/png", 0, (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", 0, (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", 0, (b"\xff\xd8\xff",)),
    "gif": ("image/gif", 0, (b"GIF87a", b"GIF89a")),
    "webp": ("image/webp", 8, (b"WEBP",)),
    "heic": ("image/heic", 4, (b"ftyp",)),
    "pdf": ("application/pdf", 0, (b"%PDF-",)),
    "mp4": ("video/mp4", 4, (b"ftyp",)),
    "m4a": ("audio/mp4", 4, (b"ftyp",)),
    "mp3": ("audio/mpeg", 0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "ogg": ("audio/ogg", 0, (b"OggS",)),
    "txt": ("text/plain", 0, ()),
    **{ending: (kind, 0, (b"PK\x03\x04",)) for ending, kind in _OFFICE.items()},
}


class NotThisKind(Refused):
    """A file of a kind that is not taken, or that is not what its name says."""


def keep(visitor: ChatVisitor, name: str, chunks: Iterable[bytes], *, now: datetime) -> ChatFile:
    """Keep the bytes of a file, for a message to name. Raises TooMuch, NotThisKind."""
    sweep(now=now)
    if ChatFile.objects.filter(visitor=visitor, sent_at=None).count() >= WAITING_MOST:
        raise TooMuch(_("Send the files that wait first, then add more."))
    return _made(visitor, name, chunks, now=now, sent_at=None)


def say(visitor: ChatVisitor, name: str, content: bytes, *, now: datetime) -> ChatFile:
    """Keep a file one of us sends to `visitor`, in the caller's transaction. Raises TooMuch, NotThisKind."""
    return _made(visitor, name, [content], now=now, sent_at=now)


def path_of(sha256: str) -> Path:
    """Where the bytes with that hash lie."""
    return _folder() / sha256[:2] / sha256


def served_as(file: ChatFile) -> str:
    """What it is called when it is handed out: its number and, of its own name, the ending that was checked."""
    return f"file-{file.public_id[:12]}.{_ending(file.name)}"


def sweep(*, now: datetime) -> None:
    """Files no message named within a day go."""
    for left in ChatFile.objects.filter(sent_at=None, made_at__lt=now - _UNSENT_KEPT)[:100]:
        left.delete()


def let_go(sender: object, instance: ChatFile, **_more: Any) -> None:
    """A row went: so do its bytes, once that is certain, unless another row names them. For the signal of deletion."""

    def gone() -> None:
        if not ChatFile.objects.filter(sha256=instance.sha256).exists():
            with suppress(OSError):
                path_of(instance.sha256).unlink()

    transaction.on_commit(gone)


def _made(
    visitor: ChatVisitor, name: str, chunks: Iterable[bytes], *, now: datetime, sent_at: datetime | None
) -> ChatFile:
    name = safe_name(name)[:200]
    with laying.coming(_folder()) as coming:
        for chunk in chunks:
            coming.take(chunk)
            refuse_large(coming.size)
        kind = kind_of(name, coming.first)
        coming.lay(path_of(coming.sha256))
    return ChatFile.objects.create(
        public_id=secrets.token_hex(16),
        visitor=visitor,
        sha256=coming.sha256,
        name=name,
        kind=kind,
        size_bytes=coming.size,
        made_at=now,
        sent_at=sent_at,
    )


def refuse_large(size: int) -> None:
    """Raises TooMuch where `size` bytes are more than is taken."""
    if size > SIZE_MOST:
        raise TooMuch(_("The file is larger than %(most)d MB. Send a smaller one.") % {"most": SIZE_MOST >> 20})


def kind_of(name: str, first: bytes) -> str:
    """The media type, told by the ending of `name` and the `first` bytes. Raises NotThisKind."""
    kind, at, begins = KINDS.get(_ending(name), ("", 0, ()))
    is_it = first[at:].startswith(begins) if begins else bool(first) and b"\0" not in first
    if not kind or not is_it:
        raise NotThisKind(
            _("Files of this kind are not taken. Send a picture, a PDF, a text, an office document, sound or a film.")
        )
    return kind


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return ending if ending in KINDS else "bin"


def _folder() -> Path:
    return Path(settings.HAFAWA_DATA_DIR) / "chat"
