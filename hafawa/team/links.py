"""How does a link let somebody in once, and never again? The token is in the link; only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.team.models import OneTimeLink, Role, User

HOURS = 48


class LinkDead(Refused):
    """The link is unknown, used, revoked or too old; which of these is not told."""


def make(*, kind: str, email: str, by: User | None, now: datetime, role: str = Role.AGENT) -> tuple[OneTimeLink, str]:
    """A link for `email` that holds 48 hours, and its token, shown now and never again; an older one ends."""
    token = secrets.token_urlsafe(32)
    email = email.strip().lower()
    with transaction.atomic():
        _open().filter(kind=kind, email=email).update(ended_at=now)
        link = OneTimeLink.objects.create(
            kind=kind,
            email=email,
            role=role,
            digest=_digest(token),
            made_by=by,
            made_at=now,
            expires_at=now + timedelta(hours=HOURS),
        )
    return link, token


def find(token: str, *, kind: str, now: datetime) -> OneTimeLink:
    """The open link of `token`; raises LinkDead, for a blank one too."""
    link = _open().filter(kind=kind, digest=_digest(token), expires_at__gt=now).first() if token.strip() else None
    if link is None:
        raise LinkDead(
            _(
                "This link does not open anything any more: it was used, replaced by a newer one, taken back, or is "
                "older than 48 hours. Nothing was changed. Ask whoever sent it for a new one."
            )
        )
    return link


def use(token: str, *, kind: str, now: datetime) -> OneTimeLink:
    """End the link of `token` and return it; of two at once one gets it, the other LinkDead."""
    link = find(token, kind=kind, now=now)
    if not _open().filter(pk=link.pk, expires_at__gt=now).update(ended_at=now):
        return find("", kind=kind, now=now)
    return link


def end_all_of(email: str, *, now: datetime) -> int:
    """Every open link made for `email` ends; how many there were."""
    return _open().filter(email=email.strip().lower()).update(ended_at=now)


def waiting(now: datetime) -> QuerySet[OneTimeLink]:
    """Invitations that are open, newest first."""
    return _open().filter(kind="invite", expires_at__gt=now).select_related("made_by").order_by("-made_at", "-id")


def _open() -> QuerySet[OneTimeLink]:
    return OneTimeLink.objects.filter(ended_at__isnull=True)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
