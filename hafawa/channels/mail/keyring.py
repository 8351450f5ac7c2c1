"""Under which secrets are the tokens in our Message-IDs made, and recognised?"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def secrets() -> tuple[bytes, ...]:
    """The one that makes them first; then those of earlier secret keys, whose tokens still come back in answers."""
    return tuple(_of(str(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _of(secret_key: str) -> bytes:
    return hmac.new(secret_key.encode(), b"hafawa.mail.reply-token", hashlib.sha256).digest()
