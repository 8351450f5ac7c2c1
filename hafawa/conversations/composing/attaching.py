"""Which files lie beside an answer that is not sent, what is taken of them, and when do they go?

The bytes lie on the disk before their row is there, each under its hash and the number of its row: no two rows share a
file, so that one that goes takes nothing from another. What is sent has its own copy, in the letter or in the bubble.
"""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from hafawa.channels.chat import files as chat
from hafawa.channels.chat.door import TooMuch
from hafawa.channels.mail import mime
from hafawa.channels.models import Outgoing, OutgoingState
from hafawa.channels.outbox import letter
from hafawa.channels.outbox.paper import File
from hafawa.conversations.composing.models import DraftFile
from hafawa.kernel import laying
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import isolate
from hafawa.team.models import User

FILES_MOST = 10
TOTAL_BYTES = letter.FILE_BYTES
TWICE = timedelta(seconds=30)
KEPT = timedelta(days=1)  # after they went, and what no row names
MAIL = "email:mail:"
_UNDER_WAY = (OutgoingState.HELD, OutgoingState.WAITING, OutgoingState.SENDING)
_AT_ONCE = 100


class NotAttached(Refused):
    """A file that is not taken; it was not kept."""


class FileGone(Refused):
    """A file the answer names is not in the draft any more."""


@dataclass(frozen=True)
class Upload:
    """A file as it comes in: what it was called, and its bytes in pieces."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True)
class Attached:
    """What of several was kept, and the sentence said of each that was not."""

    kept: list[DraftFile]
    refused: list[str]


def limits(channel: str) -> str:
    """What may be attached there, in words."""
    if channel == "chat":
        words = _(
            "At most %(files)d files of up to %(most)d MB each: pictures, PDF, text, office documents, sound, film."
        )
        return words % {"files": FILES_MOST, "most": chat.SIZE_MOST >> 20}
    words = _("At most %(files)d files, %(most)d MB together.")
    return words % {"files": FILES_MOST, "most": TOTAL_BYTES >> 20}


def of(key: str, *, user: User) -> QuerySet[DraftFile]:
    """The files in `user`'s draft there, in the order they were attached."""
    return DraftFile.objects.filter(key=key, user=user, gone_at=None).order_by("id")


def attach(
    key: str, uploads: Iterable[Upload], *, user: User, channel: str, now: datetime, person_id: int | None = None
) -> Attached:
    """Keep each of `uploads` with `user`'s draft, but those that are not taken."""
    found = Attached([], [])
    for one in uploads:
        try:
            found.kept.append(_keep(key, one, user=user, channel=channel, now=now, person_id=person_id))
        except Refused as refused:
            found.refused.append(refused.message)
    return found


def remove(key: str, public_id: str, *, user: User) -> None:
    """Take a file out of the draft; nothing where it is not there."""
    for one in of(key, user=user).filter(public_id=public_id):
        one.delete()


def chosen(key: str, public_ids: Sequence[str], *, user: User, channel: str) -> list[DraftFile]:
    """Those files of the draft, held until the transaction ends. Raises FileGone, NotAttached."""
    wanted = set(public_ids)
    found = list(of(key, user=user).select_for_update(of=("self",)).filter(public_id__in=wanted))
    if len(found) != len(wanted):
        raise FileGone(
            _("A file was taken out of this answer in another window. Nothing was sent and your words are kept: look.")
        )
    if len(found) > FILES_MOST or (channel != "chat" and sum(one.size_bytes for one in found) > TOTAL_BYTES):
        raise NotAttached(f"{_('The files are too many or too large. Nothing was sent.')} {limits(channel)}")
    return found


def as_files(found: Iterable[DraftFile]) -> list[File]:
    """With their bytes. Raises FileGone where they do not lie on the disk any more."""
    return [File(one.name, one.kind, _bytes(one)) for one in found]


def were_just_sent(key: str, public_ids: Sequence[str], *, user: User, now: datetime) -> bool:
    """Whether all of them went out a moment ago: a button pressed twice sends once."""
    mine = DraftFile.objects.filter(key=key, user=user, public_id__in=public_ids)
    return bool(public_ids) and mine.filter(gone_at__gt=now - TWICE).count() == len(set(public_ids))


def sent(found: Iterable[DraftFile], *, channel: str, ref: str, now: datetime) -> None:
    """They went out with that answer: no draft shows them any more, and `given_back` can bring them back."""
    ids = [one.pk for one in found]
    DraftFile.objects.filter(pk__in=ids).update(gone_with=f"{channel}:{ref}", gone_at=now)


def given_back(*, channel: str, ref: str) -> None:
    """The answer did not go out after all: its files stand in the draft again."""
    DraftFile.objects.filter(gone_with=f"{channel}:{ref}").update(gone_with="", gone_at=None)


