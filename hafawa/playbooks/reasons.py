"""Why would someone say "not this", and what does each reason teach?"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NEVER = "never_for_this_person"
NOT_TRUE, WRONG_PERSON, ALREADY_DONE, NOT_NOW, UNKIND = "not_true", "wrong_person", "already_done", "not_now", "unkind"

#: Key to the words of it, in the order they are offered.
REASONS: dict[str, str | Promise] = {
    ALREADY_DONE: _("It is done already"),
    NOT_TRUE: _("It is not true"),
    WRONG_PERSON: _("It is about someone else"),
    NOT_NOW: _("Now is not the time"),
    UNKIND: _("It would not be kind"),
    NEVER: _("Never this for this person"),
}

_SHORT_DAYS, _LONG_DAYS = 14, 365


def quiet_days(reason: str) -> int:
    """For how many days the same reason is not suggested again for the same person."""
    return _SHORT_DAYS if reason == NOT_NOW else _LONG_DAYS
