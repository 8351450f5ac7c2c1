"""Which phone services may tell us of calls, and is this message from one of them?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.channels.calls import twilio
from hafawa.channels.calls.models import PhoneDoor
from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import User

PURPOSE = "phone"
SOURCE = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}")
LEAST_TOKEN = 16
_NOTED_EVERY = timedelta(minutes=1)


class NotSigned(Refused):
    """No such door, or a signature that is not right for it."""


class NotThisDoor(Refused):
    """The name, the address or the token of a door is none."""


def open_(source: str, sent: twilio.Params, *, given: str, now: datetime) -> PhoneDoor:
    """The door `source`, when `sent` is rightly signed for it; raises NotSigned, the same for every reason."""
    door = PhoneDoor.objects.filter(source=source).first()
    token = sealed.opened(door.sealed_token, purpose=PURPOSE) if door else "nobody has this token"
    is_right = twilio.is_signed(door.address if door else "", sent, given=given, token=token)
    if door is None or not is_right:
        if door is not None:
            _note_refusal(door, now=now)
        raise NotSigned(_("The signature is not right for this door. Nothing was kept."))
    return door


def heard(door: PhoneDoor, *, now: datetime) -> None:
    """Note that the door was used."""
    PhoneDoor.objects.filter(pk=door.pk).update(last_heard_at=now)


def make(*, source: str, address: str, token: str, by: User, now: datetime) -> PhoneDoor:
    """Open a door for a phone service; `token` is its auth token, kept sealed. Raises NotThisDoor."""
    source = source.strip().lower()
    if not SOURCE.fullmatch(source) or PhoneDoor.objects.filter(source=source).exists():
        raise NotThisDoor(
            _("No door was made: its name is taken, or holds other than small letters, digits, dots and dashes.")
        )
    with transaction.atomic():
        door = PhoneDoor.objects.create(
            source=source, address=_address(address), sealed_token=_sealed(token), by=by, made_at=now
        )
        audit.note(by=by, what="phone.door_made", about=f"phone:{door.pk}", facts={"source": source}, now=now)
    return door


def change(door: PhoneDoor, *, address: str, token: str, by: User, now: datetime) -> None:
    """Another address, and another token where one is given; raises NotThisDoor."""
    door.address, door.refused_at = _address(address), None
    if token.strip():
        door.sealed_token = _sealed(token)
    with transaction.atomic():
        door.save(update_fields=["address", "sealed_token", "refused_at"])
        audit.note(by=by, what="phone.door_changed", about=f"phone:{door.pk}", now=now)


def remove(door: PhoneDoor, *, by: User, now: datetime) -> None:
    """Close it for good; the calls that came through it stay."""
    with transaction.atomic():
        facts = {"source": door.source}
        audit.note(by=by, what="phone.door_removed", about=f"phone:{door.pk}", facts=facts, now=now)
        door.delete()


def _note_refusal(door: PhoneDoor, *, now: datetime) -> None:
    """At most once a minute: a stranger who knocks does not keep the database busy."""
    often = Q(refused_at__isnull=True) | Q(refused_at__lt=now - _NOTED_EVERY)
    PhoneDoor.objects.filter(often, pk=door.pk).update(refused_at=now)


def _address(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in ("https", "http") or not parts.netloc or len(text) > 500 or not text.isprintable():
        raise NotThisDoor(_("The address must be the whole one the service calls, from https:// on. Nothing was kept."))
    return text.strip()


def _sealed(token: str) -> str:
    token = token.strip()
    if len(token) < LEAST_TOKEN or not token.isascii() or not token.isprintable():
        raise NotThisDoor(_("This is no auth token: copy it whole from the service's console. Nothing was kept."))
    return sealed.seal(token, purpose=PURPOSE)
