"""In which words are calls spoken of: how one ended, why one is due, why one would do more good than a message?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hafawa.conversations.calls import rather
from hafawa.conversations.calls.queries import Missed, Owed
from hafawa.kernel.text import isolate
from hafawa.playbooks import say
from hafawa.playbooks.card import CHANNELS
from hafawa.web.templatetags.page import clock_time, moment, number, short_day

#: How a call may end, as the large buttons name it.
OUTCOMES: dict[str, Any] = {
    "reached": gettext_lazy("We spoke"),
    "not_reached": gettext_lazy("Nobody answered"),
    "voicemail": gettext_lazy("I left words"),
    "wrong_number": gettext_lazy("Wrong number"),
}
_RATHER: dict[str, Any] = {
    rather.CONFIDENTIAL: gettext_lazy("The matter is confidential, and mail is read by more than one."),
    rather.ANGRY: gettext_lazy("Feelings run high, and a voice calms where writing may not."),
    rather.LONG: gettext_lazy("They have been with us for years."),
}


def owed(call: Owed, *, now: datetime, zone: Any) -> str:
    """Why a promised call is on the list."""
    about = say.quoted(call.why) if call.why else ""
    if call.due_at is None:
        sentence = _("A call is promised, for no time: “{about}”.") if about else _("A call is promised, for no time.")
        return sentence.format(about=about)
    when = at(call.due_at, now=now, zone=zone)
    if call.due_at < now:
        bare = _("A call was promised for {when}, and the time is past.")
        sentence = _("A call was promised for {when}, and the time is past: “{about}”.") if about else bare
    else:
        bare = _("A call is promised for {when}.")
        sentence = _("A call is promised for {when}: “{about}”.") if about else bare
    return sentence.format(when=when, about=about)


def missed(call: Missed, *, now: datetime, zone: Any) -> str:
    """Why a call of theirs is on the list."""
    when = at(call.at, now=now, zone=zone)
    if call.left_words:
        sentence = ngettext(
            "They called and left words, and nobody has called back: {when}.",
            "They called {n} times and left words, and nobody has called back; first {when}.",
            call.theirs,
        )
    else:
        sentence = ngettext(
            "They called and nobody picked up: {when}.",
            "They called {n} times and nobody picked up; first {when}.",
            call.theirs,
        )
    return sentence.format(when=when, n=number(call.theirs))


def tried(ours: int) -> str:
    """That we rang back in vain; empty where nobody did."""
    if not ours:
        return ""
    return ngettext("We rang back {n} time in vain.", "We rang back {n} times in vain.", ours).format(n=number(ours))


def here(kind: str, *, is_late: bool) -> str:
    """Why a line stands where it stands."""
    if kind == "promised":
        return _("Its time has come.") if is_late else _("It comes in its time.")
    if kind == "open":
        return _("A call promised without a time waits behind those who rang in vain.")
    if kind == "missed":
        return _("Whoever rang in vain longest comes first.")
    return _("Cards stand in the order of Today.")


def reason(key: str, *, exchanges: int) -> str:
    """Why a call would do more good than another message."""
    if key == rather.MANY:
        return ngettext(
            "{n} message has gone back and forth, and it is not settled.",
            "{n} messages have gone back and forth, and it is not settled.",
            exchanges,
        ).format(n=number(exchanges))
    return str(_RATHER[key])


def at(value: datetime, *, now: datetime, zone: Any) -> str:
    """A time in little room: the hour alone where it is today, else with its day."""
    local, today = value.astimezone(zone), now.astimezone(zone).date()
    clock = clock_time(local.timetz())
    if local.date() == today:
        return _("today, {time}").format(time=clock)
    if local.date() == today + timedelta(days=1):
        return _("tomorrow, {time}").format(time=clock)
    if local.date() == today - timedelta(days=1):
        return _("yesterday, {time}").format(time=clock)
    return moment(local)


def promise_due(text: str, due_at: datetime | None) -> str:
    """An open promise, with its day."""
    if due_at is None:
        return _("“{promise}”, no day was said").format(promise=isolate(text))
    return _("“{promise}” by {day}").format(promise=isolate(text), day=short_day(due_at))


def boundaries(*, calls: bool | None, care: bool | None, offers: bool | None) -> list[str]:
    """What they asked of us about being contacted, for one who is about to call."""
    found = []
    if calls is False:
        found.append(_("They asked not to be called. Write instead, unless they are waiting for this call."))
    if care is False:
        found.append(_("They asked to be left in peace: only what they are owed."))
    if offers is False:
        found.append(_("No offers: they said no."))
    elif offers is None:
        found.append(_("No offers: they have not said yes."))
    return found


def channel(name: str) -> str:
    """A way of being in touch, as it is labelled."""
    known: dict[str, Any] = CHANNELS | {"phone": _("Phone"), "": _("Another way"), "other": _("Another way")}
    return str(known.get(name, name))


def opener(name: str, *, sender: str, shop: str, kind: str) -> str:
    """What to say first where no card has words, in the language active now."""
    who = _("Hello {name}, this is {sender} from {shop}.") if name else _("Hello, this is {sender} from {shop}.")
    if not sender:
        who = _("Hello {name}, this is {shop}.") if name else _("Hello, this is {shop}.")
    more = {
        "missed": _("You tried to reach us and nobody picked up; I am sorry. What can I do for you?"),
        "promised": _("You were promised a call from us, so here I am. Is this a good moment?"),
        "asked": _("You asked us to call. Is this a good moment?"),
    }.get(kind, _("Do you have a few minutes to talk?"))
    return f"{who.format(name=isolate(name), sender=isolate(sender), shop=isolate(shop))} {more}"
