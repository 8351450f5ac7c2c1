"""How does the first one get in, and how is what the shop says about itself changed? Each verb is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import Role, Shop, User

SETTABLE = (
    "name",
    "language",
    "currency",
    "country",
    "time_zone",
    "sender_name",
    "staff_addresses",
    "opens_at",
    "closes_at",
    "open_weekdays",
    "closed_on",
    "assigns",
    "reply_minutes",
    "contacts_per_person",
    "contact_window_days",
    "minutes_a_day",
    "held_out_share",
)


class OwnerExists(Refused):
    """The first-run page was used a second time."""


class PasswordTooWeak(Refused):
    """A password a machine guesses in no time."""


def create_owner(*, name: str, email: str, password: str, language: str) -> User:
    """The first user, who owns everything; raises OwnerExists when somebody is there, PasswordTooWeak."""
    check_password(password)
    with transaction.atomic():
        Shop.objects.select_for_update().get_or_create(id=1)
        if User.objects.exists():
            raise OwnerExists(_("Someone has already set this up. Nothing was changed: sign in instead."))
        return User.objects.create_user(email=email, password=password, name=name, role=Role.OWNER, language=language)


def answer_first_questions(answers: Mapping[str, Any], *, by: User, now: datetime) -> Shop:
    """The shop, with what was answered; `set_up_at` is kept from the first time."""
    shop = change_shop(answers, by=by, now=now)
    if shop.set_up_at is None:
        shop.set_up_at = now
        shop.save(update_fields=["set_up_at"])
    return shop


def change_shop(changes: Mapping[str, Any], *, by: User | None, now: datetime) -> Shop:
    """The shop, with `changes` (names from `SETTABLE`; anything else is a KeyError) kept. Which changed is noted."""
    with transaction.atomic():
        shop = Shop.get()
        changed = [name for name in SETTABLE if name in changes and getattr(shop, name) != changes[name]]
        for name in changes:
            if name not in SETTABLE:
                raise KeyError(name)
            setattr(shop, name, changes[name])
        shop.save(update_fields=list(changes))
        if changed:
            audit.note(by=by, what="shop.changed", about="shop:1", facts={"changed": changed}, now=now)
    return shop


def change_account(user: User, *, name: str, language: str) -> None:
    """Call the member of the team `name` and show pages in `language`."""
    user.name, user.language = name.strip(), language
    user.save(update_fields=["name", "language"])


def check_password(password: str) -> None:
    """Raises PasswordTooWeak."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise PasswordTooWeak(" ".join(error.messages)) from error
