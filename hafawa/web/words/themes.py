"""How is a theme's number told in a sentence, and what was done to it?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hafawa.listening.themes.counting import Counted
from hafawa.listening.themes.models import Act
from hafawa.web.templatetags.page import number, share

ACTS: dict[str, Any] = {
    "rename": gettext_lazy("Renamed"),
    "confirm": gettext_lazy("Confirmed as a theme"),
    "dismiss": gettext_lazy("Dismissed"),
    "merge": gettext_lazy("Merged into another theme"),
    "split": gettext_lazy("Made a part of its own"),
    "move": gettext_lazy("Moved messages into this part"),
    "not_about": gettext_lazy("Said that messages are not about this"),
    "did": gettext_lazy("Noted what was done"),
}
ENDED: dict[str, Any] = {
    "thanked": gettext_lazy("They were content afterwards."),
    "ordered_again": gettext_lazy("They ordered again."),
    "complained_again": gettext_lazy("They complained again."),
    "open": gettext_lazy("Nothing was heard since."),
}
DONE: dict[str, Any] = {
    "message.sent": gettext_lazy("We wrote"),
    "review.answered": gettext_lazy("We answered the review"),
    "call.made": gettext_lazy("We called them"),
    "gesture.given": gettext_lazy("We gave something"),
    "order.refunded": gettext_lazy("We refunded"),
    "strike.repaired": gettext_lazy("It was put right"),
}


def act_words(act: Act) -> str:
    """What was done, in a few words."""
    return str(ACTS.get(act.kind, act.kind))


def amount(counted: Counted) -> str:
    """How many messages, and, where enough came, which share with its interval."""
    said = ngettext("{n} message", "{n} messages", counted.n).format(n=number(counted.n))
    if counted.interval is None or counted.share is None:
        return said
    low, high = counted.interval
    return _("{messages} of {of}: {share} (between {low} and {high})").format(
        messages=said, of=number(counted.of), share=share(counted.share), low=share(low), high=share(high)
    )


def trend(counted: Counted) -> tuple[str, str]:
    """How it moved against the period before, and its tone: "more", "less", "same", "unknown"; no arrow on noise."""
    change = counted.change
    if change is None:
        return _("Too few messages came to compare with the time before."), "unknown"
    if not counted.is_clear:
        return _("No clear change against the time before ({before} of {of}).").format(
            before=number(counted.n_before), of=number(counted.of_before)
        ), "same"  # fmt: skip
    low, high = sorted((abs(change.low), abs(change.high)))
    values = {
        "before": number(counted.n_before),
        "of": number(counted.of_before),
        "low": number(round(100 * low)),
        "high": number(round(100 * high)),
    }
    if change.by > 0:
        return _(
            "More than in the time before ({before} of {of}): by {low} to {high} of every hundred messages."
        ).format(**values), "more"  # fmt: skip
    return _("Less than in the time before ({before} of {of}): by {low} to {high} of every hundred messages.").format(
        **values
    ), "less"  # fmt: skip
