"""How does a mail that answers one of ours prove which conversation it belongs to? By what our own ids carry. Pure.

Every message of ours has a Message-ID, and names one id in References, of the form NONCE.KEY.MAC@DOMAIN: the
conversation's key (threading.number, 16 hex digits) and an HMAC-SHA256 of it under a secret of the installation. Mail
programs repeat ids untouched, while subaddresses are refused by some providers and Reply-To is overwritten by some
programs. A token alone opens nothing: `threading` also asks whether the sender takes part.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

_FORM = re.compile(r"[0-9a-z-]{1,40}\.([0-9a-f]{16})\.([0-9a-f]{32})@[^\s@<>]{1,190}")
_ROOT = "conversation"


def message_id(key: int, *, nonce: str, domain: str, secret: bytes) -> str:
    """A Message-ID, without its brackets, for a message of the conversation `key`; `nonce` makes it unique."""
    return f"{nonce}.{key:016x}.{_mac(key, secret)}@{domain}"


def root(key: int, *, domain: str, secret: bytes) -> str:
    """The id every message of the conversation names in References, so that it comes back where a provider gave the
    message another Message-ID."""
    return message_id(key, nonce=_ROOT, domain=domain, secret=secret)


def key_of(found: str, *, secrets: Iterable[bytes]) -> int | None:
    """The conversation's key in the id `found`; None where it is no token, or made under none of `secrets`."""
    match = _FORM.fullmatch(found)
    if match is None:
        return None
    key = int(match[1], 16)
    return key if any(hmac.compare_digest(_mac(key, secret), match[2]) for secret in secrets) else None


def keys(ids: Iterable[str], *, secrets: Iterable[bytes]) -> tuple[int, ...]:
    """The keys in those of `ids` that are tokens, in order, each once."""
    held = tuple(secrets)
    found = (key_of(one, secrets=held) for one in ids)
    return tuple(dict.fromkeys(key for key in found if key is not None))


def _mac(key: int, secret: bytes) -> str:
    return hmac.new(secret, f"{key:016x}".encode(), hashlib.sha256).hexdigest()[:32]
