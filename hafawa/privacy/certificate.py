"""How can it be shown later that somebody was erased, without saying who? A signed note of counts."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hafawa.privacy import journal

WHAT = "hafawa erasure certificate"


def make(
    *,
    number: int,
    asked_at: datetime,
    done_at: datetime,
    by: str,
    erased: Mapping[str, int],
    kept: Mapping[str, int],
    digests: tuple[str, ...],
) -> dict[str, Any]:
    """The certificate as plain JSON: when, by whom, how many of what; the hash stands for the keys, which are gone."""
    body: dict[str, Any] = {
        "what": WHAT,
        "number": number,
        "asked_at": asked_at.isoformat(),
        "done_at": done_at.isoformat(),
        "by": by,
        "erased": dict(erased),
        "kept_as_nobodys": dict(kept),
        "keys_remembered_as_hashes": len(digests),
        "keys_sha256": hashlib.sha256("\n".join(digests).encode()).hexdigest(),
    }
    return {**body, "signature": journal.sign(body)}


def is_ours(certificate: Mapping[str, Any]) -> bool:
    """Whether this installation signed it and nothing was changed since."""
    body = {k: v for k, v in certificate.items() if k != "signature"}
    return hmac.compare_digest(str(certificate.get("signature", "")), journal.sign(body))


def as_text(certificate: Mapping[str, Any]) -> str:
    """As it is downloaded."""
    return json.dumps(certificate, ensure_ascii=False, indent=2) + "\n"
