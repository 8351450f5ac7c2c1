"""What does a mailbox's page say of how mail is sent from it?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from hafawa.channels.mailbox import connecting
from hafawa.channels.models import Mailbox, Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import sending as going
from hafawa.team.models import User

_WAITS = (OutgoingState.HELD, OutgoingState.WAITING, OutgoingState.SENDING)
_NEEDS = (OutgoingState.UNSURE, OutgoingState.FAILED)


def part(mailbox: Mailbox, *, by: User) -> dict[str, Any]:
    """For `settings/mailbox_sending.html`; its form is the view's."""
    found = Sending.objects.filter(mailbox=mailbox).first()
    mine = Outgoing.objects.visible_to(by).filter(mailbox=mailbox)
    return {
        "sending": found,
        "sending_state": state(found),
        "sending_waits": mine.filter(state__in=_WAITS).count(),
        "sending_needs": mine.filter(state__in=_NEEDS).count(),
    }


def state(sending: Sending | None) -> dict[str, Any]:
    """A chip's words and tone, and the words of what stands in the way."""
    if sending is None:
        return {"words": _("Only read"), "tone": "", "trouble": ""}
    trouble = str(connecting.WORDS[sending.trouble]) if sending.trouble in connecting.WORDS else ""
    if sending.is_paused:
        return {"words": _("Held back"), "tone": "", "trouble": trouble}
    if sending.trouble:
        return {
            "words": _("Needs you") if going.is_stuck(sending) else _("Not reached"),
            "tone": "wrong",
            "trouble": trouble,
        }
    return {"words": _("Mail goes out"), "tone": "ok", "trouble": ""}
