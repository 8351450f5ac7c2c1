"""In which words is told how a door for mail stands?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hafawa.channels.mail_doors.known_services import SERVICES
from hafawa.channels.models import MailDoor

_REFUSED = {
    "not_signed": gettext_lazy("Something was refused, because it was not signed as the service signs."),
    "no_key": gettext_lazy("Something was refused, because the key the service signs with is not known here yet."),
    "no_form": gettext_lazy("Something was refused, because it was no request of this service's."),
    "seal": gettext_lazy("The key was sealed under another secret key and cannot be read any more. Enter it anew."),
    "not_understood": gettext_lazy(
        "Something came in which no message was found; it is kept and told of under what came last. See that the "
        "service sends the whole message, as described here."
    ),
}


def state(door: MailDoor) -> dict[str, Any]:
    """A chip's words and tone."""
    if door.is_off:
        return {"words": _("Off"), "tone": ""}
    if SERVICES[door.kind].key_title and not door.sealed_key:
        return {"words": _("Needs its key"), "tone": "wrong"}
    if door.last_came_at is None:
        return {"words": _("Nothing came yet"), "tone": "accent"}
    return {"words": _("On"), "tone": "ok"}


def refused(door: MailDoor) -> str:
    """What was refused after the last that came; empty where nothing was."""
    at = door.last_refused_at
    is_newer = at is not None and (door.last_came_at is None or at >= door.last_came_at)
    return str(_REFUSED.get(door.last_refused_why, "")) if is_newer else ""
