"""How many requests a minute may a key make, over all processes, without writing at each of them?

A process takes a handful of requests at a time from the minute's total, which lies in the database, and hands them out
itself. Together they never hand out more than the limit; a process that ends may leave a few unused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.conf import settings

from hafawa.team import tokens
from hafawa.team.models import ApiToken

SECONDS = 60
_HANDFULS = 60  # a minute's total is taken in so many parts


@dataclass(frozen=True)
class Rate:
    """What is left of the minute; `is_spent` says that this request is one too many."""

    limit: int
    remaining: int
    reset_seconds: int
    is_spent: bool = False

    def headers(self) -> dict[str, str]:
        """As the IETF's draft "RateLimit header fields for HTTP" writes it; with Retry-After when it is spent."""
        said = {
            "RateLimit-Policy": f'"key";q={self.limit};w={SECONDS}',
            "RateLimit": f'"key";r={self.remaining};t={self.reset_seconds}',
        }
        return said | ({"Retry-After": str(self.reset_seconds)} if self.is_spent else {})


@dataclass
class _Held:
    window: int = -1
    left: int = 0
    taken: int = 0


_held: dict[int, _Held] = {}
_lock = Lock()


def take(token: ApiToken, *, now: datetime) -> Rate:
    """One request for `token`."""
    limit = settings.HAFAWA_API_REQUESTS_PER_MINUTE
    window, reset = int(now.timestamp()) // SECONDS, SECONDS - int(now.timestamp()) % SECONDS
    with _lock:
        held = _held.setdefault(token.pk, _Held())
        if held.window != window:
            held.window, held.left, held.taken = window, 0, 0
        if held.left == 0 and not _refill(held, token, limit=limit, now=now):
            return Rate(limit, 0, reset, is_spent=True)
        held.left -= 1
        return Rate(limit, max(0, limit - held.taken + held.left), reset)


def _refill(held: _Held, token: ApiToken, *, limit: int, now: datetime) -> bool:
    for n in dict.fromkeys((max(1, limit // _HANDFULS), 1)):
        taken = tokens.draw(token, n=n, limit=limit, now=now)
        if taken is not None:
            held.left, held.taken = n, taken
            return True
    return False
