"""Is a visitor who the shop's own site says they are? Pure: a text signed under a secret only that site's server has.

    text      base64url of JSON {"email": "...", "name": "...", "until": seconds since 1970}, without "="
    signed    text + "." + hex HMAC-SHA256(secret, text)

`until` is needed and at most a day ahead, so that what was once copied from a page does not open it for ever.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

AHEAD_MOST = timedelta(days=1)
_SLACK = timedelta(minutes=5)
_LONGEST = 4000


@dataclass(frozen=True)
class Identity:
    """Whom the shop vouches for."""

    email: str
    name: str


def new_secret() -> str:
    """A fresh secret of 256 bits, as it is shown and kept."""
    return secrets.token_hex(32)


def signed(*, email: str, name: str, until: datetime, secret: str) -> str:
    """What the shop's server writes into the page."""
    said = json.dumps({"email": email, "name": name, "until": int(until.timestamp())}, ensure_ascii=False)
    text = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
    return f"{text}.{_mark(text, secret)}"


def verified(given: str, *, keys: Iterable[str], now: datetime, late: timedelta = timedelta(0)) -> Identity | None:
    """Who they are, where one of `keys` signed it and it holds now, or held until `late` ago; None otherwise.

    Each key takes the same time.
    """
    text, dot, mark = given.partition(".")
    if not dot or len(given) > _LONGEST or not given.isascii():
        return None
    is_signed = False
    for key in keys:
        is_signed |= bool(key) and hmac.compare_digest(_mark(text, key), mark.lower())
    return _holding(text, now=now, late=late) if is_signed else None


def _holding(text: str, *, now: datetime, late: timedelta) -> Identity | None:
    try:
        said = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    email, name, until = said.get("email"), said.get("name", ""), said.get("until")
    if not isinstance(email, str) or not isinstance(name, str) or not _is_soon(until, now=now, late=late):
        return None
    return Identity(email, " ".join(name.split())[:200])


def _is_soon(until: object, *, now: datetime, late: timedelta) -> bool:
    if isinstance(until, bool) or not isinstance(until, int | float) or not math.isfinite(until):
        return False
    left = until - now.timestamp()
    return -late.total_seconds() < left <= (AHEAD_MOST + _SLACK).total_seconds()


def _mark(text: str, secret: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
