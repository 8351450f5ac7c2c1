"""Who asked to be forgotten, so that no file and no older backup brings them back? Keyed hashes only, never a name.

An erased person's keys are kept as HMAC-SHA256 under a secret of this installation (`tombstone_key` in the data
folder): whoever has the table alone cannot find out who was erased, not even by trying every telephone number. What
is dated after the erasure is the person coming back by themselves, and is met as new.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hafawa.people.models import Tombstone

Key = tuple[str, str]  # kind, normal value: those of identifiers, and "event", "ref", "name", "cell"
_AT_ONCE = 5000


def digest(kind: str, value: str) -> str:
    """What is kept in place of a key."""
    return hmac.new(_secret(str(settings.HAFAWA_DATA_DIR)), f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()


def are_any() -> bool:
    """Whether anybody was ever erased; asked first, for it is cheap."""
    return Tombstone.objects.exists()


def erased_at(keys: Iterable[Key]) -> dict[Key, datetime]:
    """When those of `keys` that were erased were; the others are missing."""
    wanted = {digest(*key): key for key in set(keys)} if are_any() else {}
    found: dict[Key, datetime] = {}
    digests = list(wanted)
    for start in range(0, len(digests), _AT_ONCE):
        rows = Tombstone.objects.filter(digest__in=digests[start : start + _AT_ONCE]).values_list("digest", "erased_at")
        found.update({wanted[mark]: at for mark, at in rows})
    return found


def lay(digests: Collection[str], *, at: datetime) -> int:
    """Remember `digests` as erased at `at`; one erased again is erased later. How many there are."""
    stones = [Tombstone(digest=mark, erased_at=at) for mark in sorted(set(digests))]
    for start in range(0, len(stones), _AT_ONCE):
        Tombstone.objects.bulk_create(
            stones[start : start + _AT_ONCE],
            update_conflicts=True,
            unique_fields=["digest"],
            update_fields=["erased_at"],
        )
    return len(stones)


def decides(keys: Sequence[Key], found: dict[Key, datetime]) -> datetime | None:
    """When the one with `keys` was erased; None where they are somebody else. `found` is what `erased_at` said.

    A shared phone decides only where no other key speaks for somebody who was not erased: the rule of `matching`.
    """
    strong = [key for key in keys if key[0] != "phone"]
    dates = [found[key] for key in (strong or keys) if key in found]
    return max(dates, default=None)


def secret_path() -> Path:
    """Where the secret is kept; a backup carries it along, or tombstones mean nothing after a restore."""
    return Path(settings.HAFAWA_DATA_DIR) / "tombstone_key"


@lru_cache(maxsize=8)
def _secret(folder: str) -> bytes:
    path = Path(folder) / "tombstone_key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}-{os.getpid()}")
    if not path.exists():
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(part, path)  # whole, and only if nobody else was first
        part.unlink()
    return path.read_bytes().strip()
