"""How do events come in through a signed door, once each, however often they are sent?"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.webhooks import keyring, signing
from hafawa.webhooks.models import Door, Heard

SOURCE = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}")


class NotSigned(Refused):
    """No such door, a wrong signature, or one that is too old or from the future."""


class NotThisName(Refused):
    """The name of a door is none, or taken."""


class SaidOtherwise(Refused):
    """The same message id came with another body before."""


@dataclass(frozen=True)
class Sealed:
    """A message as it came."""

    message_id: str
    timestamp: str
    signature: str
    body: bytes


def open_(source: str, sealed: Sealed, *, now: datetime) -> Door:
    """The door `source`, when `sealed` is rightly signed for it; raises NotSigned, the same for every reason."""
    door = Door.objects.filter(source=source).first()
    keys = keyring.holding(door.secrets, now=now) if door else [signing.new_secret()]
    is_right = signing.is_signed(
        sealed.body,
        message_id=sealed.message_id,
        timestamp=sealed.timestamp,
        signature=sealed.signature,
        keys=keys,
        now=now,
    )
    if door is None or not is_right:
        raise NotSigned(
            _("The signature is not right for this door, or not of the last five minutes. Nothing was kept.")
        )
    return door


def hear(door: Door, sealed: Sealed, *, now: datetime) -> tuple[Heard, bool]:
    """What is kept of this message, and whether it came for the first time; raises SaidOtherwise.

    Call it in the transaction that keeps what the message says: the same message at the same time waits for it.
    """
    digest = hashlib.sha256(sealed.body).hexdigest()
    defaults = {"body_sha256": digest, "at": now}
    heard, is_first = Heard.objects.get_or_create(door=door, message_id=sealed.message_id, defaults=defaults)
    if heard.body_sha256 != digest:
        raise SaidOtherwise(_("A message with this id came before and said something else. Nothing was kept."))
    return heard, is_first


def heard_first(heard: Heard, *, new: list[int], now: datetime) -> None:
    """Keep which positions of the message were new, so that the same message gets the same answer."""
    heard.new = new
    heard.save(update_fields=["new"])
    Door.objects.filter(pk=heard.door_id).update(last_heard_at=now)


def make(source: str, *, by: User, now: datetime) -> tuple[Door, str]:
    """A door for the system `source`, and its secret; raises NotThisName."""
    source = source.strip().lower()
    if not SOURCE.fullmatch(source) or Door.objects.filter(source=source).exists():
        raise NotThisName(
            _("No door was made: its name is taken, or holds other than small letters, digits, dots and dashes.")
        )
    ring, secret = keyring.made()
    with transaction.atomic():
        door = Door.objects.create(source=source, secrets=ring, by=by, made_at=now)
        audit.note(by=by, what="webhooks.door_made", about=f"door:{door.pk}", facts={"source": source}, now=now)
    return door, secret


def turn(door: Door, *, by: User, now: datetime) -> str:
    """A new secret; the one before holds for a day."""
    door.secrets, secret = keyring.turned(door.secrets, now=now)
    with transaction.atomic():
        door.save(update_fields=["secrets"])
        audit.note(by=by, what="webhooks.door_secret_changed", about=f"door:{door.pk}", now=now)
    return secret


def remove(door: Door, *, by: User, now: datetime) -> None:
    """Close it for good; what came through it stays."""
    with transaction.atomic():
        audit.note(by=by, what="webhooks.door_removed", about=f"door:{door.pk}", facts={"source": door.source}, now=now)
        door.delete()
