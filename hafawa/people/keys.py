"""How does a person get one more key by which they are found, or lose one?"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.kernel.text import fold, without_invisible
from hafawa.people import clusters
from hafawa.people.identifiers import LONGEST, normal_customer_id, normal_email, normal_phone
from hafawa.people.models import Identifier, IdentifierKind, Person


class NotAKey(Refused):
    """It does not look like an address, a number or a handle."""


class HeldByAnother(Refused):
    """The key finds somebody else."""


def normal(kind: str, typed: str, *, country: str, source: str = "") -> str:
    """The normal form of `typed`, by which it is compared; raises NotAKey. A customer number needs its `source`."""
    found: str | None = None
    if kind == IdentifierKind.EMAIL:
        found = normal_email(typed)
    elif kind == IdentifierKind.PHONE:
        found = normal_phone(typed, country=country)
    elif kind == IdentifierKind.CUSTOMER_ID:
        found = normal_customer_id(typed, source=source) if source else None
    elif kind == IdentifierKind.HANDLE:
        found = without_invisible(fold(typed)).replace(" ", "")
    if not found or len(found) > LONGEST or not found.isprintable():
        raise NotAKey(_("A key was not recognised, so nothing was kept: check the email, phone, number or handle."))
    return found


def add(person: Person, *, kind: str, value: str, as_typed: str, now: datetime) -> tuple[Identifier, bool]:
    """Give `person` the key (`value` in normal form), and whether it is new; HeldByAnother where it finds another."""
    try:
        with transaction.atomic():
            found, is_new = Identifier.objects.get_or_create(
                kind=kind,
                value=value,
                defaults={"person": person, "as_typed": as_typed[:320], "created_at": now},
            )
    except IntegrityError:
        found, is_new = Identifier.objects.get(kind=kind, value=value), False
    if found.person_id not in clusters.ids_of(person.pk):
        raise HeldByAnother(_("This key finds somebody else already. Nothing was changed; merge them if they are one."))
    return found, is_new


def remove(identifier: Identifier) -> None:
    """Find them by this key no longer."""
    identifier.delete()
