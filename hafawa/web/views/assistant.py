"""Which language model may be asked, what does it get, what has it cost, and what went wrong?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.listening import door
from hafawa.listening.assistants import actions, asking
from hafawa.listening.assistants.masking import mask
from hafawa.listening.assistants.merging import merged
from hafawa.listening.assistants.models import Assistant, AssistantCall, AssistantDay
from hafawa.listening.reading import Reading
from hafawa.team.models import Shop, User
from hafawa.team.permissions import Level
from hafawa.web.assistant_form import AssistantForm, initial, plain
from hafawa.web.policy import member, policy, posts
from hafawa.web.words.assistant import REASONS

SHOWN = 20
LONGEST = 2000
DAYS = 30
_HIDDEN = "•••"


@dataclass(frozen=True)
class Tried:
    """One sample sentence: what is sent, and what came of it (None: it was only shown)."""

    text: str
    url: str
    headers: list[tuple[str, str]]
    body: str
    reason: Any = None
    is_ok: bool = False
    answer: str = ""
    before: Reading | None = None
    after: Reading | None = None


@policy(Level.OWNER)
def assistant(request: HttpRequest) -> HttpResponseBase:
    """The settings, what it cost, what went wrong."""
    return _page(request)


@posts(Level.OWNER, fresh=True, back_to="web:assistant")
def assistant_keep(request: HttpRequest) -> HttpResponseBase:
    """Keep the settings; there is a key among them."""
    form = AssistantForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    actions.keep(form.settings(), by=member(request), now=clock.now())
    messages.success(request, _("Kept."))
    return redirect("web:assistant")


@posts(Level.OWNER, fresh=True)
def assistant_switch(request: HttpRequest) -> HttpResponseBase:
    """Turn it on, or off."""
    now, by = clock.now(), member(request)
    if request.POST.get("act") == "on":
        actions.turn_on(by=by, now=now)
        messages.success(request, _("From now on it is asked, too. What came before is never sent."))
    else:
        actions.turn_off(by=by, now=now)
        messages.success(request, _("It is asked nothing more. Readings stay as they are."))
    return redirect("web:assistant")


@posts(Level.OWNER)
def assistant_try(request: HttpRequest) -> HttpResponseBase:
    """A sample sentence: shown as it would be sent, or sent."""
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()[:LONGEST]
    kept = Assistant.get()
    tried = _tried(kept, text, sends=request.POST.get("act") == "send") if text and kept.url else None
    return _page(request, tried=tried, text=text)


def _tried(kept: Assistant, text: str, *, sends: bool) -> Tried:
    names = tuple(User.objects.values_list("name", flat=True))
    sent = asking.request(kept, mask(text, names=names), key=_HIDDEN if kept.sealed_key else "")
    shown = Tried(text, kept.url.rstrip("/") + sent.path, sorted(sent.headers.items()), sent.body.decode())
    if not sends:
        return shown
    asked = asking.ask(kept, text, now=clock.now(), names=names, is_trial=True)
    before = door.read(text)
    after = merged(before, asked.opinion, masked=asked.masked, model=kept.model) if asked.opinion else None
    return Tried(
        shown.text, shown.url, shown.headers, shown.body, REASONS[asked.reason], asked.opinion is not None,
        asked.answer[:4000], before, after,
    )  # fmt: skip


def _page(
    request: HttpRequest, *, form: AssistantForm | None = None, tried: Tried | None = None, text: str = ""
) -> HttpResponseBase:
    kept, now = Assistant.get(), clock.now()
    form = form or AssistantForm(initial=initial(kept))
    shop = Shop.get()
    today = now.astimezone(shop.zone).date()
    days = AssistantDay.objects.filter(day__gt=today - timedelta(days=DAYS))
    totals = days.aggregate(calls=Sum("calls"), failures=Sum("failures"), tokens=Sum("tokens"), micros=Sum("micros"))
    since = AssistantCall.objects.filter(at__gt=now - timedelta(days=DAYS)).exclude(reason="ok")
    counted = since.order_by().values_list("reason").annotate(n=Count("id")).order_by("-n", "reason")
    context = {
        "kept": kept,
        "form": form,
        "tried": tried,
        "text": text,
        "currency": shop.currency,
        "today": AssistantDay.objects.filter(day=today).first(),
        "totals": totals,
        "cost": plain(totals["micros"] or 0),
        "reasons": [(REASONS[reason], n) for reason, n in counted],
        "failures": [(REASONS[c.reason], c) for c in since[:SHOWN]],
        "is_resting": bool(kept.rests_until and kept.rests_until > now),
    }
    answer = render(request, "settings/assistant.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer
