"""How does a program come by a key, what may it do with it, and when does the key end?

A key reads `hafawa_<id>_<secret>`: the id finds its row and is shown, of the whole only the SHA-256 is kept (256 random
bits need no slow hash). It acts as its user and may never do more than that user may at that moment. It ends when it
expires, is revoked, or its user is deactivated or gets another password.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import ApiToken, User
from hafawa.team.permissions import Level, level_of

#: What can be reached, each to read or to write.
AREAS: dict[str, str | Promise] = {
    "people": _("People, their keys and days"),
    "details": _("What is remembered about them"),
    "consents": _("What they agreed to"),
    "events": _("What happened"),
    "conversations": _("Conversations and notes"),
    "suggestions": _("Whom to turn to"),
    "imports": _("Files brought in"),
    "figures": _("Standing and figures"),
}
ACCESS = ("read", "write")
LONGEST_DAYS = 366
_KEY = re.compile(r"hafawa_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


class NoName(Refused):
    """Nobody could tell later what the key was for."""


class NoScope(Refused):
    """A key that may do nothing, or something we do not know."""


class NoSuchTime(Refused):
    """It would never end, or has ended already."""


class NoSuchKey(Refused):
    """No key has that id."""


class MayNotHold(Refused):
    """They are no active member of the team, or may hand out no keys."""


def make(
    *, user: User, name: str, scopes: Iterable[str], days: int, by: User | None, now: datetime
) -> tuple[ApiToken, str]:
    """A key that acts as `user` for `days`, and the key itself, which cannot be shown again.

    Raises NoName, NoScope, NoSuchTime, MayNotHold (somebody makes keys for themselves; the owner for anyone).
    """
    name, chosen = " ".join(name.split())[:100], sorted(set(scopes))
    if not name:
        raise NoName(_("The key has no name, so none was made. Say what it is for."))
    if not chosen or any(s not in all_scopes() for s in chosen):
        raise NoScope(_("Nothing was made: choose at least one thing the key may read or write."))
    if not 1 <= days <= LONGEST_DAYS:
        raise NoSuchTime(_("Nothing was made: a key holds for between 1 day and 366 days."))
    if not user.is_active or (by is not None and by != user and level_of(by) < Level.OWNER):
        raise MayNotHold(_("Nothing was made: you can make keys that act as yourself; the owner can for others."))
    key_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    key = f"hafawa_{key_id}_{secret}"
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            name=name,
            key_id=key_id,
            digest=_digest(key),
            password_mark=user.get_session_auth_hash(),
            scopes=chosen,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        audit.note(by=by, what="team.token_made", about=f"token:{token.pk}", facts={"scopes": chosen}, now=now)
    return token, key


def holder(key: str, *, now: datetime) -> ApiToken | None:
    """The live token `key` belongs to, its user fetched along; None for a blank, wrong, ended or revoked one."""
    parts = _KEY.fullmatch(key)
    if parts is None:
        return None
    token = ApiToken.objects.select_related("user").filter(key_id=parts[1]).first()
    known = token.digest if token else _digest("")  # compared either way, so that the time taken tells nothing
    is_right = constant_time_compare(known, _digest(key))
    return token if token is not None and is_right and ends(token, now=now) == "" else None


def ends(token: ApiToken, *, now: datetime) -> str:
    """Why `token` no longer holds: revoked, expired, inactive, password; empty while it does."""
    if token.revoked_at is not None:
        return "revoked"
    if token.expires_at <= now:
        return "expired"
    if not token.user.is_active:
        return "inactive"
    return "" if constant_time_compare(token.password_mark, token.user.get_session_auth_hash()) else "password"


def may(token: ApiToken, area: str, access: str) -> bool:
    """Whether its scopes allow `access` (read, write) to `area`; who may write may read."""
    return f"{area}:write" in token.scopes or (access == "read" and f"{area}:read" in token.scopes)


def reach(scopes: Iterable[str]) -> dict[str, bool]:
    """The areas of `scopes`, each once, in their order, and whether it may be written to: who may write may read."""
    access: dict[str, bool] = {}
    for area, _colon, may_do in (scope.partition(":") for scope in scopes):
        access[area] = access.get(area, False) or may_do == "write"
    return access


def revoke(token: ApiToken, *, by: User | None, now: datetime) -> None:
    """End it at once; twice is the same as once."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now):
            audit.note(by=by, what="team.token_revoked", about=f"token:{token.pk}", now=now)
    token.refresh_from_db(fields=["revoked_at"])


def seen_by(user: User) -> QuerySet[ApiToken]:
    """The tokens `user` may see and end: the owner all, others their own."""
    all_ = ApiToken.objects.select_related("user")
    return all_ if level_of(user) >= Level.OWNER else all_.filter(user=user)


def all_scopes() -> list[str]:
    """Every scope there is."""
    return [f"{area}:{access}" for area in AREAS for access in ACCESS]


def draw(token: ApiToken, *, n: int, limit: int, now: datetime) -> int | None:
    """Take `n` requests from the `limit` of this minute, for one process; how many are taken in all, None if too many.

    One statement, so that any number of processes together never take more than `limit`.
    """
    window = int(now.timestamp()) // 60
    fits = ApiToken.objects.filter(pk=token.pk).filter(~Q(window=window) | Q(used__lte=limit - n))
    used = Case(When(window=window, then=F("used") + n), default=Value(n))
    if not fits.update(used=used, window=window, last_used_at=now):
        return None
    return ApiToken.objects.values_list("used", flat=True).get(pk=token.pk)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
