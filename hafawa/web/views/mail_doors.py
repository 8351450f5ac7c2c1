"""Which mail services hand us mail, is our own receiver on, and what came last?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.channels.mail_doors import opening
from hafawa.channels.mail_doors.known_services import SERVICES
from hafawa.channels.models import ImportRun, MailDoor
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop, User
from hafawa.team.permissions import Level
from hafawa.web import once
from hafawa.web.mail_door_forms import KeyForm, MailDoorForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.where import link_to
from hafawa.web.words import mail_doors as words

_LATEST = 10


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_mail_doors(request: HttpRequest) -> HttpResponseBase:
    """All doors, and the place to open one; its address is shown once."""
    form = MailDoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not once.is_first(request):
            return redirect("web:settings_mail_doors")
        made = _opened(request, form)
        if made is not None:
            return _one(request, made[0], secret=made[1])
    smtp = MailDoor.objects.filter(kind=opening.SMTP).first()
    doors = MailDoor.objects.filter(closed_at=None).exclude(kind=opening.SMTP)
    context = {
        "doors": [_shown(door) for door in doors],
        "form": form,
        "ticket": once.ticket(),
        "smtp": {"port": settings.HAFAWA_SMTP_PORT, "host": settings.HAFAWA_SMTP_HOST, "door": smtp},
        "ours": Shop.get().staff_addresses,
    }
    return _unkept(render(request, "settings/mail_doors.html", context, status=422 if form.errors else 200))


def _opened(request: HttpRequest, form: MailDoorForm) -> tuple[MailDoor, str] | None:
    if Shop.get().is_sample:
        form.add_error(None, _("This is the sample shop; your customers' mail would lie among its invented people."))
        return None
    said = form.cleaned_data
    return opening.open_(kind=said["kind"], address=said["address"], key="", by=member(request), now=clock.now())


@policy(Level.MANAGER)
def settings_mail_door(request: HttpRequest, mail_door_id: int) -> HttpResponseBase:
    """One: what is to be done at the service, what came, what was refused."""
    return _one(request, _found(mail_door_id))


@posts(Level.MANAGER)
def settings_mail_door_key(request: HttpRequest, mail_door_id: int) -> HttpResponseBase:
    """Keep the key the service signs with."""
    door, form = _found(mail_door_id), KeyForm(request.POST)
    if form.is_valid():
        try:
            opening.keep_key(door, form.cleaned_data["key"], by=member(request), now=clock.now())
        except Refused as refused:
            form.add_error("key", refused.message)
        else:
            messages.success(request, _("Kept. What is signed with it comes in."))
            return _at(door)
    return _one(request, door, form=form)


@posts(Level.MANAGER)
def settings_mail_door_act(request: HttpRequest, mail_door_id: int) -> HttpResponseBase:
    """Another secret, switched off or on, closed."""
    door, act, by, now = _found(mail_door_id), request.POST.get("act", ""), member(request), clock.now()
    if act == "turn":
        if not once.is_first(request):
            return _at(door)
        return _one(request, door, secret=opening.turn(door, by=by, now=now))
    if act not in ("off", "on", "close"):
        raise Http404
    messages.success(request, _done(door, act, by, now))
    return redirect("web:settings_mail_doors") if act == "close" else _at(door)


def _done(door: MailDoor, act: str, by: User, now: datetime) -> str:
    if act == "close":
        opening.close(door, by=by, now=now)
        return _("The door is closed. What came through it stays.")
    opening.switch(door, is_off=act == "off", by=by, now=now)
    if act == "off":
        return _("Nothing is taken for now. Services keep what they could not hand over, and try again for some hours.")
    return _("Mail is taken again.")


def _one(
    request: HttpRequest, door: MailDoor, *, secret: str = "", form: KeyForm | None = None
) -> HttpResponseBase:  # fmt: skip
    runs = ImportRun.objects.visible_to(member(request)).filter(door=door)
    service = SERVICES[door.kind]
    key_form = form or KeyForm()
    key_form.fields["key"].label = str(service.key_title)
    context = {
        **_shown(door),
        "address": _address(request, door, secret) if secret else "",
        "form": key_form,
        "has_key": bool(door.sealed_key),
        "runs": list(runs.order_by("-id")[:_LATEST]),
        "left_out": runs.aggregate(n=Sum("rows_rejected"))["n"] or 0,
        "ticket": once.ticket(),
    }
    return _unkept(render(request, "settings/mail_door.html", context, status=422 if form and form.errors else 200))


def _address(request: HttpRequest, door: MailDoor, secret: str) -> str:
    """What is pasted at the service. Mailgun sends the letter as it was written where the address ends so."""
    whole = link_to(request, reverse("api:receive_mail", args=[door.name, secret]))
    return f"{whole}mime" if door.kind == "mailgun" else whole


def _shown(door: MailDoor) -> dict[str, Any]:
    service = SERVICES[door.kind]
    return {"door": door, "service": service, "state": words.state(door), "refused": words.refused(door)}


def _found(mail_door_id: int) -> MailDoor:
    return get_object_or_404(MailDoor.objects.exclude(kind=opening.SMTP), id=mail_door_id, closed_at=None)


def _at(door: MailDoor) -> HttpResponseBase:
    return redirect("web:settings_mail_door", mail_door_id=door.pk)


def _unkept(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Cache-Control"] = "no-store"
    return answer
