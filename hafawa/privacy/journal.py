"""Who was erased, so that a restored backup can be told? An append-only file of hashes beside the database.

Each line carries the hash of the one before it and a signature under the tombstones' secret: a line taken out or
changed is found. It is synced before anything is removed, and never rewritten. A backup takes it along; a restore keeps
the newer of the two.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.kernel.locks import only_one
from hafawa.people import tombstones

FORMAT = 1


class JournalBroken(Refused):
    """A line was changed or taken out."""


@dataclass(frozen=True)
class Line:
    """One erasure: a mark that says which, when it was, the hashes of its keys, and its own signature."""

    mark: str
    at: datetime
    digests: tuple[str, ...]
    signature: str


def path() -> Path:
    """Where it is."""
    return Path(settings.HAFAWA_DATA_DIR) / "erasures.jsonl"


def append(*, mark: str, at: datetime, digests: Sequence[str]) -> Line:
    """Write one line and see it on the disk; the line there is where `mark` was written before."""
    with only_one("erasures"):
        lines = list(read())
        if found := next((line for line in lines if line.mark == mark), None):
            return found
        before = lines[-1].signature if lines else ""
        body: dict[str, Any] = {
            "format": FORMAT, "mark": mark, "at": at.isoformat(), "digests": list(digests), "before": before,
        }  # fmt: skip
        signature = sign(body)
        descriptor = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            if _ends_torn():
                file.write(b"\n")
            file.write(json.dumps({**body, "signature": signature}, separators=(",", ":")).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _sync_folder()
    return Line(mark, at, tuple(digests), signature)


def read() -> Iterator[Line]:
    """Every line, oldest first; raises `JournalBroken`. A last line that a crash cut short was never acted on."""
    if not path().exists():
        return
    before = ""
    raw = path().read_bytes().split(b"\n")
    for place, text in enumerate(raw):
        if not text.strip():
            continue
        try:
            found = json.loads(text)
        except ValueError:
            if all(not rest.strip() or _is_whole(rest) for rest in raw[place + 1 :]):
                continue
            raise _broken() from None
        signature = str(found.pop("signature", ""))
        if not hmac.compare_digest(signature, sign(found)) or found["before"] != before:
            raise _broken()
        before = signature
        yield Line(found["mark"], datetime.fromisoformat(found["at"]), tuple(found["digests"]), signature)


def sign(body: dict[str, Any]) -> str:
    """The signature of `body` under the tombstones' secret."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return tombstones.digest("signature", hashlib.sha256(text.encode()).hexdigest())


def _is_whole(text: bytes) -> bool:
    try:
        return bool(json.loads(text))
    except ValueError:
        return False


def _ends_torn() -> bool:
    data = path().read_bytes()
    return bool(data) and not data.endswith(b"\n")


def _sync_folder() -> None:
    descriptor = os.open(path().parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _broken() -> JournalBroken:
    return JournalBroken(
        _(
            "The journal of erasures (erasures.jsonl) was changed by hand. Nothing was touched; "
            "bring the file back from a backup, with tombstone_key beside it."
        )
    )
