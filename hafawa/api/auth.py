"""Who asks, and may they? A key in the Authorization header and nothing else: no cookie opens this door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from hafawa.api import rates
from hafawa.api.problems import Stop
from hafawa.kernel import clock
from hafawa.team import tokens
from hafawa.team.models import ApiToken, User
from hafawa.team.permissions import Level, level_of


@dataclass(frozen=True)
class Caller:
    """The key used, whom it acts as, and what they may do at this moment."""

    token: ApiToken
    user: User
    level: Level


class Key(HttpBearer):
    """What one operation asks of a key: its scope, and the level of the one it acts as."""

    def __init__(self, area: str, access: str, level: Level) -> None:
        super().__init__()
        self.area, self.access, self.level = area, access, level

    def __call__(self, request: HttpRequest) -> Any:
        found = super().__call__(request)
        if not found:
            raise _unknown()
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The caller; Stop with 401 (no such key), 429 (too many requests) or 403 (not this)."""
        now = clock.now()
        found = tokens.holder(token.strip(), now=now)
        if found is None:
            raise _unknown()
        rate = rates.take(found, now=now)
        request.rate = rate  # type: ignore[attr-defined]
        if rate.is_spent:
            raise Stop(429, _("Wait until the minute is over; the Retry-After header says how long."), code="too-many")
        if not tokens.may(found, self.area, self.access):
            words = _("The key lacks the scope “{scope}”. Nothing was changed.")
            raise Stop(403, words.format(scope=f"{self.area}:{self.access}"), code="scope-missing")
        if (level := level_of(found.user)) < self.level:
            raise Stop(403, _("The one this key acts as may not do this. Nothing was changed."), code="level-too-low")
        return Caller(found, found.user, level)


def caller(request: HttpRequest) -> Caller:
    """Who asks; only in operations that ask for a key."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    return found


def _unknown() -> Stop:
    return Stop(
        401,
        _("Send a valid key as “Authorization: Bearer hafawa_…”. Keys are made in the settings."),
        code="key-needed",
        headers={"WWW-Authenticate": 'Bearer realm="hafawa"'},
    )
