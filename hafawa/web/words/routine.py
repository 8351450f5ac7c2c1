"""How are matters, languages and reasons of the routine decision told?"""

from __future__ import annotations

import math
from typing import Any

from babel.numbers import format_percent
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hafawa.listening.models import Intent

#: The shipped matters.
MATTERS: dict[str, Any] = {
    "order_status": _("Where is my order?"),
    "opening_hours": _("When are you open?"),
    "address": _("Where are you?"),
    "stock": _("Do you have it?"),
    "price": _("What does it cost?"),
    "delivery_terms": _("How and when do you deliver?"),
    "returns_terms": _("How do I return something?"),
    "payment_methods": _("How can I pay?"),
    "booking": _("A table, a room, an appointment"),
    "invoice": _("A receipt or an invoice"),
    "change_address": _("Another address for my order"),
    "cancel_order": _("Cancel an order"),
    "loyalty_balance": _("How many points do I have?"),
    "parking_access": _("Parking, lifts, ramps"),
    "account_help": _("Password and account"),
}
VARIETIES: dict[str, Any] = {
    "en": _("English"),
    "ar": _("Arabic"),
    "ar-Latn": _("Arabic in Latin letters"),
    "ka": _("Georgian"),
    "ka-Latn": _("Georgian in Latin letters"),
}
#: Why a message is a person's; every name in `listening.routine.deciding.REASONS`.
REASONS: dict[str, Any] = {
    "person": _("They ask for a person."),
    "threat": _("It threatens with something."),
    "abuse": _("There are insults in it."),
    "law": _("It is about the law or the police."),
    "health": _("It is about health."),
    "grief": _("It speaks of a death or a loss."),
    "hardship": _("It speaks of lost work or of money that is short."),
    "charged_twice": _("It is about money taken wrongly."),
    "again": _("It is not the first time, or something was promised or is late."),
    "mock_praise": _("The praise in it may be scorn."),
    "secret": _("It is about something secret."),
    "anger": _("It sounds angry."),
    "distress": _("It sounds worried or sad."),
    "arranged": _("It tells of something arranged: they agree, confirm, come or are late."),
    "faces": _("A face or sign in it is not a glad one."),
    "emphasis": _("Its marks are doubled."),
    "shouted": _("It is written in capitals."),
    "complaint": _("It was read as a complaint."),
    "angry": _("Its writer was read as angry."),
    "heavy": _("Its writer was read as sad, worried or let down."),
    "ironic": _("It may mean the contrary of what it says."),
    "open_complaint": _("A complaint of theirs is not put right yet."),
    "overdue_promise": _("A promise to them is overdue."),
    "empty": _("There are no words in it."),
    "long": _("It is long: more than a question."),
    "language": _("Its language is not read."),
    "nothing_known": _("No matter is in use in its language."),
    "sounds_other": _("A part of it does not sound like a routine question."),
    "unknown_words": _("Several words in it are in no routine question known here."),
    "unsure": _("It is not sure which matter it is about."),
    "not_routine": _("A part of it is about nothing routine."),
    "two_matters": _("It is about two matters at once."),
    "not_answered": _("People answer this matter themselves."),
    "off": _("Its language is switched off."),
    "shadow": _("Its language is only being tried: people still answer."),
}


def matter_title(name: str) -> str:
    """The title of the matter `name`: a shipped one's in the language active now, the shop's own as it was typed."""
    if name in MATTERS:
        return str(MATTERS[name])
    found = Intent.objects.filter(name=name).first()
    return found.title if found else name


def title_of(found: Intent) -> str:
    """The title of a matter at hand."""
    return found.title or str(MATTERS.get(found.name, found.name))


def precise(share: float) -> str:
    """A share, 0 to 1, as a percentage to a tenth, never less than it is."""
    above = math.ceil(share * 1000) / 1000
    return str(format_percent(above, "#,##0.0%", locale=get_language() or "en", numbering_system="default"))


def reason(name: str) -> str:
    """Why, in a sentence."""
    return str(REASONS.get(name, name))