def along(outgoing_ids: Iterable[int]) -> dict[int, list[DraftFile]]:
    """By letter of the outbox, the files that wait with it."""
    found: dict[int, list[DraftFile]] = {}
    for one in DraftFile.objects.filter(gone_with__in=[f"{MAIL}{pk}" for pk in outgoing_ids]).order_by("id"):
        found.setdefault(int(one.gone_with.removeprefix(MAIL)), []).append(one)
    return found


def path_of(found: DraftFile) -> Path:
    """Where its bytes lie."""
    return _folder() / found.sha256[:2] / f"{found.sha256}.{found.public_id}"


def is_anything_there() -> bool:
    """Whether files were ever attached: `sweep` has something to look at."""
    return _folder().is_dir()


def sweep(*, now: datetime) -> None:
    """What went out a day ago goes, unless its letter may still be taken back; so do bytes that no row names."""
    for old in DraftFile.objects.filter(gone_at__lt=now - KEPT).order_by("gone_at")[:_AT_ONCE]:
        letter_id = old.gone_with.removeprefix(MAIL)
        waits = letter_id.isdecimal() and Outgoing.objects.filter(pk=letter_id, state__in=_UNDER_WAY).exists()
        if not waits:
            old.delete()
    _sweep_disk(now)


def let_go(sender: object, instance: DraftFile, **_more: Any) -> None:
    """A row went: so do its bytes, once that is certain. For the signal of deletion."""
    path = path_of(instance)

    def gone() -> None:
        with suppress(OSError):
            path.unlink()

    transaction.on_commit(gone)


def _keep(key: str, upload: Upload, *, user: User, channel: str, now: datetime, person_id: int | None) -> DraftFile:
    name = mime.safe_name(upload.name)[:200] or "file"
    before = of(key, user=user)
    if before.count() >= FILES_MOST:
        raise _refused(_("{name} was not attached: there are %(most)d files already.") % {"most": FILES_MOST}, name)
    is_chat = channel == "chat"
    most = chat.SIZE_MOST if is_chat else TOTAL_BYTES - (before.aggregate(n=Sum("size_bytes"))["n"] or 0)
    found = DraftFile(public_id=secrets.token_hex(16), key=key, user=user, person_id=person_id, name=name, made_at=now)
    _store(found, upload.chunks, most=most, is_chat=is_chat)
    found.save()
    return found


def _store(found: DraftFile, chunks: Iterable[bytes], *, most: int, is_chat: bool) -> None:
    """Lay its bytes on the disk, for good, and fill in what they tell."""
    with laying.coming(_folder()) as coming:
        for chunk in chunks:
            coming.take(chunk)
            _check_size(found.name, coming.size, most=most, is_chat=is_chat)
        found.kind = _kind(found.name, coming.first, is_chat=is_chat)
        found.sha256, found.size_bytes = coming.sha256, coming.size
        coming.lay(path_of(found))


def _kind(name: str, first: bytes, *, is_chat: bool) -> str:
    if not first:
        raise _refused(_("{name} is empty and was not attached."), name)
    if is_chat:
        try:
            return chat.kind_of(name, first)
        except (chat.NotThisKind, TooMuch) as refused:
            raise _refused(_("{name} was not attached.") + " " + refused.message, name) from None
    return (mimetypes.guess_type(name, strict=True)[0] or "application/octet-stream")[:100]


def _check_size(name: str, size: int, *, most: int, is_chat: bool) -> None:
    if size <= most:
        return
    if is_chat:
        said = _("{name} was not attached: a file in the chat may have %(most)d MB.") % {"most": chat.SIZE_MOST >> 20}
        raise _refused(said, name)
    said = _("{name} was not attached: together the files would have more than %(most)d MB.")
    raise _refused(said % {"most": TOTAL_BYTES >> 20}, name)


def _refused(sentence: str, name: str) -> NotAttached:
    return NotAttached(sentence.replace("{name}", isolate(name)))


def _bytes(found: DraftFile) -> bytes:
    try:
        return path_of(found).read_bytes()
    except FileNotFoundError:
        said = _("{name} is not there any more. Nothing was sent and your words are kept: attach it again.")
        raise FileGone(said.replace("{name}", isolate(found.name))) from None


def _sweep_disk(now: datetime) -> None:
    old = now.timestamp() - KEPT.total_seconds()
    left = [p for p in (*_folder().glob("??/*"), *_folder().glob(".coming-*")) if _changed_at(p) < old]
    named = set(DraftFile.objects.values_list("public_id", flat=True)) if left else set()
    for path in left:
        if path.suffix.removeprefix(".") not in named:
            path.unlink(missing_ok=True)


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _folder() -> Path:
    return Path(settings.HAFAWA_DATA_DIR) / "attached"
