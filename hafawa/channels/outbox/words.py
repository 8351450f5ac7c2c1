"""Why was a message not sent, and what is to be done? By key, in the language active now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hafawa.channels.mailbox.connecting import WORDS as OF_MAILBOXES

WORDS = {
    **OF_MAILBOXES,
    "refused": _("The server refused it for good. Correct what it names, or write to another address."),
    "later": _("The server asked to try again later. It is tried again by itself."),
    "broke_off": _("The line broke before the message was through. It is tried again by itself."),
    "too_late": _("It could not be handed over in two days, and is not tried any more."),
    "no_account": _("The mailbox it was to be sent from is gone or only read. Choose another, then send it again."),
    "too_large": _("It is larger than the server takes. Send a link instead of the file."),
    "unsure": _(
        "The line broke after the whole message was handed over and before the server said yes. It may have arrived; "
        "it is not sent again by itself. Look into the mailbox's sent mail, or ask them."
    ),
    "restored": _(
        "It waited when a backup was made that was restored since. It may have been sent in the meantime, so it is not "
        "sent again by itself."
    ),
    "fault": _("It could not be sent because of a fault of ours. It is in the log; it can be sent again."),
}
NOTES = {
    "history_left_out": _("What was written before was left out: somebody new is among those it goes to."),
}


def why(reason: str) -> str:
    """The sentence for a reason's key; empty for none."""
    return str(WORDS[reason]) if reason in WORDS else ""
