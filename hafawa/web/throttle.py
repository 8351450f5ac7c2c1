"""How often may somebody guess a password, ask for a new one, or try links?"""

from __future__ import annotations

import hashlib
from datetime import datetime

from hafawa.team import throttle

WINDOW_SECONDS = 15 * 60
#: Guesses in the window: at one account from one place; from one place; at one account from anywhere. The last is
#: wide, so that a stranger who guesses from elsewhere does not lock the door before its owner.
TRIES, TRIES_FROM, TRIES_AT = 8, 40, 100


def may_guess(email: str, address: str, *, now: datetime) -> bool:
    """Count a guess before it is looked at, so that guesses made at once are counted too; False: one too many."""
    keys = _keys(email, address)
    counts = [(throttle.count(key, window_seconds=WINDOW_SECONDS, now=now), most) for key, most in keys]
    return all(n <= most for n, most in counts)


def was_right(email: str, address: str) -> None:
    """They got in: begin anew for them here, and take this guess back from the wider counts."""
    (pair, _most), *wider = _keys(email, address)
    throttle.forget(pair)
    for key, _most in wider:
        throttle.give_back(key)


def may_ask(what: str, *keys: str, most: int, now: datetime, window_seconds: int = 3600) -> bool:
    """Count one asking for `what` under each of `keys`; False when one of them was asked under too often."""
    counts = [throttle.count(f"{what}:{_short(k)}", window_seconds=window_seconds, now=now) <= most for k in keys]
    return all(counts)


def _keys(email: str, address: str) -> list[tuple[str, int]]:
    account = email.strip().lower()
    return [
        (f"sign-in:{_short(account + ' ' + address)}", TRIES),
        (f"sign-in-from:{_short(address)}", TRIES_FROM),
        (f"sign-in-at:{_short(account)}", TRIES_AT),
    ]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
