"""Who outside is told what happens, did it arrive, and who outside tells us?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web import once
from hafawa.web.outside_forms import DoorForm, EndpointForm
from hafawa.web.policy import member, policy, posts
from hafawa.webhooks import actions, incoming, keyring
from hafawa.webhooks.models import Delivery, DeliveryState, Door, Endpoint

LOG = 50
_STATES = {state.value for state in DeliveryState}


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_webhooks(request: HttpRequest) -> HttpResponseBase:
    """All addresses told and doors opened, and the place to add one."""
    form, made = EndpointForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        if not once.is_first(request):
            return redirect("web:settings_webhooks")
        made = _tried(form, lambda: actions.make(**form.cleaned_data, by=member(request), now=clock.now()))
        form = form if made is None else EndpointForm()
    return _overview(request, form=form, shown=_shown(made))


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_webhook(request: HttpRequest, endpoint_id: int) -> HttpResponseBase:
    """One address: what it is told, what arrived, what did not."""
    endpoint = get_object_or_404(Endpoint, id=endpoint_id)
    initial = {"url": endpoint.url, "kinds": endpoint.kinds}
    form = EndpointForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _tried(form, lambda: actions.change(endpoint, **form.cleaned_data, by=member(request), now=clock.now()))
        if not form.errors:
            messages.success(request, _("Kept."))
            return redirect("web:settings_webhook", endpoint_id=endpoint.pk)
    return _one(request, endpoint, form=form)


@posts(Level.MANAGER)
def settings_webhook_act(request: HttpRequest, endpoint_id: int) -> HttpResponseBase:
    """Ping it, change its secret, stop it, let it go on, send again what was sent in a day, remove it."""
    endpoint = get_object_or_404(Endpoint, id=endpoint_id)
    act, by, now = request.POST.get("act", ""), member(request), clock.now()
    if act == "turn":
        if not once.is_first(request):
            return redirect("web:settings_webhook", endpoint_id=endpoint.pk)
        return _one(request, endpoint, shown=actions.turn(endpoint, by=by, now=now))
    if act not in _ACTS:
        raise Http404
    messages.success(request, _ACTS[act](endpoint, by, now))
    return redirect("web:settings_webhooks") if act == "remove" else redirect(_at(endpoint))


@posts(Level.MANAGER)
def settings_delivery_again(request: HttpRequest, delivery_id: int) -> HttpResponseBase:
    """Send one message once more."""
    delivery = get_object_or_404(Delivery.objects.select_related("endpoint"), id=delivery_id)
    actions.again(delivery, now=clock.now())
    messages.success(request, _("It is being sent once more, under the same id."))
    return redirect(_at(delivery.endpoint))


@posts(Level.MANAGER)
def settings_door_make(request: HttpRequest) -> HttpResponseBase:
    """Open a door for a system; its secret is shown this once."""
    form, made = DoorForm(request.POST), None
    if form.is_valid():
        if not once.is_first(request):
            return redirect("web:settings_webhooks")
        made = _tried(form, lambda: incoming.make(form.cleaned_data["source"], by=member(request), now=clock.now()))
        form = form if made is None else DoorForm()
    return _overview(request, door_form=form, shown=_shown(made))


@posts(Level.MANAGER)
def settings_door_act(request: HttpRequest, door_id: int) -> HttpResponseBase:
    """Change a door's secret, or close it for good."""
    door = get_object_or_404(Door, id=door_id)
    act, by, now = request.POST.get("act", ""), member(request), clock.now()
    if act == "turn" and once.is_first(request):
        return _overview(request, shown=_shown((door, incoming.turn(door, by=by, now=now))))
    if act == "remove":
        incoming.remove(door, by=by, now=now)
        messages.success(request, _("The door is closed. What came through it stays."))
    return redirect("web:settings_webhooks")


def _pinged(endpoint: Endpoint, by: User, now: datetime) -> str:
    actions.ping(endpoint, now=now)
    return _("A test message is on its way; in a moment the list says whether it arrived.")


def _stopped(endpoint: Endpoint, by: User, now: datetime) -> str:
    actions.stop(endpoint, by=by, now=now)
    return _("It is told nothing for now. What happens meanwhile is told when it goes on.")


def _goes_on(endpoint: Endpoint, by: User, now: datetime) -> str:
    actions.go_on(endpoint, by=by, now=now)
    return _("It is told again, from where it was stopped.")


def _sent_again(endpoint: Endpoint, by: User, now: datetime) -> str:
    n = actions.again_since(endpoint, now - timedelta(days=1), now=now)
    words = ngettext("%(n)d message is sent again.", "%(n)d messages are sent again.", n)
    return words % {"n": n}


def _removed(endpoint: Endpoint, by: User, now: datetime) -> str:
    actions.remove(endpoint, by=by, now=now)
    return _("The address is removed and told nothing more.")


_ACTS: dict[str, Callable[[Endpoint, User, datetime], str]] = {
    "ping": _pinged,
    "stop": _stopped,
    "go_on": _goes_on,
    "again": _sent_again,
    "remove": _removed,
}


def _tried(form: Any, do: Callable[[], Any]) -> Any:
    """What `do` gives; what it refuses is said at the form, and None."""
    try:
        return do()
    except Refused as refused:
        form.add_error(None, refused.message)
        return None


def _shown(made: tuple[Endpoint | Door, str] | None) -> dict[str, Any] | None:
    return {"of": made[0], "is_door": isinstance(made[0], Door), "secret": made[1]} if made else None


def _at(endpoint: Endpoint) -> str:
    return f"/settings/webhooks/{endpoint.pk}/"


def _overview(
    request: HttpRequest, *, form: Any = None, door_form: Any = None, shown: dict[str, Any] | None = None
) -> HttpResponseBase:
    context = {
        "endpoints": Endpoint.objects.select_related("by"),
        "doors": Door.objects.select_related("by"),
        "form": form or EndpointForm(),
        "door_form": door_form or DoorForm(),
        "shown": shown,
        "ticket": once.ticket(),
    }
    is_wrong = bool((form and form.errors) or (door_form and door_form.errors))
    answer = render(request, "settings/webhooks.html", context, status=422 if is_wrong else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _one(request: HttpRequest, endpoint: Endpoint, *, form: Any = None, shown: str = "") -> HttpResponseBase:
    state = request.GET.get("state", "")
    listed = endpoint.deliveries.filter(state=state) if state in _STATES else endpoint.deliveries.all()
    counts = dict(endpoint.deliveries.order_by().values_list("state").annotate(n=Count("id")))
    states = [(s.value, s.label, counts.get(s.value, 0)) for s in DeliveryState]
    context = {
        "endpoint": endpoint,
        "form": form or EndpointForm(initial={"url": endpoint.url, "kinds": endpoint.kinds}),
        "deliveries": listed[:LOG],
        "states": states,
        "state": state,
        "total": sum(counts.values()),
        "secrets": len(keyring.holding(endpoint.secrets, now=clock.now())),
        "shown": shown,
        "ticket": once.ticket(),
    }
    is_wrong = bool(form and form.errors)
    answer = render(request, "settings/webhook.html", context, status=422 if is_wrong else 200)
    answer["Cache-Control"] = "no-store"
    return answer
