"""How is one event told on a person's page?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.channels import originals
from hafawa.kernel import money
from hafawa.kernel.text import direction, isolate, isolate_ltr
from hafawa.timeline.models import Event
from hafawa.web.templatetags.page import day, language, number
from hafawa.web.words.reading import Chip, chips

LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Item:
    """One line of the story: who did what when, in words, with what was said in their own language."""

    id: int
    kind: str
    icon: str
    tone: str  # empty, wrong, ok, thank, note
    side: str  # them, us, shop
    title: str
    text: str
    text_direction: str
    text_language: str
    chips: tuple[Chip, ...]
    is_read: bool
    at: datetime
    source: str
    is_evidence: bool
    has_letter: bool = False  # there is more of it than its words
    url: str = ""  # of the public page it stands on


GROUPS: dict[str, tuple[str, ...]] = {
    "orders": ("order.placed", "order.cancelled", "order.refunded", "delivery.promised", "delivery.arrived"),
    "words": ("message.received", "message.sent", "call.made", "call.received", "mention.posted",
              "answer.waived", "waiver.withdrawn"),
    "reviews": ("review.posted", "review.answered", "survey.answered"),
    "care": ("contact.made", "gesture.given", "promise.made", "promise.kept", "promise.withdrawn",
             "strike.noted", "strike.repaired", "note.written"),
}  # fmt: skip

_ICONS = {
    "order.placed": "order",
    "order.cancelled": "not-this",
    "order.refunded": "undo",
    "delivery.promised": "truck",
    "delivery.arrived": "truck",
    "message.received": "mail",
    "message.sent": "send",
    "call.made": "phone",
    "call.received": "phone",
    "review.posted": "star",
    "review.answered": "answer",
    "mention.posted": "speak",
    "survey.answered": "ask",
    "promise.made": "star8",
    "promise.kept": "promise",
    "promise.withdrawn": "star8",
    "answer.waived": "check-in",
    "waiver.withdrawn": "undo",
    "contact.made": "check-in",
    "gesture.given": "gift",
    "strike.noted": "warning",
    "strike.repaired": "mend",
    "note.written": "note",
}
CHANNEL_ICONS = {
    "email": "mail",
    "chat": "speak",
    "phone": "phone",
    "social": "people",
    "sms": "phone",
    "review": "star",
}
_TONES = {
    "promise.kept": "thank",
    "gesture.given": "reward",
    "strike.noted": "wrong",
    "strike.repaired": "ok",
    "note.written": "note",
    "delivery.arrived": "ok",
}


def group_titles() -> list[tuple[str, str]]:
    """The filters of the story, in order."""
    return [
        ("", _("Everything")),
        ("orders", _("Orders")),
        ("words", _("Messages and calls")),
        ("reviews", _("Reviews")),
        ("care", _("Promises and care")),
    ]


def _icon(event: Event) -> str:
    """Their words wear the mark of where they came."""
    usual = _ICONS.get(event.kind, "info")
    return CHANNEL_ICONS.get(event.channel, usual) if event.kind == "message.received" else usual


def tell(event: Event, *, evidence: frozenset[int] = frozenset()) -> Item:
    """`event` in words of the page's language; the customer's own words stay in theirs. `annotation` is prefetched."""
    text = str(event.data.get("text") or event.data.get("note") or "").strip()[:LONGEST_TEXT]
    reading = getattr(event, "annotation", None)
    return Item(
        id=event.pk,
        kind=event.kind,
        icon=_icon(event),
        tone=_tone(event),
        side=_side(event),
        title=_TITLES.get(event.kind, _other)(event),
        text=text,
        text_direction=direction(text),
        text_language=reading.language if reading else "",
        chips=tuple(chips(reading, is_ours=_side(event) == "us")) if reading else (),
        is_read=reading is not None,
        at=event.occurred_at,
        source=event.source,
        is_evidence=event.pk in evidence,
        has_letter=originals.may_have(event),
        url=_page_of(event),
    )


def _page_of(event: Event) -> str:
    """The public page it stands on, where the data name one that a browser opens; a file may say anything."""
    said = str(event.data.get("url") or "").strip() if event.kind == "mention.posted" else ""
    return said if said.lower().startswith(("https://", "http://")) else ""


def _tone(event: Event) -> str:
    if event.kind == "review.posted" and event.score is not None:
        return "wrong" if event.score <= 2 else "thank" if event.score >= 5 else ""
    reading = getattr(event, "annotation", None)
    if event.kind == "message.received" and reading is not None:
        return "wrong" if reading.is_complaint or reading.anger >= 0.5 else "thank" if reading.is_praise else ""
    return _TONES.get(event.kind, "")


def _side(event: Event) -> str:
    if event.kind in {"message.received", "review.posted", "mention.posted", "call.received", "survey.answered"}:
        return "them"
    if event.kind.startswith(("order.", "delivery.")):
        return "shop"
    return "us"


def _channel(event: Event) -> str:
    return {
        "email": _("email"),
        "chat": _("chat"),
        "social": _("social network"),
        "sms": _("text message"),
        "phone": _("telephone"),
        "in_person": _("in person"),
        "review": _("review"),
    }.get(event.channel, event.channel)


def _amount(event: Event) -> str:
    if event.amount_minor is None or not event.currency:
        return ""
    return isolate(money.show(event.amount_minor, currency=event.currency, language=language()))


def _by(event: Event) -> str:
    return isolate(str(event.data.get("by") or "")) if event.data.get("by") else _("one of us")


def _ordered(event: Event) -> str:
    ref, amount = isolate_ltr(event.ref), _amount(event)
    due = day(event.due_date)
    if amount and due:
        return _("Ordered {ref} for {amount}, promised for {date}").format(ref=ref, amount=amount, date=due)
    if amount:
        return _("Ordered {ref} for {amount}").format(ref=ref, amount=amount)
    if due:
        return _("Ordered {ref}, promised for {date}").format(ref=ref, date=due)
    return _("Ordered {ref}").format(ref=ref)


def _refunded(event: Event) -> str:
    amount = _amount(event)
    if amount:
        return _("Got {amount} back for order {ref}").format(amount=amount, ref=isolate_ltr(event.ref))
    return _("Got money back for order {ref}").format(ref=isolate_ltr(event.ref))


def _message_in(event: Event) -> str:
    subject = str(event.data.get("subject") or "").strip()
    if subject:
        return _("Wrote by {channel}: {subject}").format(channel=_channel(event), subject=isolate(subject))
    return _("Wrote by {channel}").format(channel=_channel(event))


def _message_out(event: Event) -> str:
    if event.data.get("is_automatic") and event.channel == "chat":
        return _("Automatic answer in the chat")
    if event.data.get("is_automatic"):
        return _("An automatic message went out by {channel}").format(channel=_channel(event))
    if event.data.get("is_sales"):
        return _("An offer went out by {channel}").format(channel=_channel(event))
    return _("{name} wrote to them by {channel}").format(name=_by(event), channel=_channel(event))


def _called(event: Event) -> str:
    outcome, lasted = event.data.get("outcome"), event.data.get("duration_seconds")
    if outcome == "wrong_number":
        return _("{name} called, and it was not their number").format(name=_by(event))
    if outcome == "voicemail":
        return _("{name} left words on their voicemail").format(name=_by(event))
    if outcome == "not_reached":
        return _("{name} called and did not reach them").format(name=_by(event))
    said = _("{name} called them").format(name=_by(event))
    return _("{said}, for {length}").format(said=said, length=length(lasted)) if lasted else said


def _called_us(event: Event) -> str:
    outcome, lasted = event.data.get("outcome", "reached"), event.data.get("duration_seconds")
    if outcome == "voicemail":
        return _("Called us and left words on our voicemail")
    if outcome != "reached":
        return _("Called us, and nobody picked up")
    said = _("Called us")
    return _("{said}, for {length}").format(said=said, length=length(lasted)) if lasted else said


def length(seconds: int) -> str:
    """How long a call was, in words."""
    if seconds < 60:
        return ngettext("{n} second", "{n} seconds", seconds).format(n=number(seconds))
    minutes = round(seconds / 60)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=number(minutes))


def _reviewed(event: Event) -> str:
    score = event.score or 0
    words = ngettext("Gave {n} star of 5", "Gave {n} stars of 5", score).format(n=number(score))
    if event.ref:
        return _("{stars}, for order {ref}").format(stars=words, ref=isolate_ltr(event.ref))
    return words


def _promised(event: Event) -> str:
    if event.due_date:
        return _("{name} promised something by {date}").format(name=_by(event), date=day(event.due_date))
    return _("{name} promised something, without a day").format(name=_by(event))


def _gave(event: Event) -> str:
    what, amount = isolate(str(event.data.get("what") or "")), _amount(event)
    if amount:
        return _("{name} gave them {what}, which cost us {amount}").format(name=_by(event), what=what, amount=amount)
    return _("{name} gave them {what}").format(name=_by(event), what=what)


def _said(sentence: str) -> Callable[[Event], str]:
    return lambda event: _(sentence)  # noqa: ARG005


def _other(event: Event) -> str:
    return _("Something happened that has no words yet: {kind}").format(kind=isolate_ltr(event.kind))


_TITLES: dict[str, Callable[[Event], str]] = {
    "order.placed": _ordered,
    "order.cancelled": lambda e: _("Order {ref} was cancelled").format(ref=isolate_ltr(e.ref)),
    "order.refunded": _refunded,
    "delivery.promised": lambda e: _("Order {ref} was promised for {date}").format(
        ref=isolate_ltr(e.ref), date=day(e.due_date)
    ),
    "delivery.arrived": lambda e: _("Order {ref} arrived").format(ref=isolate_ltr(e.ref)),
    "message.received": _message_in,
    "message.sent": _message_out,
    "call.made": _called,
    "call.received": _called_us,
    "review.posted": _reviewed,
    "review.answered": lambda e: (
        _("{name} answered in public") if e.channel == "social" else _("{name} answered their review")
    ).format(name=_by(e)),
    "mention.posted": _said(gettext_noop("Spoke of the shop in public")),
    "survey.answered": _said(gettext_noop("Answered a question of ours")),
    "promise.made": _promised,
    "promise.kept": lambda e: _("{name} kept a promise").format(name=_by(e)),
    "promise.withdrawn": lambda e: _("{name} took a promise off the list").format(name=_by(e)),
    "answer.waived": lambda e: _("{name} closed it: no answer needed").format(name=_by(e)),
    "waiver.withdrawn": lambda e: _("{name} opened it again: it needs an answer").format(name=_by(e)),
    "contact.made": lambda e: _("{name} was in touch with them by {channel}").format(name=_by(e), channel=_channel(e)),
    "gesture.given": _gave,
    "strike.noted": lambda e: _("{name} noted that something went wrong").format(name=_by(e)),
    "strike.repaired": lambda e: _("{name} put it right").format(name=_by(e)),
    "note.written": lambda e: _("{name} wrote a note for the team").format(name=_by(e)),
}
