"""Which phone services tell us of calls, and how is one connected?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.channels.calls import doors
from hafawa.channels.calls.models import PhoneDoor
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.web import once
from hafawa.web.outside_forms import PhoneDoorForm
from hafawa.web.policy import member, policy, posts
from hafawa.webhooks.models import Door


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_phone(request: HttpRequest) -> HttpResponseBase:
    """The phone services connected, and the place to connect one."""
    form = PhoneDoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not once.is_first(request):
            return redirect("web:settings_phone")
        said = form.cleaned_data
        source = said["source"].strip().lower()
        try:
            address = said["address"] or _address(request, source)
            doors.make(source=source, address=address, token=said["token"], by=member(request), now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The door is open. Now tell the phone service its address, as shown below."))
            return redirect("web:settings_phone")
    return _overview(request, form)


@posts(Level.MANAGER)
def settings_phone_act(request: HttpRequest, door_id: int) -> HttpResponseBase:
    """Give a door another address or token, or close it for good."""
    door, act = get_object_or_404(PhoneDoor, id=door_id), request.POST.get("act", "")
    by, now = member(request), clock.now()
    if act == "remove":
        doors.remove(door, by=by, now=now)
        messages.success(request, _("The door is closed. The calls that came through it stay."))
    elif act == "change":
        address, token = request.POST.get("address", "")[:500], request.POST.get("token", "")[:200]
        doors.change(door, address=address, token=token, by=by, now=now)
        messages.success(request, _("Kept."))
    return redirect("web:settings_phone")


def _address(request: HttpRequest, source: str) -> str:
    if not doors.SOURCE.fullmatch(source):
        return request.build_absolute_uri("/")
    return request.build_absolute_uri(reverse("api:receive_phone_call", args=[source]))


def _overview(request: HttpRequest, form: Any) -> HttpResponseBase:
    context = {
        "doors": PhoneDoor.objects.select_related("by"),
        "signed": Door.objects.all(),
        "form": form,
        "ticket": once.ticket(),
        "has_country": bool(Shop.get().country),
    }
    answer = render(request, "settings/phone.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer
