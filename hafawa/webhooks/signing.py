"""Is a message from whom it says, whole, and of now? Pure, as Standard Webhooks (standardwebhooks.com) writes it.

The signature is `v1,` and the base64 of HMAC-SHA256, under the secret's bytes, over `id.timestamp.body`, the raw body.
A header may carry several, separated by blanks, so that a secret can be changed without losing a message.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

PREFIX = "whsec_"
TOLERANCE = timedelta(minutes=5)
_LEAST_BYTES = 24


def new_secret() -> str:
    """A fresh secret of 256 bits, as it is shown and kept."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def is_secret(text: str) -> bool:
    """Whether `text` is a secret of at least 192 bits."""
    return len(_bytes(text)) >= _LEAST_BYTES


def sign(body: bytes, *, message_id: str, timestamp: int, secret: str) -> str:
    """One signature."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(_bytes(secret), signed, hashlib.sha256)).decode()


def headers(body: bytes, *, message_id: str, now: datetime, keys: Iterable[str]) -> dict[str, str]:
    """The three headers of a message sent at `now`, with one signature for each of `keys`."""
    timestamp = int(now.timestamp())
    signatures = [sign(body, message_id=message_id, timestamp=timestamp, secret=k) for k in keys]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def is_signed(
    body: bytes, *, message_id: str, timestamp: str, signature: str, keys: Iterable[str], now: datetime
) -> bool:
    """Whether one of the signatures is right under one of `keys` and the timestamp within `TOLERANCE` of `now`.

    Every pair is compared, each in constant time: how long it takes does not tell which was nearly right.
    """
    if not message_id or not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    is_now = abs(int(timestamp) - now.timestamp()) <= TOLERANCE.total_seconds()
    given = [one.encode("utf-8", "replace") for one in signature.split(" ")[:10]]
    found = False
    for key in keys:
        if is_secret(key):
            right = sign(body, message_id=message_id, timestamp=int(timestamp), secret=key).encode()
            for one in given:
                found |= hmac.compare_digest(right, one)
    return found and is_now


def _bytes(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return b""
