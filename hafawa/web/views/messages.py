"""What did they send: the words, the pages in their frame, what came with it, the original?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from hafawa.channels import originals
from hafawa.channels.importers import rejections
from hafawa.channels.mail import html_shown, invitations, packages
from hafawa.channels.mail.opened import Opened
from hafawa.channels.models import ImportRun, RejectedRow
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web import handing_out
from hafawa.web.policy import member, policy
from hafawa.web.reads import message as reads
from hafawa.web.words import message as words

_LIST = 100
_OURS = {"", "same-origin", "none"}  # whence a browser says it was asked; older ones say nothing


@policy(Level.VIEWER)
def message(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """One message: its words; a part of a page, or a page of its own."""
    event = _event(request, event_id)
    return _part(request, event, "inbox/message_body.html", message=reads.read(event, to=member(request)))


@policy(Level.VIEWER)
def message_as_sent(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """The frame with the letter as they sent it, and what was kept back."""
    event = _event(request, event_id)
    try:
        shown = reads.as_sent(_letter(event), with_remote=_asks_for_pictures(request))
    except Refused as refused:
        return _part(request, event, "inbox/as_sent.html", refused=refused.message)
    return _part(request, event, "inbox/as_sent.html", shown=shown)


@policy(Level.VIEWER)
def message_frame(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """The letter's own page, for the frame: no script, no form, nothing fetched unless pictures were asked for."""
    event = _event(request, event_id)
    with_remote = _asks_for_pictures(request) and request.headers.get("Sec-Fetch-Site", "") in _OURS
    title = str(event.data.get("subject") or "") or _("A letter")
    response = HttpResponse(reads.frame(_letter(event), title=title, with_remote=with_remote))
    response["Content-Security-Policy"] = html_shown.policy(with_remote=with_remote)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


@policy(Level.VIEWER)
def message_attachment(request: HttpRequest, event_id: int, number: int) -> HttpResponseBase:
    """Something that came with it, to be kept."""
    letter, data = _enclosed(request, event_id, number)
    return handing_out.to_keep(data, name=reads.name_of(letter, number))


@policy(Level.VIEWER)
def message_picture(request: HttpRequest, event_id: int, number: int) -> HttpResponseBase:
    """The same, where it is a picture a browser may show."""
    letter, _data = _enclosed(request, event_id, number)
    found = reads.picture(letter, number)
    if found is None:
        raise Http404
    return handing_out.to_see(*found, name=reads.name_of(letter, number))


@policy(Level.VIEWER)
def message_invitation(request: HttpRequest, event_id: int, number: int) -> HttpResponseBase:
    """What an invitation says; it is never answered from here."""
    event = _event(request, event_id)
    _opened, data = _enclosed(request, event_id, number)
    found = invitations.read(data)
    entries = reads.entries(found, to=member(request)) if found else []
    title = words.method(found.method) if found else ""
    return _part(request, event, "inbox/invitation.html", number=number, entries=entries, what=title)


@policy(Level.VIEWER)
def message_package(request: HttpRequest, event_id: int, number: int) -> HttpResponseBase:
    """What lies in a package of Outlook's."""
    event = _event(request, event_id)
    _opened, data = _enclosed(request, event_id, number)
    inside = [(n, one.name or str(n + 1), len(one.data)) for n, one in enumerate(packages.files(data))]
    return _part(request, event, "inbox/package.html", number=number, inside=inside)


@policy(Level.VIEWER)
def message_packed(request: HttpRequest, event_id: int, number: int, inside: int) -> HttpResponseBase:
    """One file out of it, to be kept."""
    _opened, data = _enclosed(request, event_id, number)
    files = packages.files(data)
    if inside >= len(files):
        raise Http404
    return handing_out.to_keep(files[inside].data, name=files[inside].name or f"{inside + 1}.bin")


@policy(Level.AGENT)
def message_original(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """The bytes as they came."""
    event = _event(request, event_id)
    raw = originals.raw_of(event, now=clock.now())
    return handing_out.to_keep(raw, name=f"{event.data.get('subject') or event.pk}.eml")


@policy(Level.MANAGER)
def unread_letters(request: HttpRequest) -> HttpResponseBase:
    """Messages that could not be read, newest first, each with why and its original."""
    rows = RejectedRow.objects.visible_to(member(request)).filter(import_run__importer="mail")
    if (run := request.GET.get("run", "")).isdecimal() and len(run) < 19:
        rows = rows.filter(import_run=int(run))
    if (mailbox := request.GET.get("mailbox", "")).isdecimal() and len(mailbox) < 19:
        rows = rows.filter(import_run__mailbox=int(mailbox))
    listed = list(rows.select_related("import_run").order_by("-id")[: _LIST + 1])
    shown = [
        {"row": row, "why": rejections.words(row.reason, row.facts), "cells": [str(c) for c in row.cells]}
        for row in listed[:_LIST]
    ]
    return render(request, "inbox/unread.html", {"letters": shown, "is_more": len(listed) > _LIST, "most": _LIST})


@policy(Level.MANAGER)
def unread_original(request: HttpRequest, run_id: int, row_id: int) -> HttpResponseBase:
    """A message that could not be read, as it came."""
    run = get_object_or_404(ImportRun.objects.visible_to(member(request)), id=run_id, importer="mail")
    row = get_object_or_404(RejectedRow.objects.visible_to(member(request)), id=row_id, import_run=run)
    return handing_out.to_keep(originals.raw_of_rejected(row), name=f"{run.pk}-{row.row_number}.eml")


def _event(request: HttpRequest, event_id: int) -> Event:
    seen = Event.objects.visible_to(member(request)).select_related("person")
    return get_object_or_404(seen, id=event_id, kind__in=reads.KINDS)


def _letter(event: Event) -> Opened:
    return reads.opened(event, now=clock.now())


def _enclosed(request: HttpRequest, event_id: int, number: int) -> tuple[Opened, bytes]:
    """The letter, and what came with it under `number`."""
    letter = _letter(_event(request, event_id))
    data = letter.bytes_of(number)
    if data is None:
        raise Http404
    return letter, data


def _asks_for_pictures(request: HttpRequest) -> bool:
    return request.GET.get("pictures") == "yes"


def _part(request: HttpRequest, event: Event, part: str, **context: Any) -> HttpResponseBase:
    """A part of the page that asked for it, or a page of its own."""
    template = part if request.htmx else "inbox/message.html"  # type: ignore[attr-defined]
    return render(request, template, {"event": event, "part": part} | context)
