"""How are the shop's figures said: a plain sentence first, each share with its n and interval, what is not known?"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from hafawa.analytics.telling import (
    anger,
    contacts,
    deliveries,
    earned,
    loyalty,
    mix,
    praise,
    proactive,
    replies,
    returns,
)
from hafawa.analytics.telling.section import Found, Section

_ALL: tuple[Callable[[Found], Section], ...] = (
    praise.tell, deliveries.tell, returns.tell, replies.tell, contacts.tell, anger.tell, mix.tell,
    proactive.tell, loyalty.tell, earned.tell,
)  # fmt: skip


def sections(found: Found) -> list[Section]:
    """Every figure, the same ones always, in the same order."""
    return [tell(found) for tell in _ALL]


def evidence_titles() -> dict[str, str]:
    """What the events kept under each name of `found["evidence"]` are."""
    gone = _("They did not order again in the days after")
    return {
        "late": _("Parcels that came after the promised day"),
        "missing": _("Parcels that have not come though their day is past"),
        "half": _("Parcels that came in less than half the promised time"),
        "poor_after_late": _("One or two stars after a late parcel"),
        "poor_after_on_time": _("One or two stars after a parcel on time"),
        **{f"gone_after_{n}": gone for n in range(4)},
        "contacts": _("Messages and calls that ask for an answer"),
        "waiting": _("Messages still without an answer"),
        "open_anger": _("Anger that is still open"),
        "proactive": _("Contacts that were our own idea"),
        "our_calls": _("Calls of ours in which we spoke, or left words"),
        "answering": _("Contacts that answered something"),
        **loyalty.quadrants(),
        "praise": _("Kind words"),
    }
