"""How is the language model set, turned on and turned off? Each verb is one transaction, and noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused
from hafawa.listening.assistants import stage
from hafawa.listening.assistants.asking import SEALED_FOR
from hafawa.listening.assistants.models import Assistant
from hafawa.team import audit
from hafawa.team.models import User


class NotSet(Refused):
    """It cannot be turned on: its address or its name is missing."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an owner says of the model. `key` is the new key; empty leaves the one there is, unless it is dropped.

    Prices are millionths of a currency unit a million tokens; so is the money a day, in millionths.
    """

    where: str
    wire: str
    url: str
    model: str
    key: str
    drops_key: bool
    seconds: int
    tokens_a_day: int
    micros_a_day: int
    micros_per_million_in: int
    micros_per_million_out: int


def keep(said: Settings, *, by: User, now: datetime) -> Assistant:
    """Keep what was said; whether it is on stays. A key does not follow to another address."""
    with transaction.atomic():
        kept = Assistant.get()
        is_elsewhere = (kept.url, kept.where) != (said.url, said.where)
        if said.key:
            kept.sealed_key = sealed.seal(said.key, purpose=SEALED_FOR)
        elif said.drops_key or is_elsewhere:
            kept.sealed_key = ""
        for name in (
            "where", "wire", "url", "model", "seconds", "tokens_a_day", "micros_a_day", "micros_per_million_in",
            "micros_per_million_out",
        ):  # fmt: skip
            setattr(kept, name, getattr(said, name))
        kept.failures, kept.rests_until, kept.by, kept.changed_at = 0, None, by, now
        if kept.is_on and not _is_set(kept):
            kept.is_on = False
        kept.save()
        audit.note(by=by, what="assistant.changed", facts={"where": said.where}, now=now)
    return kept


def turn_on(*, by: User, now: datetime) -> None:
    """Have what comes from now on read by it, too; what came before is never sent. Raises NotSet."""
    with transaction.atomic():
        kept = Assistant.get()
        if not _is_set(kept):
            raise NotSet(_("Say first where the model is and what it is called. Nothing was turned on."))
        if kept.is_on:
            return
        kept.is_on, kept.failures, kept.rests_until, kept.by, kept.changed_at = True, 0, None, by, now
        kept.save()
        stage.begin_here(now=now)
        audit.note(by=by, what="assistant.turned_on", facts={"where": kept.where}, now=now)


def turn_off(*, by: User, now: datetime) -> None:
    """Ask it nothing more; readings stay as they are."""
    with transaction.atomic():
        if Assistant.objects.filter(id=1, is_on=True).update(is_on=False, by=by, changed_at=now):
            audit.note(by=by, what="assistant.turned_off", now=now)


def _is_set(kept: Assistant) -> bool:
    return bool(kept.url and kept.model)
