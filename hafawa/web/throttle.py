"""How often may somebody guess a password?"""

from __future__ import annotations

import hashlib

from django.core.cache import cache

TRIES, WINDOW_SECONDS = 8, 15 * 60


def is_blocked(email: str, address: str) -> bool:
    """Too many wrong guesses lately, for this address of mail or from this place."""
    return any(int(cache.get(key, 0)) >= most for key, most in _keys(email, address))


def note_failure(email: str, address: str) -> None:
    """Count one wrong guess; it is forgotten after `WINDOW_SECONDS`."""
    for key, _most in _keys(email, address):
        cache.add(key, 0, WINDOW_SECONDS)
        cache.incr(key)


def forget(email: str, address: str) -> None:
    """They got in: start counting anew for this address of mail."""
    cache.delete(_keys(email, address)[0][0])


def _keys(email: str, address: str) -> list[tuple[str, int]]:
    def short(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    return [(f"sign-in:{short(email.strip().lower())}", TRIES), (f"sign-in-from:{short(address)}", TRIES * 5)]
