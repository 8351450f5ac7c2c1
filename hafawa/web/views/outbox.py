"""What waits to be sent, what was not, and what may have been? With what can be done about each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hafawa.channels.models import Outgoing, OutgoingState
from hafawa.channels.outbox import actions
from hafawa.conversations import ways
from hafawa.conversations.composing import attaching
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads.outgoing import CAME_BACK_FOR, shown

LISTED = 100
_WAITS = (OutgoingState.HELD, OutgoingState.WAITING, OutgoingState.SENDING)


class TooLate(Refused):
    """It stands otherwise by now than the page said."""


@policy(Level.AGENT)
def outbox(request: HttpRequest) -> HttpResponseBase:
    """What needs a person first; then what waits, the next to go first."""
    now, mine = clock.now(), Outgoing.objects.visible_to(member(request)).select_related("by", "mailbox", "person")
    opened = Q(state__in=[OutgoingState.UNSURE, OutgoingState.FAILED])
    bounced = Q(state=OutgoingState.SENT, bounced_at__gte=now - CAME_BACK_FOR)
    needs = mine.filter(opened | bounced).order_by("-id")
    waits = mine.filter(state__in=_WAITS).order_by("due_at", "id")
    context = {
        "needs": [shown(one, now=now) for one in needs[:LISTED]],
        "waits": [shown(one, now=now) for one in waits[:LISTED]],
        "more": max(0, needs.count() - LISTED) + max(0, waits.count() - LISTED),
    }
    return render(request, "outbox/list.html", context)


@policy(Level.AGENT)
def outgoing(request: HttpRequest, outgoing_id: int) -> HttpResponseBase:
    """How one stands, for a page it is part of; by itself for whoever follows a link to it."""
    found = _found(request, outgoing_id)
    return _state(request, found) if _is_part(request) else redirect("web:outbox")


@posts(Level.AGENT)
def outgoing_act(request: HttpRequest, outgoing_id: int) -> HttpResponseBase:
    """Take back, send now, send again, it arrived, let go."""
    found, act = _found(request, outgoing_id), request.POST.get("act", "")
    if act not in _ACTS:
        raise Http404
    do, words = _ACTS[act]
    if not do(found, member(request), clock.now()):
        raise TooLate(_("It stands otherwise by now: look at it again. Nothing was changed."))
    found.refresh_from_db()
    if _is_part(request):
        answer = _state(request, found)
        if act == "take_back":  # whoever wrote it has the words back: the page it was written on listens
            answer["HX-Trigger"] = json.dumps({"hafawa:taken-back": {"id": found.pk, "ref": found.ref}})
        return answer
    messages.success(request, words())
    return redirect("web:outbox")


def _found(request: HttpRequest, outgoing_id: int) -> Outgoing:
    return get_object_or_404(Outgoing.objects.visible_to(member(request)), id=outgoing_id)


def _is_part(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


def _state(request: HttpRequest, found: Outgoing) -> HttpResponse:
    return render(request, "inbox/outgoing_state.html", {"shown": shown(found, now=clock.now())})


def _take_back(one: Outgoing, by: User, now: datetime) -> bool:
    """Whether it was; its files are in the draft of whoever wrote it again."""
    with transaction.atomic():
        is_back = actions.take_back(one, by=by, now=now)
        if is_back:
            attaching.given_back(channel="email", ref=f"{ways.MAIL}{one.pk}")
    return is_back


_Do = Callable[[Outgoing, User, datetime], bool]
_ACTS: dict[str, tuple[_Do, Callable[[], str]]] = {
    "take_back": (
        _take_back,
        lambda: _("Taken back: it is not sent. Your words are kept with it."),
    ),
    "send_now": (lambda one, by, now: actions.send_now(one, by=by, now=now), lambda: _("It goes out now.")),
    "send_again": (lambda one, by, now: actions.send_again(one, by=by, now=now), lambda: _("It is sent once more.")),
    "arrived": (lambda one, by, now: actions.arrived(one, by=by, now=now), lambda: _("Noted: it counts as sent.")),
    "settle": (lambda one, by, now: actions.settle_bounce(one, by=by, now=now), lambda: _("Settled.")),
    "discard": (lambda one, by, now: actions.discard(one, by=by, now=now), lambda: _("Left unsent.")),
}
