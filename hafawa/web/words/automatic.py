"""How are rules that answer without a hand told, and why a message was left to a person?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, tuple[Any, Any]] = {
    "order_status": (
        _("Tell how an order stands"),
        _("Where a routine question means one order of theirs that is neither late nor delivered."),
    ),
    "out_of_hours": (_("Say that you are closed"), _("With the day and time at which you open again.")),
    "acknowledge": (
        _("Say that the message is there"),
        _("While you are open; with the time by which a person answers. It counts as no answer."),
    ),
}
CHANNELS: dict[str, Any] = {"email": _("By mail"), "chat": _("In the chat on your site")}
#: Every name in `conversations.automatic.deciding.WHYS`.
WHYS: dict[str, Any] = {
    "vetoed": _("Its words are of a kind that a person reads."),
    "angry": _("Its writer was read as angry."),
    "complaint": _("It was read as a complaint."),
    "heavy": _("Its writer was read as sad, worried or let down."),
    "confidential": _("It is about something secret."),
    "open_complaint": _("A complaint of theirs is open."),
    "overdue_promise": _("A promise to them is overdue."),
    "strike": _("Something that went wrong for them is not put right."),
    "language": _("Its language is not one that is read with certainty."),
    "stranger": _("They never ordered, and nobody of you has written to them yet."),
    "no_consent": _("They do not want to be written to."),
    "looping": _("They were told the same a short while ago, or a machine wrote."),
    "no_account": _("Nothing can be sent from the mailbox it came to."),
    "no_rule": _("No rule is meant for it."),
    "no_order": _("It is not certain which order is meant, or nothing is known of it."),
    "late_order": _("The order is late, or was delivered already."),
    "not_routine": _("It is not surely a routine question."),
    "answered": _("One of you has answered already."),
    "away_told": _("The chat on the page says already that you are closed."),
    "fault": _("It could not be written or kept to be sent; the log says why."),
}
NAMES: dict[str, Any] = {
    "first_name": _("first name"),
    "shop": _("name of the shop"),
    "order": _("order number"),
    "placed": _("day of the order"),
    "due": _("promised day"),
    "opens": _("when you open"),
    "answer_by": _("when an answer is due"),
}
