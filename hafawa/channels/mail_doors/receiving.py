"""May this request of a mail service come in, and is it kept? Asked in an order that costs strangers the most.

The secret in the address first, from the address alone; then the body, up to a size; then the service's signature; then
it is kept, and only then the answer is yes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from hafawa.channels.mail_doors import keeping, opening, verifying
from hafawa.channels.mail_doors.asked import Asked
from hafawa.channels.mail_doors.fields import NoForm
from hafawa.channels.mail_doors.known_services import SERVICES
from hafawa.channels.models import MailDoor
from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused

MOST_BYTES = 64 * 2**20  # the largest letter a service takes, written in base64, with room


class NoKey(verifying.NotSigned):
    """The service signs, and nobody has entered its key yet."""


_WHY: dict[type[Exception], str] = {NoForm: "no_form", sealed.CannotOpen: "seal", NoKey: "no_key"}


class NoSuchDoor(Refused):
    """No door of this name, or not this secret."""


class DoorIsOff(Refused):
    """Somebody switched it off for now."""


class NotTheService(Refused):
    """The signature is missing or wrong, or it is no request of this service's."""


def door_of(name: str, secret: str, *, now: datetime) -> MailDoor:
    """The open door `name` that `secret` opens; raises NoSuchDoor, the same for every reason, and DoorIsOff."""
    door = MailDoor.objects.filter(name=name, closed_at=None).exclude(kind=opening.SMTP).first()
    given = hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
    is_right = [constant_time_compare(given, one or "-") for one in _held(door, now=now)]
    if door is None or not any(is_right):
        raise NoSuchDoor(_("There is no such address, or its secret was changed. Nothing was kept."))
    if door.is_off:
        raise DoorIsOff(_("This door is switched off for now. Nothing was kept; send it again later."), permanent=False)
    return door


def receive(
    door: MailDoor, body: bytes, *, content_type: str, headers: Mapping[str, str], url: str, now: datetime
) -> bool:
    """Keep what came and say whether it is new; raises NotTheService. When this returns, it is safe."""
    try:
        asked = Asked(body, content_type=content_type, url=url, headers=headers)
        signed = verifying.check(door.kind, asked, key=_key(door), now=now)
    except (verifying.NotSigned, NoForm, sealed.CannotOpen) as error:
        why = _WHY.get(type(error), "not_signed")
        MailDoor.objects.filter(pk=door.pk).update(last_refused_at=now, last_refused_why=why)
        raise NotTheService(
            _("This is not signed as the service signs, or is no request of its kind. Nothing was kept.")
        ) from error
    if not signed.holds_mail:
        return False
    return keeping.keep(door, body, external_id=signed.external_id, content_type=content_type or "-", now=now)


def _held(door: MailDoor | None, *, now: datetime) -> list[str]:
    """What is compared with; as much where there is no door."""
    if door is None:
        return ["", ""]
    return [door.secret_sha256, door.old_sha256 if door.old_until and now < door.old_until else ""]


def _key(door: MailDoor) -> str:
    key = sealed.opened(door.sealed_key, purpose=opening.PURPOSE)
    if SERVICES[door.kind].key_title and not key:
        raise NoKey
    return key
