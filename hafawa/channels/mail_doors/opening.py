"""How is a door for mail opened, its secret changed, switched off and closed by a person?"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.channels.mail_doors.known_services import SERVICES
from hafawa.channels.mailbox import keeping
from hafawa.channels.models import MailDoor
from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import User

SMTP = "smtp"
PURPOSE = "mail-door"
OLD_HOLDS = timedelta(days=1)


class NoSuchService(Refused):
    """Nobody of that name posts mail here."""


class KeyMissing(Refused):
    """The service signs what it sends, and without its key nothing can be checked."""


def open_(*, kind: str, address: str, key: str, by: User | None, now: datetime) -> tuple[MailDoor, str]:
    """A door for a service, and the secret of its address, told this once. `address` becomes one of ours.

    Raises NoSuchService. A key may follow later (`keep_key`): some services show it only once they know the address.
    """
    if kind not in SERVICES:
        raise NoSuchService(_("Choose one of the services listed. Nothing was opened."))
    secret = _secret()
    with transaction.atomic():
        door = MailDoor.objects.create(
            kind=kind,
            address=address.lower(),
            name=secrets.token_hex(8),
            secret_sha256=_hash(secret),
            sealed_key=sealed.seal(key.strip(), purpose=PURPOSE),
            by=by,
            made_at=now,
        )
        keeping.is_us(door.address)
        audit.note(by=by, what="mail_doors.opened", about=f"mail_door:{door.pk}", facts={"kind": kind}, now=now)
    return door, secret


def keep_key(door: MailDoor, key: str, *, by: User | None, now: datetime) -> None:
    """The key the service signs with. Raises KeyMissing."""
    if not key.strip():
        raise KeyMissing(_("Enter the key the service shows. Nothing was changed."))
    _change(door, what="mail_doors.key", by=by, now=now, sealed_key=sealed.seal(key.strip(), purpose=PURPOSE))


def turn(door: MailDoor, *, by: User | None, now: datetime) -> str:
    """Another secret in the address; the one before holds for a day."""
    secret = _secret()
    changes = {"secret_sha256": _hash(secret), "old_sha256": door.secret_sha256, "old_until": now + OLD_HOLDS}
    _change(door, what="mail_doors.turned", by=by, now=now, **changes)
    return secret


def switch(door: MailDoor, *, is_off: bool, by: User | None, now: datetime) -> None:
    """Take nothing for now, so that the service keeps it and tries again; or take again."""
    _change(door, what="mail_doors.off" if is_off else "mail_doors.on", by=by, now=now, is_off=is_off)


def close(door: MailDoor, *, by: User | None, now: datetime) -> None:
    """For good, its key forgotten; what came through it stays."""
    changes = {"closed_at": now, "sealed_key": "", "secret_sha256": "", "old_sha256": "", "old_until": None}
    _change(door, what="mail_doors.closed", by=by, now=now, **changes)


def smtp_door(*, now: datetime) -> MailDoor:
    """The door our own SMTP receiver counts and keeps under."""
    found = MailDoor.objects.filter(kind=SMTP).first()
    return found or MailDoor.objects.get_or_create(name=SMTP, defaults={"kind": SMTP, "made_at": now})[0]


def _change(door: MailDoor, *, what: str, by: User | None, now: datetime, **changes: object) -> None:
    with transaction.atomic():
        MailDoor.objects.filter(pk=door.pk).update(**changes)
        audit.note(by=by, what=what, about=f"mail_door:{door.pk}", now=now)
    door.refresh_from_db()


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
