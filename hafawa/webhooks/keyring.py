"""Which secrets hold, and how is one changed without losing a message? The old one goes on for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hafawa.webhooks.signing import new_secret

OVERLAP = timedelta(hours=24)
Kept = list[dict[str, Any]]


def made() -> tuple[Kept, str]:
    """A ring with one new secret, and the secret."""
    secret = new_secret()
    return [{"secret": secret, "until": ""}], secret


def turned(ring: Kept, *, now: datetime) -> tuple[Kept, str]:
    """`ring` with a new secret before the newest, which ends in a day; two hold meanwhile, older ones end at once."""
    secret = new_secret()
    before = [{"secret": k["secret"], "until": (now + OVERLAP).isoformat()} for k in ring[:1]]
    return [{"secret": secret, "until": ""}, *before], secret


def holding(ring: Kept, *, now: datetime) -> list[str]:
    """The secrets that hold at `now`, the newest first."""
    return [k["secret"] for k in ring if not k["until"] or datetime.fromisoformat(k["until"]) > now]
