"""How was a message read, and what does a person say that it is? The panel beside it, one click to correct, undo."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.listening import correcting
from hafawa.listening.models import Correction
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import reading as reads


@policy(Level.VIEWER)
def reading(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """The words that decided, each part, who corrected it; a part of a page, or a page of its own."""
    return _shown(request, _event(request, event_id))


@posts(Level.AGENT)
def reading_correct(request: HttpRequest, event_id: int) -> HttpResponseBase:
    """It is so, whatever it was read as."""
    event = _event(request, event_id)
    what, about, value = (request.POST.get(name, "")[:200] for name in ("what", "about", "value"))
    if what == "kind":  # one button says which kind, and whether it is one
        about, _sep, value = request.POST.get("said", "").partition(":")
    made = correcting.correct(event.pk, what=what, about=about, value=value, by=member(request), now=clock.now())
    return _after(request, event, undo=made)


@posts(Level.AGENT)
def correction_undo(request: HttpRequest, correction_id: int) -> HttpResponseBase:
    """It was not so: what was said before holds again."""
    found = get_object_or_404(Correction.objects.visible_to(member(request)), id=correction_id)
    if found.undone_at is None:
        correcting.take_back(correction_id, by=member(request), now=clock.now())
    return _after(request, _event(request, found.event_id))


def _after(request: HttpRequest, event: Event, *, undo: Correction | None = None) -> HttpResponseBase:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(reverse("web:reading", args=[event.pk]))
    return _shown(request, event, undo=undo)


def _shown(request: HttpRequest, event: Event, **more: Any) -> HttpResponseBase:
    panel = reads.panel(event, to=member(request))
    if panel is None:
        raise Http404
    template = "readings/why.html" if request.htmx else "readings/reading.html"  # type: ignore[attr-defined]
    return render(request, template, {"panel": panel, "person": event.person} | more)


def _event(request: HttpRequest, event_id: int) -> Event:
    seen = Event.objects.visible_to(member(request)).select_related("person", "annotation")
    return get_object_or_404(seen, id=event_id)
