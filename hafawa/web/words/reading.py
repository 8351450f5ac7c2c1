"""How is a reading said: what a message is, how its writer feels, which words decided, how sure that is?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hafawa.listening.corrections import values
from hafawa.listening.models import Annotation
from hafawa.listening.reading import KINDS
from hafawa.web.templatetags.page import share

SURE_FROM = 0.9  # calibrated: of what is said this surely, nine in ten are right


def feelings() -> dict[str, str]:
    """How the writer feels, by name."""
    return {"pos": _("Pleased"), "neu": _("Neither"), "mix": _("Mixed"), "neg": _("Unhappy")}


def angers() -> dict[str, str]:
    """How angry, by step."""
    return {"0": _("Calm"), "1": _("Annoyed"), "2": _("Angry"), "3": _("Furious")}


def kinds() -> dict[str, str]:
    """What a message may be."""
    return {
        "thanks": _("Thanks"),
        "complaint": _("Complaint"),
        "question": _("Question"),
        "status": _("Where is my order"),
        "cancel": _("Wants to cancel"),
        "refund": _("Wants money back"),
        "request": _("Asks for something to be done"),
        "suggestion": _("Suggestion"),
        "praise": _("Praise"),
        "staffpraise": _("Praise of one of us"),
        "apology": _("They apologise"),
        "leaving": _("Is leaving us"),
        "spam": _("Spam"),
        "auto": _("Automatic mail"),
        "chat": _("Small talk"),
    }


def bad_kinds() -> dict[str, str]:
    """What went wrong, by name."""
    return {
        "": _("Nothing"),
        "refund_delayed": _("Money not given back"),
        "overcharged": _("Charged too much"),
        "missed_discount": _("A discount was missed"),
        "damaged": _("Damaged"),
        "wrong_item": _("Wrong item"),
        "missing_delivery": _("Did not arrive"),
        "rude": _("Rudeness"),
        "broken_promise": _("Broken promise"),
        "late_delivery": _("Late delivery"),
        "ignored": _("No answer"),
        "clueless": _("Nobody knew"),
        "technical": _("The site or app failed"),
        "long_wait": _("A long wait"),
        "poor_quality": _("Poor quality"),
    }


def routes() -> dict[str, str]:
    """Who may handle it."""
    return {"human": _("A human"), "machine": _("Routine: a machine may")}


def languages() -> dict[str, str]:
    """The languages a person may say it is in."""
    return {
        "en": _("English"), "ar": _("Arabic"), "ka": _("Georgian"), "ru": _("Russian"), "tr": _("Turkish"),
        "fr": _("French"), "de": _("German"), "other": _("Another language"),
    }  # fmt: skip


def finds() -> dict[str, str]:
    """What a piece of a message is."""
    return {
        "demand": _("Asks us to change"),
        "suggestion": _("Suggests"),
        "fix": _("Would put it right"),
        "promise": _("Promise"),
        "detail": _("Worth remembering"),
        "occasion": _("Occasion"),
        "staff": _("One of us"),
        "order": _("Order number"),
        "amount": _("Amount"),
        "phone": _("Telephone"),
        "confidential": _("Confidential"),
        "competitor": _("Another shop"),
        "price": _("Price"),
    }


def labels() -> dict[str, str]:
    """What the words of a text were taken for."""
    more = {
        "scorn": _("Scorn"), "anger": _("Anger"), "grief": _("Grief"), "human": _("Wants a person"),
        "awful": _("Very unhappy"), "bad": _("Unhappy"), "love": _("Very pleased"), "good": _("Pleased"),
        "full_thanks": _("Thanks"), "order_status": _("Where is my order"), "loud": _("Shouting"),
        "automatic": _("Automatic mail"), "gratitude": _("Gratitude"), "joy": _("Joy"),
        "disappointment": _("Disappointment"), "anxiety": _("Worry"), "urgency": _("Urgent"), "irony": _("Irony"),
        "neg": _("Unhappy"), "pos": _("Pleased"), "negative": _("Unhappy"), "positive": _("Pleased"),
        "angry": _("Angry"), "score": _("Stars"),
    }  # fmt: skip
    return {**more, **{k: v for k, v in bad_kinds().items() if k}, **kinds(), **finds()}


@dataclass(frozen=True)
class Chip:
    """One word of a reading, with its colour."""

    words: str
    tone: str = ""


def chips(reading: Annotation, *, is_ours: bool = False) -> list[Chip]:
    """A reading in few words: what it is, how angry; of what we wrote ourselves, nothing."""
    if is_ours:
        return []
    found = [Chip(words, _tone(kind)) for kind, words in kinds().items() if kind in kinds_of(reading)]
    if reading.bad_kind:
        found.append(Chip(bad_kinds().get(reading.bad_kind, reading.bad_kind), "wrong"))
    if reading.anger >= 0.5:
        found.append(Chip(_("Angry"), "wrong"))
    feeling = values.feeling_of(reading.feeling)
    if not found and feeling in ("pos", "neg"):
        found.append(Chip(feelings()[feeling], "ok" if feeling == "pos" else "wrong"))
    return found


def kinds_of(reading: Annotation) -> list[str]:
    """The kinds a stored reading holds, in the order of `KINDS`."""
    from hafawa.listening.annotate import as_reading

    holds = values.kinds_of(as_reading(reading))
    return [kind for kind in KINDS if kind in holds]


def sureness(value: float | None) -> str:
    """How sure, in words: a share where it is sure, "unsure" below."""
    if value is None:
        return ""
    return _("{share} sure").format(share=share(value)) if value >= SURE_FROM else _("unsure")


def _tone(kind: str) -> str:
    if kind in ("thanks", "praise", "staffpraise"):
        return "ok"
    return "wrong" if kind in ("complaint", "leaving") else ""


def answers() -> dict[str, str]:
    """Whether somebody waits for an answer."""
    return {"yes": _("Waits for an answer"), "no": _("Needs none")}


def titles() -> dict[str, str]:
    """What each part of a reading is called."""
    return {
        "feeling": _("Feeling"),
        "anger": _("Anger"),
        "kind": _("What it is"),
        "bad_kind": _("What went wrong"),
        "answer": _("Answer"),
        "route": _("Who may handle it"),
        "language": _("Language"),
        "right": _("All of it"),
    }


def values_of(what: str) -> dict[str, str]:
    """The values of a part in words."""
    yes_no = {"yes": _("yes"), "no": _("no")}
    named = {
        "feeling": feelings(), "anger": angers(), "bad_kind": bad_kinds(), "route": routes(), "answer": answers(),
        "language": languages(), "right": {"yes": _("read rightly")}, "found": {"no": _("wrongly found"), "yes": ""},
    }  # fmt: skip
    return named.get(what, yes_no)
